// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "codecs/payloadcodec.h"
#include "core/batchbuilder.h"
#include "filter/filter.h"
#include "flow/dropledger.h"
#include "flow/exchangetable.h"
#include "items/messagelistmodel.h"
#include "traffic/messagelog.h"

#include <QAbstractItemModelTester>
#include <QTest>

#include <random>

using namespace gnat;

/// Filters that ask what became of requests, over a log in which that becomes known later, with Qt's model tester on.
class TestLateRows final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void timeoutsAppearWhenTheyAreKnown();
    void rowsLeaveThatFitNoMore();
    void whatIsKnownBeforeTheScanIsFoundByIt();
    void verdictsOfAnyOrderSurviveWhatLeaves();
    void anyOrderEndsRight_data();
    void anyOrderEndsRight();

private:
    void append(int count);
    void learnTimeout(std::uint64_t sequence);
    void setFilter(const char *text);
    QList<quint64> expected(const char *text) const;
    QList<quint64> shown() const;

    CodecRegistry m_codecs;
    DropLedger m_ledger;
    std::shared_ptr<ExchangeTable> m_table;
    std::unique_ptr<MessageLog> m_log;
    std::unique_ptr<MessageListModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestLateRows::init()
{
    m_table = std::make_shared<ExchangeTable>();
    m_log = std::make_unique<MessageLog>(m_ledger);
    m_log->setExchanges(m_table);
    m_model = std::make_unique<MessageListModel>(m_codecs, [](SourceId) { return QString(); });
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    m_model->setSource(m_log.get());
}

void TestLateRows::cleanup()
{
    m_tester.reset();
    m_model.reset();
    m_log.reset();
}

/// Requests and plain messages in turn; a message's sequence is its position plus 1.
void TestLateRows::append(int count)
{
    BatchBuilder builder{SourceId(1)};
    for (int i = 0; i < count; ++i) {
        const bool isRequest = i % 2 == 0;
        QVERIFY(builder.append({"a", isRequest ? "r" : "", {}, "x"}, 1'000 + i, SubscriptionId(1)));
    }
    m_log->append(builder.take(m_log->end() + 1));
    m_log->announce();
}

void TestLateRows::learnTimeout(std::uint64_t sequence)
{
    ExchangeVerdict verdict;
    verdict.outcome = ExchangeOutcome::TimedOut;
    m_table->apply(std::vector<ExchangeChange>{{sequence, verdict, false, true}});
    m_log->noteExchanges(sequence, sequence, {sequence});
}

void TestLateRows::setFilter(const char *text)
{
    FilterContext context;
    context.findExchange = m_log->exchanges();
    m_model->setFilter(*Filter::compile(QString::fromUtf8(text), nullptr, context));
}

QList<quint64> TestLateRows::expected(const char *text) const
{
    FilterContext context;
    context.findExchange = m_log->exchanges();
    const auto filter = Filter::compile(QString::fromUtf8(text), nullptr, context);
    QList<quint64> positions;
    for (auto at = m_log->begin(); at < m_log->end(); ++at) {
        if (filter->accepts(m_log->at(at).view()))
            positions.append(at);
    }
    return positions;
}

QList<quint64> TestLateRows::shown() const
{
    QList<quint64> positions;
    for (int row = 0; row < m_model->rowCount(); ++row)
        positions.append(m_model->position(row));
    return positions;
}

void TestLateRows::timeoutsAppearWhenTheyAreKnown()
{
    append(10);
    setFilter("is:timeout");
    QTRY_VERIFY(!m_model->isFiltering());
    QCOMPARE(m_model->rowCount(), 0);
    for (const std::uint64_t sequence : {5, 1, 9, 3})
        learnTimeout(sequence);
    QTRY_COMPARE(shown(), (QList<quint64>{0, 2, 4, 8}));
}

void TestLateRows::rowsLeaveThatFitNoMore()
{
    append(6);
    setFilter("!is:timeout");
    QTRY_COMPARE(m_model->rowCount(), 6);
    learnTimeout(3);
    QTRY_COMPARE(shown(), (QList<quint64>{0, 1, 3, 4, 5}));
}

void TestLateRows::whatIsKnownBeforeTheScanIsFoundByIt()
{
    append(4);
    learnTimeout(3);
    setFilter("is:timeout");
    learnTimeout(1); // while the scan may be under way
    QTRY_COMPARE(shown(), (QList<quint64>{0, 2}));
}

/// Verdicts become known backwards, one by one, while the oldest messages leave.
void TestLateRows::verdictsOfAnyOrderSurviveWhatLeaves()
{
    for (int i = 0; i < 20; ++i)
        append(100);
    setFilter("is:timeout");
    QTRY_VERIFY(!m_model->isFiltering());
    for (std::uint64_t sequence = 2'000; sequence > 1; sequence -= 2)
        learnTimeout(sequence - 1);
    m_log->setBudget(m_log->memoryBytes() / 2);
    QTRY_COMPARE(shown(), expected("is:timeout"));
    QVERIFY(m_log->begin() > 0 && m_model->rowCount() > 0);
}

void TestLateRows::anyOrderEndsRight_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"is:timeout", "!is:timeout", "is:timeout or !is:request"})
        QTest::newRow(text) << QByteArray(text);
}

/// Verdicts at random while messages come, are looked at, and leave.
void TestLateRows::anyOrderEndsRight()
{
    QFETCH(const QByteArray, text);
    std::mt19937 random(11);
    append(200);
    setFilter(text.constData());
    m_log->setBudget(20'000);
    for (int round = 0; round < 60; ++round) {
        append(20);
        for (int i = 0; i < 4; ++i)
            learnTimeout(m_log->begin() + 1 + 2 * (random() % (m_log->count() / 2)));
        const int rows = m_model->rowCount(); // some of what waits happens, or none
        (void)QTest::qWaitFor([&] { return m_model->rowCount() != rows; }, static_cast<int>(random() % 3));
    }
    QTRY_COMPARE(shown(), expected(text.constData()));
}

QTEST_GUILESS_MAIN(TestLateRows)
#include "tst_laterows.moc"
