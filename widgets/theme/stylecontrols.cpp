// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/fonts.h"
#include "theme/gnatstyle.h"
#include "theme/icons.h"
#include "theme/stylepainter_p.h"
#include "theme/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>
#include <QWidget>

namespace gnat::stylepainter {

namespace {

void drawHeaderGround(const QStyleOptionHeader *header, QPainter *painter)
{
    const Theme &theme = themeOf(header->palette);
    const bool isHot = header->state.testFlag(QStyle::State_MouseOver) && header->state.testFlag(QStyle::State_Enabled);
    painter->fillRect(header->rect, isHot ? theme.hover : theme.panel);
    painter->fillRect(header->rect.left(), header->rect.bottom(), header->rect.width(), 1, theme.line);
}

void drawHeaderLabel(const QStyleOptionHeader *header, QPainter *painter)
{
    const Theme &theme = themeOf(header->palette);
    const QRect where = header->rect.adjusted(0, 0, 0, -1); // margin and mark are out of the rectangle already
    painter->save();
    painter->setPen(theme.text2);
    const auto alignment = header->textAlignment | Qt::AlignVCenter | Qt::TextDontClip; // margins above and below
    const QString text = header->fontMetrics.elidedText(header->text, Qt::ElideRight, where.width());
    painter->drawText(where, static_cast<int>(alignment), text);
    painter->restore();
}

void drawTabShape(const QStyleOptionTab *tab, QPainter *painter)
{
    const Theme &theme = themeOf(tab->palette);
    painter->fillRect(tab->rect.left(), tab->rect.bottom(), tab->rect.width(), 1, theme.line);
    if (tab->state.testFlag(QStyle::State_Selected))
        painter->fillRect(tab->rect.left() + 6, tab->rect.bottom() - 1, tab->rect.width() - 12, 2, theme.accent);
}

void drawTabLabel(const QStyleOptionTab *tab, QPainter *painter, const QWidget *widget)
{
    const Theme &theme = themeOf(tab->palette);
    const bool isOn = tab->state.testFlag(QStyle::State_Selected);
    const bool isHot = tab->state.testFlag(QStyle::State_MouseOver);
    const bool isEnabled = tab->state.testFlag(QStyle::State_Enabled);
    QRect where = tab->rect.adjusted(10, 0, -10, -1);
    if (!tab->icon.isNull()) {
        tab->icon.paint(painter, QRect(where.left(), where.center().y() - 6, 14, 14), Qt::AlignCenter,
                        isEnabled ? QIcon::Normal : QIcon::Disabled);
        where.adjust(20, 0, 0, 0);
    }
    painter->save();
    QFont font = widget ? widget->font() : painter->font();
    if (isOn)
        font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    const QColor color = isOn || isHot ? theme.text : theme.text2;
    painter->setPen(isEnabled ? color : blended(color, theme.panel, 0.5));
    painter->drawText(where, Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextHideMnemonic, tab->text);
    if (tab->state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(QPen(theme.accent, 1));
        painter->drawRect(QRectF(tab->rect).adjusted(3.5, 4.5, -3.5, -5.5));
    }
    painter->restore();
}

void drawDockTitle(const QStyleOptionDockWidget *dock, QPainter *painter)
{
    const Theme &theme = themeOf(dock->palette);
    painter->fillRect(dock->rect, theme.panel);
    painter->fillRect(dock->rect.left(), dock->rect.bottom(), dock->rect.width(), 1, theme.line);
    painter->save();
    painter->setFont(uiFont(px::small, QFont::DemiBold));
    painter->setPen(theme.text2);
    painter->drawText(dock->rect.adjusted(12, 0, -60, -1), Qt::AlignVCenter | Qt::AlignLeft, dock->title);
    painter->restore();
}

void drawMenuBarItem(const QStyleOptionMenuItem *item, QPainter *painter)
{
    const Theme &theme = themeOf(item->palette);
    painter->fillRect(item->rect, theme.window);
    const bool isEnabled = item->state.testFlag(QStyle::State_Enabled);
    if (item->state.testFlag(QStyle::State_Selected) && isEnabled) {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(item->state.testFlag(QStyle::State_Sunken) ? theme.selectIn : theme.hover);
        painter->drawRoundedRect(QRectF(item->rect).adjusted(0, 3, 0, -3), 4, 4);
        painter->restore();
    }
    painter->setPen(isEnabled ? theme.text2 : blended(theme.text2, theme.window, 0.5));
    painter->drawText(item->rect, Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextHideMnemonic, item->text);
}

void drawPushButtonLabel(const QStyleOptionButton *button, QPainter *painter, const QWidget *widget)
{
    const Theme &theme = themeOf(button->palette);
    const auto kind = static_cast<ButtonKind>(widget ? widget->property(buttonKindProperty).toInt() : 0);
    const bool isSmall = widget && widget->property(buttonSmallProperty).toBool();
    const bool isEnabled = button->state.testFlag(QStyle::State_Enabled);
    QColor color = kind == ButtonKind::Primary  ? theme.onAccent
                   : kind == ButtonKind::Danger ? theme.err
                   : kind == ButtonKind::Flat   ? theme.accent
                                                : theme.text;
    if (!isEnabled && kind != ButtonKind::Primary) // its ground is pale enough; its words are to be read
        color = blended(color, theme.window, 0.5);
    painter->save();
    QFont font = widget && widget->testAttribute(Qt::WA_SetFont)
                     ? widget->font()
                     : uiFont(isSmall ? px::small : px::body, QFont::Medium);
    font.setWeight(QFont::Medium);
    painter->setFont(font);
    painter->setPen(color);
    const int side = button->icon.isNull() ? 0 : qMin(button->iconSize.width(), 16);
    const int gap = side > 0 && !button->text.isEmpty() ? 6 : 0;
    const int flags = Qt::TextShowMnemonic | Qt::TextHideMnemonic;
    const int textWidth = painter->fontMetrics().size(flags, button->text).width();
    int left = button->rect.left() + (button->rect.width() - side - gap - textWidth) / 2;
    if (side > 0) {
        const QRect where(left, button->rect.center().y() - side / 2 + (side % 2 ? 0 : 1), side, side);
        button->icon.paint(painter, where, Qt::AlignCenter, isEnabled ? QIcon::Normal : QIcon::Disabled);
        left += side + gap;
    }
    painter->drawText(QRect(left, button->rect.top(), textWidth + 2, button->rect.height()),
                      flags | Qt::AlignVCenter | Qt::AlignLeft, button->text);
    painter->restore();
}

// The ring that QFocusFrame lays around a button: 2 px of accent, 2 px away.
void drawFocusFrame(const QStyleOption *option, QPainter *painter)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(themeOf(option->palette).accent, 2));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF(option->rect).adjusted(1, 1, -1, -1), 6, 6);
    painter->restore();
}

void drawProgressGroove(const QStyleOption *option, QPainter *painter, const QColor &color, const QRectF &where)
{
    Q_UNUSED(option);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    painter->drawRoundedRect(where, 2, 2);
    painter->restore();
}

bool drawProgress(const QStyleOption *option, QPainter *painter, bool isContents)
{
    const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option);
    if (!bar)
        return false;
    const Theme &theme = themeOf(option->palette);
    QRectF where = bar->rect;
    if (isContents) {
        const int range = bar->maximum - bar->minimum;
        if (range > 0)
            where.setWidth(where.width() * (bar->progress - bar->minimum) / range);
        else
            where.setWidth(where.width() / 3);
    }
    drawProgressGroove(option, painter, isContents ? theme.accent : theme.line, where);
    return true;
}

void drawComboLabel(const QStyleOptionComboBox *combo, QPainter *painter, const QWidget *widget)
{
    const Theme &theme = themeOf(combo->palette);
    QRect where = combo->rect.adjusted(9, 0, -22, 0);
    painter->save();
    if (!combo->currentIcon.isNull()) {
        combo->currentIcon.paint(painter, QRect(where.left(), where.center().y() - 6, 14, 14));
        where.adjust(20, 0, 0, 0);
    }
    if (widget)
        painter->setFont(widget->font());
    const bool isEnabled = combo->state.testFlag(QStyle::State_Enabled);
    painter->setPen(isEnabled ? theme.text : blended(theme.text, theme.window, 0.5));
    const QString text = painter->fontMetrics().elidedText(combo->currentText, Qt::ElideRight, where.width());
    painter->drawText(where, Qt::AlignVCenter | Qt::AlignLeft, text);
    painter->restore();
}

void drawToolBar(const QStyleOption *option, QPainter *painter)
{
    const Theme &theme = themeOf(option->palette);
    painter->fillRect(option->rect, theme.window);
}

} // namespace

bool drawControl(QStyle::ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    const Theme &theme = themeOf(option->palette);
    switch (element) {
    case QStyle::CE_HeaderSection:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            drawHeaderGround(header, painter);
        return true;
    case QStyle::CE_HeaderLabel:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            drawHeaderLabel(header, painter);
        return true;
    case QStyle::CE_HeaderEmptyArea:
        painter->fillRect(option->rect, theme.panel);
        painter->fillRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1, theme.line);
        return true;
    case QStyle::CE_TabBarTabShape:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            drawTabShape(tab, painter);
        return true;
    case QStyle::CE_TabBarTabLabel:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            drawTabLabel(tab, painter, widget);
        return true;
    case QStyle::CE_Splitter:
        painter->fillRect(option->rect, theme.line);
        return true;
    case QStyle::CE_DockWidgetTitle:
        if (const auto *dock = qstyleoption_cast<const QStyleOptionDockWidget *>(option))
            drawDockTitle(dock, painter);
        return true;
    case QStyle::CE_MenuBarItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            drawMenuBarItem(item, painter);
        return true;
    case QStyle::CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, theme.window);
        return true;
    case QStyle::CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option))
            drawPushButtonLabel(button, painter, widget);
        return true;
    case QStyle::CE_FocusFrame:
        drawFocusFrame(option, painter);
        return true;
    case QStyle::CE_ProgressBarGroove:
        return drawProgress(option, painter, false);
    case QStyle::CE_ProgressBarContents:
        return drawProgress(option, painter, true);
    case QStyle::CE_ComboBoxLabel:
        if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option); combo && !combo->editable) {
            drawComboLabel(combo, painter, widget);
            return true;
        }
        return false;
    case QStyle::CE_ToolBar:
        drawToolBar(option, painter);
        return true;
    default:
        return false;
    }
}

namespace {

void drawScrollBar(const QStyleOptionSlider *bar, QPainter *painter, const QWidget *widget)
{
    const Theme &theme = themeOf(bar->palette);
    painter->fillRect(bar->rect, scrolledGround(bar->palette, widget));
    if (bar->maximum <= bar->minimum)
        return;
    const QStyle *style = widget ? widget->style() : nullptr;
    if (!style)
        return;
    QRectF slider = style->subControlRect(QStyle::CC_ScrollBar, bar, QStyle::SC_ScrollBarSlider, widget);
    const bool isHot = bar->state.testFlag(QStyle::State_MouseOver) || bar->state.testFlag(QStyle::State_Sunken);
    slider = bar->orientation == Qt::Vertical ? slider.adjusted(3, 2, -2, -2) : slider.adjusted(2, 3, -2, -2);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(isHot ? theme.lineStrong : theme.lineCtl);
    painter->drawRoundedRect(slider, 3, 3);
    painter->restore();
}

void drawSlider(const QStyleOptionSlider *slider, QPainter *painter, const QWidget *widget)
{
    const Theme &theme = themeOf(slider->palette);
    const QRectF handle = widget->style()->subControlRect(QStyle::CC_Slider, slider, QStyle::SC_SliderHandle, widget);
    const bool isEnabled = slider->state.testFlag(QStyle::State_Enabled);
    const QColor color = isEnabled ? theme.accent : theme.lineCtl;
    const QRectF groove(slider->rect.left() + 1, handle.center().y() - 2, slider->rect.width() - 2, 4);
    QRectF filled = groove;
    filled.setRight(handle.center().x());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme.line);
    painter->drawRoundedRect(groove, 2, 2);
    painter->setBrush(color);
    painter->drawRoundedRect(filled, 2, 2);
    const QPointF center = handle.center();
    if (slider->state.testFlag(QStyle::State_HasFocus) && slider->state.testFlag(QStyle::State_KeyboardFocusChange)) {
        painter->setBrush(theme.accentBg);
        painter->drawEllipse(center, 9, 9);
    }
    const bool isHot = slider->state.testFlag(QStyle::State_MouseOver) && isEnabled;
    painter->setPen(QPen(color, 1.5));
    painter->setBrush(isHot ? theme.accentBg : theme.base);
    painter->drawEllipse(center, 6.25, 6.25);
    painter->restore();
}

void drawFrame(const QStyleOption *option, QPainter *painter, const QWidget *widget, bool hasFocus)
{
    QStyleOptionFrame frame;
    frame.QStyleOption::operator=(*option);
    frame.lineWidth = 1;
    frame.state.setFlag(QStyle::State_HasFocus, hasFocus);
    drawPrimitive(QStyle::PE_PanelLineEdit, &frame, painter, widget);
}

void drawComboBox(const QStyleOptionComboBox *combo, QPainter *painter, const QWidget *widget)
{
    drawFrame(combo, painter, widget, combo->state.testFlag(QStyle::State_HasFocus));
    const Theme &theme = themeOf(combo->palette);
    const QRectF where(combo->rect.right() - 18, combo->rect.center().y() - 5.5, 12, 12);
    paintIcon(painter, where, QStringLiteral("chevron-down"), theme.text3);
}

} // namespace

bool drawComplex(QStyle::ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                 const QWidget *widget)
{
    if (control == QStyle::CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option))
            drawScrollBar(bar, painter, widget);
        return true;
    }
    if (control == QStyle::CC_Slider) {
        const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option);
        if (!slider || !widget || slider->orientation != Qt::Horizontal)
            return false;
        drawSlider(slider, painter, widget);
        return true;
    }
    if (control == QStyle::CC_ComboBox) {
        if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option))
            drawComboBox(combo, painter, widget);
        return true;
    }
    if (control == QStyle::CC_SpinBox) {
        const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
        if (!spin || !widget)
            return false;
        drawFrame(option, painter, widget, option->state.testFlag(QStyle::State_HasFocus));
        const Theme &theme = themeOf(option->palette);
        for (const auto part : {QStyle::SC_SpinBoxUp, QStyle::SC_SpinBoxDown}) {
            const QRectF where = widget->style()->subControlRect(control, option, part, widget);
            const QPointF center = where.center();
            paintIcon(painter, QRectF(center.x() - 5, center.y() - 5, 10, 10),
                      part == QStyle::SC_SpinBoxUp ? QStringLiteral("chevron-up") : QStringLiteral("chevron-down"),
                      theme.text3);
        }
        return true;
    }
    return false;
}

} // namespace gnat::stylepainter
