// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/buttons.h"
#include "common/filterdialogs.h"
#include "common/filteredit.h"
#include "core/batchbuilder.h"
#include "core/clock.h"
#include "demowindow.h"
#include "settings/filterbook.h"
#include "support/heartbeat.h"
#include "support/qtwarnings.h"
#include "traffic/trafficview.h"

#include <QElapsedTimer>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

#include <algorithm>

using namespace gnat;
using gnat::test::DemoWindow;
using gnat::test::RealInput;

/// The filter field under a real keyboard and mouse: saved filters, and a filter typed over a million messages.
class FilterInputTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_demo.open()); }
    void init() { gnat::test::failOnQtWarnings(); }
    void cleanupTestCase() { m_demo.close(); }
    void aFilterIsSavedUnderAName();
    void itIsRecalled();
    void itIsRemoved();
    void aMillionMessages();

private:
    LivePage &live() const { return m_demo.live(); }
    FilterBook &book() const { return m_demo.workspace().filters(); }
    FilterEdit &field() const;
    QToolButton *bookmark() const;
    SavedFiltersDialog *dialog() const { return m_demo.window().findChild<SavedFiltersDialog *>(); }
    bool typeFilter(const QString &text) const;
    bool clearFilter() const;
    bool press(const QString &text) const;
    /// A million messages through the door by which all come.
    bool fill() const;

    static constexpr int million = 1'000'000;
    DemoWindow m_demo;
};

FilterEdit &FilterInputTest::field() const
{
    const auto fields = m_demo.window().findChildren<FilterEdit *>();
    return **std::ranges::find_if(fields, [](const FilterEdit *each) { return each->isVisible(); });
}

QToolButton *FilterInputTest::bookmark() const
{
    const auto buttons = field().findChildren<QToolButton *>();
    const auto found = std::ranges::find(buttons, QStringLiteral("Saved filters"), &QWidget::accessibleName);
    return found == buttons.end() ? nullptr : *found;
}

bool FilterInputTest::typeFilter(const QString &text) const
{
    return RealInput::key(QStringLiteral("ctrl+l")) && QTest::qWaitFor([this] { return field().hasFocus(); }, 10'000) &&
           RealInput::type(text) && QTest::qWaitFor([&] { return live().filterText() == text; }, 20'000);
}

bool FilterInputTest::clearFilter() const
{
    return RealInput::key(QStringLiteral("ctrl+l")) && RealInput::key(QStringLiteral("BackSpace")) &&
           QTest::qWaitFor([this] { return live().filterText().isEmpty(); }, 20'000);
}

bool FilterInputTest::press(const QString &text) const
{
    const auto buttons = dialog()->findChildren<QPushButton *>();
    const auto found = std::ranges::find(buttons, text, &QPushButton::text);
    return found != buttons.end() && RealInput::click(*found);
}

void FilterInputTest::aFilterIsSavedUnderAName()
{
    QVERIFY(bookmark());
    QVERIFY(typeFilter(QStringLiteral("shop.> size>10")));
    QVERIFY(RealInput::chooseInButtonMenu(bookmark(), QStringLiteral("Save this filter")));
    QTRY_VERIFY(dialog() && dialog()->isActiveWindow());
    QVERIFY(RealInput::type(QStringLiteral("orders"))); // its name is being edited
    QVERIFY(RealInput::key(QStringLiteral("Return")));
    const SavedFilter wanted{QStringLiteral("orders"), QStringLiteral("shop.> size>10")};
    QTRY_COMPARE(book().saved(), QList<SavedFilter>{wanted});
    QVERIFY(dialog());
    QVERIFY(press(QStringLiteral("Close")));
    QTRY_VERIFY(!dialog());
}

void FilterInputTest::itIsRecalled()
{
    QVERIFY(clearFilter());
    QVERIFY(RealInput::chooseInButtonMenu(bookmark(), QStringLiteral("orders")));
    QTRY_COMPARE(live().filterText(), QStringLiteral("shop.> size>10"));
    QTRY_VERIFY(live().messages().rowCount() > 0 && !live().messages().isFiltering());
    for (int row = 0; row < live().messages().rowCount(); ++row)
        QVERIFY(live().messages().message(row).view().subject.starts_with("shop."));
}

void FilterInputTest::itIsRemoved()
{
    QVERIFY(RealInput::chooseInButtonMenu(bookmark(), QStringLiteral("Edit saved filters…")));
    QTRY_VERIFY(dialog() && dialog()->isActiveWindow());
    QVERIFY(press(QStringLiteral("Remove")));
    QTRY_VERIFY(book().saved().isEmpty());
    QVERIFY(press(QStringLiteral("Close")));
    QTRY_VERIFY(!dialog());
    QVERIFY(!RealInput::chooseInButtonMenu(bookmark(), QStringLiteral("orders")));
    QCOMPARE(live().filterText(), QStringLiteral("shop.> size>10")); // what is in force stays
    QVERIFY(clearFilter());
}

bool FilterInputTest::fill() const
{
    auto &workspace = m_demo.workspace();
    workspace.preferences().setMemoryBudget(1'000'000'000);
    const auto source = m_demo.connection().id();
    int sent = 0;
    while (sent < million) {
        BatchBuilder builder(source);
        for (; sent < million && !builder.isFull(); ++sent) {
            const auto payload = R"({"temp_c":)" + std::to_string(sent % 100) + "}";
            if (!builder.append({"lab.probe", {}, {}, payload}, wallNanoseconds(), SubscriptionId(1)))
                return false;
        }
        auto batch = builder.take();
        workspace.ledger().addReceived(batch->size());
        workspace.fanout().publish(std::move(batch));
        if (!QTest::qWaitFor([&] { return workspace.traffic().figures().waiting < 100'000; }, 60'000))
            return false;
    }
    return QTest::qWaitFor([&] { return workspace.traffic().figures().waiting == 0; }, 60'000);
}

/// The first rows are of the newest messages and come long before the last was looked at; no frame has to put in more
/// than a portion of them. How long that took is told, and judged by nobody: the machine may be busy.
void FilterInputTest::aMillionMessages()
{
    m_demo.workspace().broker().stopDemo();
    QVERIFY(fill());
    auto &list = live().messages();
    const auto kept = m_demo.workspace().traffic().log().count();
    QVERIFY(kept >= quint64(million));
    constexpr int portion = 50'000;
    const QString wanted = QStringLiteral("temp_c>79");
    QElapsedTimer sinceKey;
    qint64 firstRowsMs = -1;
    quint64 oldestOfFirst = 0;
    bool wasFirstDuring = false;
    int largest = 0;
    int insertions = 0;
    connect(&list, &QAbstractItemModel::rowsInserted, this, [&](const QModelIndex &, int first, int last) {
        if (live().filterText() != wanted)
            return;
        ++insertions;
        largest = std::max(largest, last - first + 1);
        if (firstRowsMs >= 0)
            return;
        firstRowsMs = sinceKey.elapsed();
        oldestOfFirst = list.position(first);
        wasFirstDuring = list.isFiltering();
    });
    connect(&field(), &QLineEdit::textEdited, this, [&] { sinceKey.start(); });
    QSignalSpy ticked(&m_demo.workspace().ticker(), &FrameTicker::ticked);
    gnat::test::Heartbeat heartbeat;
    heartbeat.start();
    QVERIFY(typeFilter(wanted));
    ticked.clear();
    QTRY_VERIFY_WITH_TIMEOUT(firstRowsMs >= 0 && !list.isFiltering(), 60'000);
    heartbeat.stop();
    qInfo("first rows %lld ms after the last key; the window was late by %.0f ms at most", firstRowsMs,
          heartbeat.lateness(1));
    QVERIFY(list.rowCount() >= million / 5);
    QVERIFY(wasFirstDuring);
    QVERIFY2(largest <= portion, qPrintable(QString::number(largest)));
    QVERIFY2(insertions <= int(ticked.count()) + 2, qPrintable(QString::number(insertions)));
    // A fifth of the messages pass: a portion of rows lies in the newest quarter of a million, and a margin.
    const auto end = m_demo.workspace().traffic().log().end();
    QVERIFY2(end - oldestOfFirst <= quint64(portion) * 5 + 10'000, qPrintable(QString::number(end - oldestOfFirst)));
    list.disconnect(this);
    field().disconnect(this);
    QVERIFY(clearFilter());
    QTRY_VERIFY_WITH_TIMEOUT(!list.isFiltered(), 20'000);
}

QTEST_MAIN(FilterInputTest)
#include "tst_filterinput.moc"
