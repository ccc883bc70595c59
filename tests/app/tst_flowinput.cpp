// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/segmented.h"
#include "demowindow.h"
#include "shell/flowpopup.h"
#include "shell/statuscell.h"
#include "support/qtwarnings.h"

#include <QAbstractButton>
#include <QLabel>
#include <QPointer>

using namespace gnat;
using gnat::test::DemoWindow;
using gnat::test::RealInput;

/// "Where messages go", opened and closed under a real mouse and keyboard. That what it shows adds up is tested
/// elsewhere (tst_flowpopup).
class FlowInputTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_demo.open()); }
    void init() { gnat::test::failOnQtWarnings(); }
    void cleanupTestCase() { m_demo.close(); }
    void everyFigureOpensIt();
    void aClickElsewhereClosesIt();
    void theSpanIsChosen();

private:
    QList<StatusCell *> cells() const;
    FlowPopup *popup() const { return m_demo.window().findChild<FlowPopup *>(); }
    bool isOpen() const { return popup() && popup()->isVisible(); }
    QString figure(const char *name) const
    {
        const auto *label = popup()->findChild<QLabel *>(QString::fromLatin1(name));
        return label ? label->text() : QString();
    }

    DemoWindow m_demo;
};

/// Those at the right of the status bar that open it.
QList<StatusCell *> FlowInputTest::cells() const
{
    QList<StatusCell *> found;
    const auto all = m_demo.window().findChildren<StatusCell *>();
    for (auto *cell : all) {
        if (cell->isVisible() && cell->toolTip().contains(QStringLiteral("Where messages go")))
            found << cell;
    }
    return found;
}

void FlowInputTest::everyFigureOpensIt()
{
    const auto all = cells();
    QVERIFY(all.size() >= 3);
    for (const auto *cell : all) {
        QVERIFY(!popup());
        QVERIFY(RealInput::click(cell));
        QTRY_VERIFY(isOpen());
        QVERIFY(!figure("Received").isEmpty() && !figure("KeptNow").isEmpty() && !figure("Shown").isEmpty());
        const QRect window(m_demo.window().mapToGlobal(QPoint()), m_demo.window().size());
        QVERIFY(window.contains(QRect(popup()->mapToGlobal(QPoint()), popup()->size())));
        QVERIFY(RealInput::key(QStringLiteral("Escape")));
        QTRY_VERIFY(!popup());
    }
    QTRY_VERIFY(m_demo.window().isActiveWindow());
}

void FlowInputTest::aClickElsewhereClosesIt()
{
    QVERIFY(RealInput::click(cells().last()));
    QTRY_VERIFY(isOpen());
    QVERIFY(RealInput::click(m_demo.table().viewport(), {240, 40}));
    QTRY_VERIFY(!popup());
    QVERIFY(RealInput::click(cells().last())); // and again
    QTRY_VERIFY(isOpen());
    QVERIFY(RealInput::key(QStringLiteral("Escape")));
    QTRY_VERIFY(!popup());
}

void FlowInputTest::theSpanIsChosen()
{
    QVERIFY(RealInput::click(cells().last()));
    QTRY_VERIFY(isOpen());
    const auto *span = popup()->findChild<Segmented *>();
    QVERIFY(span);
    const auto buttons = span->findChildren<QAbstractButton *>();
    QCOMPARE(buttons.size(), 2);
    for (const int chosen : {1, 0, 1}) {
        QVERIFY(RealInput::click(buttons[chosen]));
        QTRY_COMPARE(span->current(), chosen);
        QVERIFY(isOpen());
        const auto received = figure("Received");
        QTRY_VERIFY(figure("Received") != received); // it goes on
    }
    QVERIFY(RealInput::key(QStringLiteral("Escape")));
    QTRY_VERIFY(!popup());
}

QTEST_MAIN(FlowInputTest)
#include "tst_flowinput.moc"
