// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/theme.h"

#include <QTest>

#include <cmath>

using gnat::Theme;

namespace {

double luminance(const QColor &color)
{
    const auto linear = [](double c) {
        return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

// WCAG 2: 1…21.
double contrast(const QColor &a, const QColor &b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

struct Pair
{
    QColor Theme::*front;
    QColor Theme::*ground;
    const char *name;
};

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textIsReadableOnEveryGround();
    void textIsReadableOnTints();
    void framesAreVisible();
    void seriesAreVisibleOnCharts();
    void paletteTellsItsTheme();
};

static const Theme *const themes[] = {&Theme::light(), &Theme::dark()};

void TestTheme::textIsReadableOnEveryGround()
{
    for (const Theme *theme : themes) {
        for (QColor Theme::*front : {&Theme::text, &Theme::text2, &Theme::text3, &Theme::accent, &Theme::ok,
                                     &Theme::warn, &Theme::err, &Theme::violet, &Theme::teal}) {
            for (QColor Theme::*ground :
                 {&Theme::base, &Theme::panel, &Theme::window, &Theme::hover, &Theme::select, &Theme::selectIn}) {
                const double ratio = contrast(theme->*front, theme->*ground);
                QVERIFY2(ratio >= 4.5, qPrintable(QStringLiteral("%1 on %2: %3")
                                                      .arg((theme->*front).name(), (theme->*ground).name())
                                                      .arg(ratio)));
            }
        }
    }
}

void TestTheme::textIsReadableOnTints()
{
    const Pair pairs[] = {
        {&Theme::ok, &Theme::okBg, "ok on okBg"},
        {&Theme::warn, &Theme::warnBg, "warn on warnBg"},
        {&Theme::err, &Theme::errBg, "err on errBg"},
        {&Theme::accent, &Theme::accentBg, "accent on accentBg"},
        {&Theme::onAccent, &Theme::accent, "onAccent on accent"},
        {&Theme::onAccent, &Theme::accentHover, "onAccent on accentHover"},
        {&Theme::text, &Theme::warnBg, "text on warnBg"},
        {&Theme::text, &Theme::errBg, "text on errBg"},
        {&Theme::text, &Theme::okBg, "text on okBg"},
        {&Theme::text, &Theme::accentBg, "text on accentBg"},
        {&Theme::accent, &Theme::warnBg, "accent on warnBg"},
        {&Theme::accent, &Theme::errBg, "accent on errBg"},
        {&Theme::accent, &Theme::okBg, "accent on okBg"},
        {&Theme::violet, &Theme::violetBg, "violet on violetBg"},
        {&Theme::teal, &Theme::tealBg, "teal on tealBg"},
        {&Theme::text, &Theme::fresh, "text on fresh"},
        {&Theme::text2, &Theme::fresh, "text2 on fresh"},
        {&Theme::text3, &Theme::fresh, "text3 on fresh"},
        {&Theme::err, &Theme::fresh, "err on fresh"},
        {&Theme::accent, &Theme::fresh, "accent on fresh"},
        {&Theme::violet, &Theme::fresh, "violet on fresh"},
        {&Theme::ok, &Theme::fresh, "ok on fresh"},
        {&Theme::warn, &Theme::fresh, "warn on fresh"},
    };
    for (const Theme *theme : themes) {
        for (const Pair &pair : pairs) {
            const double ratio = contrast(theme->*pair.front, theme->*pair.ground);
            QVERIFY2(ratio >= 4.5, qPrintable(QStringLiteral("%1: %2").arg(QString::fromLatin1(pair.name)).arg(ratio)));
        }
    }
}

void TestTheme::framesAreVisible()
{
    for (const Theme *theme : themes) {
        for (QColor Theme::*ground : {&Theme::base, &Theme::panel, &Theme::window})
            QVERIFY(contrast(theme->lineStrong, theme->*ground) >= 3.0);
    }
}

void TestTheme::seriesAreVisibleOnCharts()
{
    for (const Theme *theme : themes) {
        for (const QColor &color : theme->series)
            QVERIFY(contrast(color, theme->base) >= 3.0);
    }
}

void TestTheme::paletteTellsItsTheme()
{
    QVERIFY(!gnat::themeOf(Theme::light().palette()).isDark);
    QVERIFY(gnat::themeOf(Theme::dark().palette()).isDark);
}

QTEST_GUILESS_MAIN(TestTheme)
#include "tst_theme.moc"
