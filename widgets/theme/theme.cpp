// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/theme.h"

#include <QWidget>

namespace gnat {

namespace {

Theme makeLight()
{
    Theme t;
    t.isDark = false;
    t.window = 0xEFF2F5;
    t.panel = 0xF7F9FB;
    t.base = 0xFFFFFF;
    t.hover = 0xEDF2F6;
    t.select = 0xD9E8F4;
    t.selectIn = 0xE7EBEF;
    t.line = 0xDFE4E9;
    t.lineCtl = 0xC2CAD2;
    t.lineStrong = 0x7C8894;
    t.text = 0x18212A;
    t.text2 = 0x46535F;
    t.text3 = 0x5C6975;
    t.accent = 0x1C6699;
    t.accentHover = 0x15527C;
    t.onAccent = 0xFFFFFF;
    t.accentBg = 0xE3EFF8;
    t.ok = 0x1B7243;
    t.okBg = 0xE1F2E8;
    t.warn = 0x845300;
    t.warnBg = 0xFBF0D3;
    t.warnFill = 0xD99A14;
    t.err = 0xB3261E;
    t.errBg = 0xFBE6E4;
    t.violet = 0x6B4AA8;
    t.violetBg = 0xEFE9F9;
    t.teal = 0x0B6E6E;
    t.tealBg = 0xDFF1F0;
    t.fresh = 0xFFF6D6;
    t.series = {0x1F77B4, 0xC2571A, 0x2C8A4B, 0x8E4FB0, 0xB23A6B, 0x8A6D00, 0x0F8A8A, 0x5B6672};
    t.fillAlpha = 0.10;
    return t;
}

Theme makeDark()
{
    Theme t;
    t.isDark = true;
    t.window = 0x1C2228;
    t.panel = 0x1F262D;
    t.base = 0x161B20;
    t.hover = 0x262F37;
    t.select = 0x1A374C;
    t.selectIn = 0x2B343C;
    t.line = 0x2C353D;
    t.lineCtl = 0x434E59;
    t.lineStrong = 0x6E7B87;
    t.text = 0xE2E8EE;
    t.text2 = 0xB3BEC8;
    t.text3 = 0x97A4B0;
    t.accent = 0x6DB6E6;
    t.accentHover = 0x8DC7EE;
    t.onAccent = 0x0E1B26;
    t.accentBg = 0x1B3447;
    t.ok = 0x62C48D;
    t.okBg = 0x1B3528;
    t.warn = 0xE0B04A;
    t.warnBg = 0x3A2F15;
    t.warnFill = 0xE0B04A;
    t.err = 0xF28B82;
    t.errBg = 0x40211F;
    t.violet = 0xB79CEB;
    t.violetBg = 0x2E2742;
    t.teal = 0x5CC4BE;
    t.tealBg = 0x17363A;
    t.fresh = 0x3B3418;
    t.series = {0x63B0E8, 0xF0985A, 0x6CC98A, 0xC39AE6, 0xEE8DB0, 0xD9BC4A, 0x55C7C2, 0xA3AFBA};
    t.fillAlpha = 0.16;
    return t;
}

} // namespace

const Theme &Theme::light()
{
    static const Theme theme = makeLight();
    return theme;
}

const Theme &Theme::dark()
{
    static const Theme theme = makeDark();
    return theme;
}

const QColor &Theme::seriesColor(int number) const
{
    return series[static_cast<std::size_t>(qMax(0, number)) % series.size()];
}

QPalette Theme::palette() const
{
    QPalette p;
    p.setColor(QPalette::Window, window);
    p.setColor(QPalette::WindowText, text);
    p.setColor(QPalette::Base, base);
    p.setColor(QPalette::AlternateBase, panel);
    p.setColor(QPalette::Text, text);
    p.setColor(QPalette::Button, window);
    p.setColor(QPalette::ButtonText, text);
    p.setColor(QPalette::BrightText, err);
    p.setColor(QPalette::Highlight, select);
    p.setColor(QPalette::HighlightedText, text);
    p.setColor(QPalette::Link, accent);
    p.setColor(QPalette::LinkVisited, violet);
    p.setColor(QPalette::PlaceholderText, text3);
    p.setColor(QPalette::ToolTipBase, base);
    p.setColor(QPalette::ToolTipText, text);
    p.setColor(QPalette::Light, base);
    p.setColor(QPalette::Midlight, hover);
    p.setColor(QPalette::Mid, line);
    p.setColor(QPalette::Dark, lineStrong);
    p.setColor(QPalette::Shadow, line);
    p.setColor(QPalette::Inactive, QPalette::Highlight, selectIn);
    const QColor faint = blended(text2, window, 0.5);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        p.setColor(QPalette::Disabled, role, faint);
    p.setColor(QPalette::Disabled, QPalette::PlaceholderText, faint);
    p.setColor(QPalette::Disabled, QPalette::Highlight, selectIn);
    p.setColor(QPalette::Disabled, QPalette::Base, panel);
    return p;
}

const Theme &themeOf(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < 128 ? Theme::dark() : Theme::light();
}

const Theme &themeOf(const QWidget *widget)
{
    return themeOf(widget->palette());
}

QColor blended(const QColor &a, const QColor &b, qreal share)
{
    const auto mix = [share](int x, int y) {
        return qRound(x * share + y * (1 - share));
    };
    return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

} // namespace gnat
