// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/gnatstyle.h"

#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/stylepainter_p.h"
#include "theme/theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QHeaderView>
#include <QMenu>
#include <QMenuBar>
#include <QScrollBar>
#include <QStyleOption>
#include <QTabBar>
#include <QToolBar>
#include <QToolTip>

#include <algorithm>

namespace gnat {

GnatStyle::GnatStyle() : QProxyStyle(QStringLiteral("fusion")) {}

void GnatStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) || qobject_cast<QTabBar *>(widget) ||
        qobject_cast<QAbstractSlider *>(widget) || qobject_cast<QComboBox *>(widget) ||
        qobject_cast<QHeaderView *>(widget))
        widget->setAttribute(Qt::WA_Hover);
    // Hover reaches a view's rows only through its viewport.
    if (auto *view = qobject_cast<QAbstractItemView *>(widget); view && !qobject_cast<QHeaderView *>(widget))
        view->viewport()->setAttribute(Qt::WA_Hover);
    if (qobject_cast<QHeaderView *>(widget) && !widget->testAttribute(Qt::WA_SetFont))
        widget->setFont(uiFont(px::small));
    if (qobject_cast<QTabBar *>(widget) && !widget->testAttribute(Qt::WA_SetFont))
        widget->setFont(uiFont(px::tab, QFont::Medium));
}

void GnatStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                              const QWidget *widget) const
{
    if (!stylepainter::drawPrimitive(element, option, painter, widget))
        QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void GnatStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                            const QWidget *widget) const
{
    if (!stylepainter::drawControl(element, option, painter, widget))
        QProxyStyle::drawControl(element, option, painter, widget);
}

void GnatStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                   const QWidget *widget) const
{
    if (!stylepainter::drawComplex(control, option, painter, widget))
        QProxyStyle::drawComplexControl(control, option, painter, widget);
}

int GnatStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_SplitterWidth:
    case PM_DockWidgetSeparatorExtent:
    case PM_DefaultFrameWidth:
    case PM_ToolBarFrameWidth:
        return metric == PM_ToolBarFrameWidth ? 0 : 1;
    case PM_DockWidgetFrameWidth:
    case PM_ToolBarItemMargin:
    case PM_MenuBarVMargin:
    case PM_MenuBarPanelWidth:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarBaseOverlap:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_ToolBarItemSpacing:
        return 4;
    case PM_MenuBarHMargin:
        return 6;
    case PM_MenuBarItemSpacing:
        return 0;
    case PM_ScrollBarExtent:
        return 11;
    case PM_ScrollBarSliderMin:
        return 28;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return 14;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return 7;
    case PM_TreeViewIndentation:
        return 14;
    case PM_HeaderMargin:
        return 7;
    case PM_HeaderDefaultSectionSizeVertical:
        return 24;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ToolBarIconSize:
    case PM_TabBarIconSize:
        return 16;
    case PM_TabBarTabHSpace:
        return 20;
    case PM_MenuButtonIndicator:
        return 14;
    case PM_DockWidgetTitleMargin:
        return 7;
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin:
    case PM_MenuHMargin:
    case PM_MenuVMargin:
        return 4;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int GnatStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                         QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_DockWidget_ButtonsHaveFrame:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_Widget_Animation_Duration:
    case SH_ComboBox_Popup:
    case SH_TabBar_PreferNoArrows:
    case SH_UnderlineShortcut:
    case SH_ScrollBar_Transient:
        return 0;
    case SH_ItemView_ShowDecorationSelected:
    case SH_ScrollBar_LeftClickAbsolutePosition:
    case SH_FocusFrame_AboveWidget:
        return 1;
    case SH_Widget_Animate:
        return m_isStill ? 0 : 1;
    case SH_ToolTip_WakeUpDelay:
        return 500;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QSize GnatStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                  const QWidget *widget) const
{
    const bool isSmall = widget && widget->property(buttonSmallProperty).toBool();
    switch (type) {
    case CT_PushButton: {
        const QSize own = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {std::max(size.width() + (isSmall ? 20 : 26), isSmall ? 0 : std::min(own.width(), 56)),
                isSmall ? 24 : 28};
    }
    case CT_LineEdit:
        return {QProxyStyle::sizeFromContents(type, option, size, widget).width(), isSmall ? 24 : 28};
    case CT_ComboBox:
        return {size.width() + 36, isSmall ? 24 : 28};
    case CT_SpinBox:
        return {QProxyStyle::sizeFromContents(type, option, size, widget).width(), isSmall ? 24 : 28};
    case CT_MenuBarItem:
        return {size.width() + 18, 28};
    case CT_MenuBar:
        return {size.width(), 28};
    case CT_HeaderSection:
        return {QProxyStyle::sizeFromContents(type, option, size, widget).width(), 26};
    case CT_TabBarTab:
        return {size.width() + 2, 31};
    case CT_ToolButton: {
        // Text beside the icon as in the toolbar: 28 px high, 9 px at both sides.
        const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
        if (button && button->toolButtonStyle == Qt::ToolButtonTextBesideIcon)
            return {size.width() + 12 + (button->features.testFlag(QStyleOptionToolButton::HasMenu) ? 16 : 0), 28};
        return QProxyStyle::sizeFromContents(type, option, size, widget);
    }
    case CT_MenuItem: {
        const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
        const QSize own = QProxyStyle::sizeFromContents(type, option, size, widget);
        if (item && item->menuItemType == QStyleOptionMenuItem::Separator)
            return {own.width(), 9};
        return {own.width() + 8, std::max(26, own.height())};
    }
    default:
        return QProxyStyle::sizeFromContents(type, option, size, widget);
    }
}

QIcon GnatStyle::standardIcon(StandardPixmap pixmap, const QStyleOption *option, const QWidget *widget) const
{
    switch (pixmap) {
    case SP_TitleBarCloseButton:
    case SP_DockWidgetCloseButton:
        return icon(QStringLiteral("close"), IconTone::Hint);
    case SP_TitleBarNormalButton:
        return icon(QStringLiteral("float"), IconTone::Hint);
    default:
        return QProxyStyle::standardIcon(pixmap, option, widget);
    }
}

namespace {

/// The mark of the order stands at the right end, and takes from the label only what it needs.
QRect headerPart(QStyle::SubElement part, const QStyleOption *option, int margin)
{
    constexpr int arrow = 10;
    constexpr int gap = 4;
    const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
    const auto inside = option->rect.adjusted(margin, 0, -margin, 0);
    if (part == QStyle::SE_HeaderArrow)
        return {inside.right() - arrow + 1, inside.center().y() - arrow / 2, arrow, arrow};
    const bool isSorted = header && header->sortIndicator != QStyleOptionHeader::None;
    return inside.adjusted(0, 0, isSorted ? -arrow - gap : 0, 0);
}

} // namespace

QRect GnatStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    switch (element) {
    case SE_LineEditContents:
        return option->rect.adjusted(6, 1, -6, -1);
    case SE_TabBarTabText:
        return option->rect;
    case SE_HeaderLabel:
    case SE_HeaderArrow:
        return headerPart(element, option, pixelMetric(PM_HeaderMargin, option, widget));
    default:
        return QProxyStyle::subElementRect(element, option, widget);
    }
}

QRect GnatStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                                const QWidget *widget) const
{
    if (control == CC_ComboBox) {
        const QRect whole = option->rect;
        if (part == SC_ComboBoxArrow)
            return {whole.right() - 21, whole.top(), 22, whole.height()};
        if (part == SC_ComboBoxEditField)
            return whole.adjusted(4, 1, -22, -1);
    }
    if (control == CC_ScrollBar) {
        // No arrows: the groove is the whole bar.
        const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
        if (!bar)
            return {};
        const bool isUpright = bar->orientation == Qt::Vertical;
        const int length = isUpright ? bar->rect.height() : bar->rect.width();
        const qint64 range = qint64(bar->maximum) - bar->minimum;
        const int least = pixelMetric(PM_ScrollBarSliderMin, bar, widget);
        const int slider = range > 0
                               ? std::clamp(static_cast<int>(qint64(length) * bar->pageStep / (range + bar->pageStep)),
                                            std::min(least, length), length)
                               : length;
        const int start =
            sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - slider, bar->upsideDown);
        const auto along = [&](int from, int size) {
            return isUpright ? QRect(bar->rect.left(), bar->rect.top() + from, bar->rect.width(), size)
                             : QRect(bar->rect.left() + from, bar->rect.top(), size, bar->rect.height());
        };
        switch (part) {
        case SC_ScrollBarSlider:
            return along(start, slider);
        case SC_ScrollBarGroove:
            return bar->rect;
        case SC_ScrollBarSubPage:
            return along(0, start);
        case SC_ScrollBarAddPage:
            return along(start + slider, length - start - slider);
        default:
            return {};
        }
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

} // namespace gnat
