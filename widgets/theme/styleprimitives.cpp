// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/gnatstyle.h"
#include "theme/icons.h"
#include "theme/stylepainter_p.h"
#include "theme/theme.h"

#include <QAbstractScrollArea>
#include <QLineEdit>
#include <QPainter>
#include <QStyleOption>
#include <QTabBar>
#include <QTableView>

namespace gnat::stylepainter {

namespace {

void drawRounded(QPainter *painter, const QRectF &where, const QColor &line, const QColor &ground, qreal radius,
                 qreal width = 1)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(line.isValid() ? QPen(line, width) : QPen(Qt::NoPen));
    painter->setBrush(ground.isValid() ? QBrush(ground) : QBrush(Qt::NoBrush));
    const qreal inset = line.isValid() ? width / 2 : 0;
    painter->drawRoundedRect(where.adjusted(inset, inset, -inset, -inset), radius, radius);
    painter->restore();
}

void drawField(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    const Theme &theme = themeOf(option->palette);
    const bool isEnabled = option->state.testFlag(QStyle::State_Enabled);
    const bool hasFocus = option->state.testFlag(QStyle::State_HasFocus);
    const bool isBad = widget && widget->property(badFieldProperty).toBool();
    const QColor ground = isEnabled ? theme.base : theme.panel;
    if (isBad || hasFocus)
        drawRounded(painter, option->rect, isBad ? theme.err : theme.accent, ground, 4, 2);
    else
        drawRounded(painter, option->rect, isEnabled ? theme.lineStrong : theme.lineCtl, ground, 4);
}

void drawButton(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    const Theme &theme = themeOf(option->palette);
    const auto kind = static_cast<ButtonKind>(widget ? widget->property(buttonKindProperty).toInt() : 0);
    const bool isEnabled = option->state.testFlag(QStyle::State_Enabled);
    const bool isHot = isEnabled && option->state.testFlag(QStyle::State_MouseOver);
    const bool isDown = option->state & (QStyle::State_Sunken | QStyle::State_On);
    if (kind == ButtonKind::Primary) {
        QColor ground = isHot || isDown ? theme.accentHover : theme.accent;
        if (!isEnabled)
            ground = blended(ground, theme.window, 0.5);
        drawRounded(painter, option->rect, {}, ground, 4);
        return;
    }
    if (kind == ButtonKind::Flat) {
        if (isHot || isDown)
            drawRounded(painter, option->rect, {}, isDown ? theme.selectIn : theme.hover, 4);
        return;
    }
    const QColor line = isEnabled ? theme.lineStrong : blended(theme.lineStrong, theme.window, 0.5);
    drawRounded(painter, option->rect, line, isDown ? theme.selectIn : isHot ? theme.hover : theme.base, 4);
}

void drawToolButton(const QStyleOption *option, QPainter *painter)
{
    const Theme &theme = themeOf(option->palette);
    if (!option->state.testFlag(QStyle::State_Enabled))
        return;
    if (option->state.testFlag(QStyle::State_On))
        drawRounded(painter, option->rect, {}, theme.accentBg, 4);
    else if (option->state.testFlag(QStyle::State_Sunken))
        drawRounded(painter, option->rect, {}, theme.selectIn, 4);
    else if (option->state.testFlag(QStyle::State_MouseOver))
        drawRounded(painter, option->rect, {}, blended(theme.lineCtl, theme.window, 0.35), 4);
}

void drawCheck(const QStyleOption *option, QPainter *painter)
{
    const Theme &theme = themeOf(option->palette);
    const qreal side = 14;
    const QPointF center = QRectF(option->rect).center();
    const QRectF box(qRound(center.x() - side / 2), qRound(center.y() - side / 2), side, side);
    const bool isEnabled = option->state.testFlag(QStyle::State_Enabled);
    const bool isOn = option->state.testFlag(QStyle::State_On);
    const bool isPartly = option->state.testFlag(QStyle::State_NoChange);
    if (!isOn && !isPartly) {
        drawRounded(painter, box, isEnabled ? theme.lineStrong : theme.lineCtl, theme.base, 3);
        return;
    }
    drawRounded(painter, box, {}, isEnabled ? theme.accent : theme.lineCtl, 3);
    const QString mark = isPartly ? QStringLiteral("minus") : QStringLiteral("check");
    paintIcon(painter, box.adjusted(1.5, 1.5, -1.5, -1.5), mark, theme.onAccent);
}

void drawRadio(const QStyleOption *option, QPainter *painter)
{
    const Theme &theme = themeOf(option->palette);
    const bool isOn = option->state.testFlag(QStyle::State_On);
    const QRectF box = QRectF(option->rect);
    drawRounded(painter, box, isOn ? theme.accent : theme.lineStrong, theme.base, box.width() / 2);
    if (isOn)
        drawRounded(painter, box.adjusted(4, 4, -4, -4), {}, theme.accent, box.width() / 2);
}

void drawBranch(const QStyleOption *option, QPainter *painter)
{
    if (!option->state.testFlag(QStyle::State_Children))
        return;
    const Theme &theme = themeOf(option->palette);
    const bool isOpen = option->state.testFlag(QStyle::State_Open);
    const QRectF where(option->rect.right() - 12, option->rect.center().y() - 5, 11, 11);
    paintIcon(painter, where, isOpen ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"), theme.text3);
}

void drawRow(const QStyleOption *option, QPainter *painter)
{
    const auto *row = qstyleoption_cast<const QStyleOptionViewItem *>(option);
    if (!row)
        return;
    const Theme &theme = themeOf(option->palette);
    const bool isActive = option->state.testFlag(QStyle::State_Active);
    if (option->state.testFlag(QStyle::State_Selected))
        painter->fillRect(option->rect, isActive ? theme.select : theme.selectIn);
    else if (row->backgroundBrush.style() != Qt::NoBrush)
        painter->fillRect(option->rect, row->backgroundBrush);
    else if (option->state.testFlag(QStyle::State_MouseOver) && option->state.testFlag(QStyle::State_Enabled) &&
             !qobject_cast<const QTableView *>(row->widget)) // Qt hovers a table's cells, not its rows
        painter->fillRect(option->rect, theme.hover);
}

void drawArrow(const QStyleOption *option, QPainter *painter, const QString &name)
{
    const Theme &theme = themeOf(option->palette);
    const bool isEnabled = option->state.testFlag(QStyle::State_Enabled);
    const QPointF center = QRectF(option->rect).center();
    paintIcon(painter, QRectF(center.x() - 6, center.y() - 6, 12, 12), name,
              isEnabled ? theme.text3 : blended(theme.text3, theme.window, 0.5));
}

/// A brush of no colour would paint black.
void drawPanel(const QStyleOption *option, QPainter *painter, const QColor &line, const QBrush &ground = Qt::NoBrush)
{
    painter->save();
    painter->setPen(line);
    painter->setBrush(ground);
    painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
    painter->restore();
}

} // namespace

QColor scrolledGround(const QPalette &palette, const QWidget *widget)
{
    for (; widget; widget = widget->parentWidget()) {
        if (const auto *area = qobject_cast<const QAbstractScrollArea *>(widget))
            return area->viewport()->palette().color(area->viewport()->backgroundRole());
    }
    return palette.color(QPalette::Window);
}

bool drawPrimitive(QStyle::PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                   const QWidget *widget)
{
    const Theme &theme = themeOf(option->palette);
    switch (element) {
    case QStyle::PE_FrameFocusRect: {
        // An inner frame on the current row; buttons get their ring outside, inputs on their frame.
        if (qstyleoption_cast<const QStyleOptionViewItem *>(option) || !widget || !widget->inherits("QPushButton")) {
            painter->save();
            painter->setPen(QPen(theme.accent, 1));
            painter->setBrush(Qt::NoBrush);
            painter->drawRect(QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5));
            painter->restore();
        }
        return true;
    }
    case QStyle::PE_PanelScrollAreaCorner:
        painter->fillRect(option->rect, scrolledGround(option->palette, widget));
        return true;
    case QStyle::PE_PanelLineEdit: {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (frame && frame->lineWidth > 0)
            drawField(option, painter, widget);
        else
            painter->fillRect(option->rect, option->palette.base());
        return true;
    }
    case QStyle::PE_FrameLineEdit:
        return true;
    case QStyle::PE_PanelButtonCommand:
        drawButton(option, painter, widget);
        return true;
    case QStyle::PE_FrameDefaultButton:
    case QStyle::PE_FrameStatusBarItem:
    case QStyle::PE_PanelStatusBar:
    case QStyle::PE_FrameTabWidget:
    case QStyle::PE_FrameDockWidget:
    case QStyle::PE_PanelMenuBar:
    case QStyle::PE_FrameButtonBevel:
        return true;
    case QStyle::PE_PanelButtonTool:
    case QStyle::PE_PanelButtonBevel:
    case QStyle::PE_FrameButtonTool:
        drawToolButton(option, painter);
        return true;
    case QStyle::PE_IndicatorCheckBox:
    case QStyle::PE_IndicatorItemViewItemCheck:
        drawCheck(option, painter);
        return true;
    case QStyle::PE_IndicatorRadioButton:
        drawRadio(option, painter);
        return true;
    case QStyle::PE_IndicatorBranch:
        drawBranch(option, painter);
        return true;
    case QStyle::PE_PanelItemViewRow:
    case QStyle::PE_PanelItemViewItem:
        drawRow(option, painter);
        return true;
    case QStyle::PE_IndicatorArrowDown:
    case QStyle::PE_IndicatorSpinDown:
        drawArrow(option, painter, QStringLiteral("chevron-down"));
        return true;
    case QStyle::PE_IndicatorArrowUp:
    case QStyle::PE_IndicatorSpinUp:
        drawArrow(option, painter, QStringLiteral("chevron-up"));
        return true;
    case QStyle::PE_IndicatorArrowRight:
        drawArrow(option, painter, QStringLiteral("chevron-right"));
        return true;
    case QStyle::PE_IndicatorArrowLeft:
        drawArrow(option, painter, QStringLiteral("chevron-left"));
        return true;
    case QStyle::PE_IndicatorHeaderArrow: {
        const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
        const bool isUp = header && header->sortIndicator == QStyleOptionHeader::SortUp;
        drawArrow(option, painter, isUp ? QStringLiteral("chevron-up") : QStringLiteral("chevron-down"));
        return true;
    }
    case QStyle::PE_FrameTabBarBase: {
        // Under a corner widget the parent draws, for the bar: the line goes on at the height of the tabs.
        const auto *bar = qobject_cast<const QTabBar *>(widget);
        const bool isBeside = bar && painter->device() != static_cast<const QPaintDevice *>(bar);
        const int bottom = isBeside ? bar->geometry().bottom() : option->rect.bottom();
        painter->fillRect(option->rect.left(), bottom, option->rect.width(), 1, theme.line);
        return true;
    }
    case QStyle::PE_IndicatorTabClose:
        drawArrow(option, painter, QStringLiteral("close"));
        return true;
    case QStyle::PE_IndicatorToolBarSeparator:
        painter->fillRect(option->rect.center().x(), option->rect.center().y() - 9, 1, 20, theme.line);
        return true;
    case QStyle::PE_IndicatorDockWidgetResizeHandle:
        painter->fillRect(option->rect, theme.line);
        return true;
    case QStyle::PE_Frame:
    case QStyle::PE_FrameGroupBox:
        drawPanel(option, painter, theme.line);
        return true;
    case QStyle::PE_FrameMenu:
        drawPanel(option, painter, theme.lineCtl);
        return true;
    case QStyle::PE_PanelMenu:
    case QStyle::PE_PanelTipLabel:
        drawPanel(option, painter, theme.lineCtl, theme.base);
        return true;
    default:
        return false;
    }
}

} // namespace gnat::stylepainter
