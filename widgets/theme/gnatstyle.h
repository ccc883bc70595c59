// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

class QStyleOptionButton;
class QStyleOptionHeader;
class QStyleOptionSlider;
class QStyleOptionTab;

namespace gnat {

/// What a push button is for. Primary: the one thing most likely wanted. Flat: reads as a link.
enum class ButtonKind { Normal, Primary, Flat, Danger };

// Dynamic properties that the style reads.
inline constexpr char buttonKindProperty[] = "gnatKind";   ///< int, ButtonKind
inline constexpr char buttonSmallProperty[] = "gnatSmall"; ///< bool: 24 px instead of 28
inline constexpr char badFieldProperty[] = "gnatBad";      ///< bool: an input's content is wrong

/// How Qt's own controls look: Fusion with our focus ring, check boxes, headers, tabs, splitters, scroll bars, buttons
/// and inputs. All colours come from the theme of the palette it is given.
class GnatStyle : public QProxyStyle
{
    Q_OBJECT

public:
    GnatStyle();

    /// Nothing fades or glows: SH_Widget_Animate says so to all that would.
    void setStill(bool isStill) { m_isStill = isStill; }
    bool isStill() const { return m_isStill; }

    using QProxyStyle::polish;
    void polish(QWidget *widget) override;

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *data) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                           const QWidget *widget) const override;
    QIcon standardIcon(StandardPixmap pixmap, const QStyleOption *option, const QWidget *widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                         const QWidget *widget) const override;

private:
    bool m_isStill = false;
};

} // namespace gnat
