// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "codecs/payloadcodec.h"
#include "core/batchbuilder.h"
#include "filter/filter.h"
#include "flow/dropledger.h"
#include "items/messagelistmodel.h"
#include "traffic/messagelog.h"

#include <QTest>

#include <random>
#include <semaphore>

using namespace gnat;

/// kept = shown + left out + refused + waiting + newer, each counted for itself, whatever a list does with a log.
class TestListFigures final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void allAreShown();
    void aSampleLeavesOut();
    void newerThanThePause();
    void whatLeftIsNoRow();
    void refusedAreCountedAsTheScanGoes();
    void addsUpInAnyOrder_data();
    void addsUpInAnyOrder();

private:
    void append(int count, bool isTold = true);
    void setFilter(const char *text) { m_model->setFilter(*Filter::compile(QString::fromUtf8(text), nullptr)); }
    void sumIsKept() const;

    CodecRegistry m_codecs;
    std::unique_ptr<DropLedger> m_ledger;
    std::unique_ptr<MessageLog> m_log;
    std::unique_ptr<MessageListModel> m_model;
};

void TestListFigures::init()
{
    m_ledger = std::make_unique<DropLedger>();
    m_log = std::make_unique<MessageLog>(*m_ledger);
    m_model = std::make_unique<MessageListModel>(m_codecs, [](SourceId) { return QString(); });
    m_model->setSource(m_log.get());
}

void TestListFigures::cleanup()
{
    m_model.reset();
    m_log.reset();
}

/// "a" and "b" in turn.
void TestListFigures::append(int count, bool isTold)
{
    BatchBuilder builder{SourceId(1)};
    for (int i = 0; i < count; ++i)
        QVERIFY(builder.append({i % 2 == 0 ? "a" : "b", {}, {}, "x"}, 1'000 + i, SubscriptionId(1)));
    m_log->append(builder.take(m_log->end() + 1));
    if (isTold)
        m_log->announce();
}

void TestListFigures::sumIsKept() const
{
    const auto figures = m_model->figures();
    QCOMPARE(figures.kept, m_log->count());
    QCOMPARE(figures.kept, m_ledger->figures().kept);
    QCOMPARE(figures.sum(), figures.kept);
}

void TestListFigures::allAreShown()
{
    append(100);
    QCOMPARE(m_model->figures().shown, 100U);
    append(50, false); // the frame has not ended
    QCOMPARE(m_model->figures().waiting, 50U);
    sumIsKept();
    append(200'000); // more than one frame takes
    QVERIFY(m_model->figures().waiting > 100'000);
    sumIsKept();
    QTRY_COMPARE(m_model->figures().shown, 200'150U);
    QCOMPARE(m_model->figures().leftOut, 0U);
    sumIsKept();
}

void TestListFigures::aSampleLeavesOut()
{
    append(100);
    m_model->setSampling(10);
    append(1'000);
    auto figures = m_model->figures();
    QCOMPARE(figures.shown, static_cast<quint64>(m_model->rowCount()));
    QCOMPARE(figures.shown, 200U);
    QCOMPARE(figures.leftOut, 900U);
    sumIsKept();
    m_model->setFrozen(true); // who stops to read gets every message
    append(7);
    figures = m_model->figures();
    QCOMPARE(figures.shown, 1'100U);
    QCOMPARE(figures.leftOut, 0U);
    QCOMPARE(figures.newer, 7U);
    sumIsKept();
}

void TestListFigures::newerThanThePause()
{
    append(100);
    setFilter("a");
    QTRY_COMPARE(m_model->figures().shown, 50U);
    m_model->setFrozen(true);
    append(40);
    const auto figures = m_model->figures();
    QCOMPARE(figures.newer, 40U); // whether they pass or not
    QCOMPARE(figures.refused, 50U);
    QCOMPARE(figures.shown, 50U);
    sumIsKept();
    m_model->setFrozen(false);
    QTRY_COMPARE(m_model->figures().shown, 70U);
    QTRY_COMPARE(m_model->figures().refused, 70U);
    sumIsKept();
}

/// A frozen list keeps rows of messages that the log has let go.
void TestListFigures::whatLeftIsNoRow()
{
    append(300); // smaller ones would be kept as one
    append(300);
    m_model->setFrozen(true);
    m_log->setBudget(1);
    QCOMPARE(m_log->count(), 300U);
    QCOMPARE(m_model->rowCount(), 600);
    QCOMPARE(m_model->figures().shown, 300U);
    sumIsKept();
    append(30);
    QCOMPARE(m_model->figures().shown, 0U);
    QCOMPARE(m_model->figures().newer, 30U);
    sumIsKept();
}

void TestListFigures::refusedAreCountedAsTheScanGoes()
{
    for (int i = 0; i < 4; ++i)
        append(1'000);
    std::counting_semaphore<> go(0);
    int looks = 0;
    const auto hides = [&](std::string_view subject) {
        if (++looks % 1'000 == 1)
            go.acquire(); // at each batch
        return subject == "b";
    };
    m_model->setHidden(hides);
    QCOMPARE(m_model->figures().waiting, 4'000U);
    QCOMPARE(m_model->figures().refused, 0U);
    go.release(2);
    QTRY_VERIFY(m_model->figures().refused >= 500);
    QVERIFY(m_model->figures().refused <= 1'000);
    QVERIFY(m_model->figures().waiting >= 2'000);
    sumIsKept();
    go.release(2);
    QTRY_COMPARE(m_model->figures().refused, 2'000U);
    QTRY_COMPARE(m_model->figures().shown, 2'000U);
    sumIsKept();
    go.release(1);
    append(10);
    QTRY_COMPARE(m_model->figures().shown, 2'005U);
    QTRY_COMPARE(m_model->figures().refused, 2'005U);
    go.release(100);
}

void TestListFigures::addsUpInAnyOrder_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 20; ++seed)
        QTest::addRow("%u", seed) << seed;
}

void TestListFigures::addsUpInAnyOrder()
{
    QFETCH(const unsigned, seed);
    std::minstd_rand random(seed);
    m_log->setBudget(200'000);
    bool isFrozen = false;
    for (int step = 0; step < 300; ++step) {
        switch (random() % 8) {
        case 0:
            setFilter(random() % 2 == 0 ? "a" : "");
            break;
        case 1:
            m_model->setFrozen(isFrozen = !isFrozen);
            break;
        case 2:
            m_model->setSampling(random() % 2 == 0 ? 1 : 7);
            break;
        case 3:
            QCoreApplication::processEvents();
            break;
        default:
            append(static_cast<int>(random() % 300) + 1, random() % 3 != 0);
        }
        sumIsKept();
    }
    m_model->setFrozen(false);
    m_model->setSampling(1);
    setFilter("a");
    append(2);
    quint64 wanted = 0;
    for (auto at = m_log->begin(); at < m_log->end(); ++at)
        wanted += m_log->at(at).view().subject == "a" ? 1 : 0;
    QTRY_COMPARE(m_model->figures().shown, wanted);
    QTRY_COMPARE(m_model->figures().refused, m_log->count() - wanted);
    sumIsKept();
}

QTEST_GUILESS_MAIN(TestListFigures)
#include "tst_listfigures.moc"
