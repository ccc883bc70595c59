// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/qtwarnings.h"

#include <QGuiApplication>
#include <QRasterWindow>
#include <QTest>

/// The tests labelled xvfb really run on an X display with a window manager that gives windows the focus.
class XvfbTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { gnat::test::failOnQtWarnings(); }
    void windowsAreShownAndActivated();
};

void XvfbTest::windowsAreShownAndActivated()
{
    QCOMPARE(QGuiApplication::platformName(), QStringLiteral("xcb"));
    QRasterWindow window;
    window.resize(320, 200);
    window.show();
    window.requestActivate();
    QVERIFY(QTest::qWaitForWindowActive(&window, 10'000));
}

QTEST_MAIN(XvfbTest)
#include "tst_xvfb.moc"
