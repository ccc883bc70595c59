// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batchbuilder.h"
#include "items/messagelistmodel.h"
#include "live/livepage.h"
#include "messages/messagetable.h"
#include "messages/scanbar.h"
#include "pagefixture.h"
#include "settings/filterbook.h"
#include "support/heartbeat.h"
#include "traffic/messagelog.h"

#include <QSignalSpy>

using namespace gnat;

namespace {
constexpr int deadline = 60'000;
constexpr std::size_t messageCount = 300'000;
} // namespace

/// A filter over many kept messages in the Live page. Nothing here depends on how fast the machine is.
class FilterScanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void rowsComeBeforeTheEndAndInPortions_data();
    void rowsComeBeforeTheEndAndInPortions();
    void anotherFilterCancels();
    void progressIsTold();
    void hiddenSubjectsAreLeftOut();

private:
    MessageListModel &model() { return m_page->messages(); }

    std::unique_ptr<test::PageFixture> m_fixture;
    std::unique_ptr<LivePage> m_page;
};

void FilterScanTest::init()
{
    m_page.reset();
    m_fixture = std::make_unique<test::PageFixture>();
    auto &workspace = m_fixture->workspace();
    m_page = std::make_unique<LivePage>(workspace.connections(), workspace.traffic(), workspace.codecs(),
                                        workspace.history(), workspace.ticker(), workspace.preferences(),
                                        workspace.analysis());
    m_page->resize(1300, 760);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    auto &log = workspace.traffic().log();
    log.setBudget(1'000'000'000);
    BatchBuilder builder(SourceId(1));
    for (std::size_t i = 0; i < messageCount; ++i) {
        const auto subject = i % 3 == 0 ? "shop.orders.paid" : "iot.pump.telemetry";
        const auto payload = R"({"temp_c":)" + std::to_string(i % 100) + R"(,"seq":)" + std::to_string(i) + "}";
        QVERIFY(builder.append({subject, {}, {}, payload}, static_cast<std::int64_t>(i) + 1, SubscriptionId(1)));
        if (builder.isFull())
            log.append(BatchPtr(builder.take()));
    }
    log.append(BatchPtr(builder.take()));
    log.announce();
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), static_cast<int>(messageCount), deadline);
}

void FilterScanTest::cleanup()
{
    m_page->setFilterText({}); // the next page would take it up
    m_page.reset();
    m_fixture.reset();
}

void FilterScanTest::rowsComeBeforeTheEndAndInPortions_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("rows");
    const auto row = [](const char *text, std::size_t rows) {
        QTest::newRow(text) << QString::fromLatin1(text) << static_cast<int>(rows);
    };
    row("temp_c>49", messageCount / 2);
    row("/\"temp_c\":[5-9][0-9],/", messageCount / 2);
    row("size>1", messageCount);
}

void FilterScanTest::rowsComeBeforeTheEndAndInPortions()
{
    QFETCH(QString, text);
    QFETCH(int, rows);
    int largest = 0;
    bool isFirstDuring = false;
    connect(&model(), &QAbstractItemModel::rowsInserted, m_page.get(), [&](const QModelIndex &, int first, int last) {
        isFirstDuring = isFirstDuring || (largest == 0 && model().isFiltering());
        largest = std::max(largest, last - first + 1);
    });
    test::Heartbeat heartbeat;
    heartbeat.start();
    m_page->setFilterText(text);
    QVERIFY(model().isFiltering());
    QTRY_VERIFY_WITH_TIMEOUT(!model().isFiltering(), deadline);
    heartbeat.stop();
    QCOMPARE(model().rowCount(), rows);
    QVERIFY(isFirstDuring);
    QVERIFY2(largest <= 50'000, qPrintable(QString::number(largest)));
    qInfo("the window was late by %.0f ms at most", heartbeat.lateness(1));
    for (int at = 1; at < rows; at += 997) // newest last, none twice
        QVERIFY(model().position(at) > model().position(at - 1));
}

void FilterScanTest::anotherFilterCancels()
{
    m_page->setFilterText(QStringLiteral("temp_c>1000"));
    QVERIFY(model().isFiltering());
    m_page->setFilterText({});
    QVERIFY(!model().isFiltering());
    QCOMPARE(model().rowCount(), static_cast<int>(messageCount));
    m_page->setFilterText(QStringLiteral("shop.>"));
    QTRY_VERIFY_WITH_TIMEOUT(!model().isFiltering(), deadline);
    QCOMPARE(model().rowCount(), static_cast<int>(messageCount / 3));
}

void FilterScanTest::progressIsTold()
{
    QSignalSpy progress(&model(), &MessageListModel::filterProgressChanged);
    m_page->setFilterText(QStringLiteral("/temp.*:5[0-9],.*[0-9]7}/"));
    const auto *bar = m_page->table().findChild<ScanBar *>();
    QVERIFY(bar && bar->isHidden()); // at first
    bool wasShown = false;
    QTRY_VERIFY_WITH_TIMEOUT((wasShown = wasShown || bar->isVisible()) || !model().isFiltering(), deadline);
    QTRY_VERIFY_WITH_TIMEOUT(!model().isFiltering(), deadline);
    QVERIFY(bar->isHidden());
    double last = 0;
    for (const auto &told : std::as_const(progress)) {
        QVERIFY(told.first().toDouble() >= last);
        last = told.first().toDouble();
    }
    QCOMPARE(last, 1.0);
}

void FilterScanTest::hiddenSubjectsAreLeftOut()
{
    auto &book = m_fixture->workspace().filters();
    m_page->setFilterBook(book);
    book.setHidden({{QStringLiteral("iot.>"), true}});
    QTRY_VERIFY_WITH_TIMEOUT(!model().isFiltering(), deadline);
    QCOMPARE(model().rowCount(), static_cast<int>(messageCount / 3));
    m_page->setFilterText(QStringLiteral("temp_c=1"));
    QTRY_VERIFY_WITH_TIMEOUT(!model().isFiltering(), deadline);
    QCOMPARE(model().rowCount(), static_cast<int>(messageCount / 300));
    m_page->setFilterText({});
    book.setHidden({});
    QCOMPARE(model().rowCount(), static_cast<int>(messageCount));
}

QTEST_MAIN(FilterScanTest)
#include "tst_filterscan.moc"
