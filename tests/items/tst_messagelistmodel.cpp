// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "codecs/payloadcodec.h"
#include "core/batchbuilder.h"
#include "filter/filter.h"
#include "flow/dropledger.h"
#include "items/messagelistmodel.h"
#include "items/roles.h"
#include "traffic/messagelog.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <optional>

using namespace gnat;

/// The list over a real MessageLog, with Qt's model tester watching every signal.
class TestMessageListModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void insertsOncePerFrame();
    void removesWhatLeaves();
    void survivesAClearedLog();
    void filtersWhatIsThereAndWhatComes();
    void filtersManyWhileMoreArrive();
    void freezes();
    void freezesFiltered();
    void samplesOnlyWhileItMoves();
    void outlivesItsSource();
    void writesCells();

private:
    void append(int count, int size = 10);
    void appendOne(const MessageParts &message);
    void setFilter(const char *text);
    QString cell(int row, int column, int role = Qt::DisplayRole) const
    {
        return m_model->index(row, column).data(role).toString();
    }

    CodecRegistry m_codecs;
    std::unique_ptr<DropLedger> m_ledger;
    std::unique_ptr<MessageLog> m_log;
    std::unique_ptr<MessageListModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    int m_count = 0;
};

void TestMessageListModel::init()
{
    m_count = 0;
    m_ledger = std::make_unique<DropLedger>();
    m_log = std::make_unique<MessageLog>(*m_ledger);
    m_model = std::make_unique<MessageListModel>(m_codecs, [](SourceId) { return QStringLiteral("demo"); });
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    m_model->setSource(m_log.get());
}

void TestMessageListModel::cleanup()
{
    m_tester.reset();
    m_model.reset();
    m_log.reset();
}

/// One batch; message n goes to s.even or s.odd.
void TestMessageListModel::append(int count, int size)
{
    BatchBuilder builder{SourceId(1)};
    const std::string payload(static_cast<std::size_t>(size), 'x');
    for (int i = 0; i < count; ++i) {
        const bool isOdd = m_count % 2 == 1;
        QVERIFY(
            builder.append({isOdd ? "s.odd" : "s.even", {}, {}, payload}, 1'000'000LL * m_count, SubscriptionId(1)));
        ++m_count;
    }
    m_log->append(builder.take());
}

void TestMessageListModel::appendOne(const MessageParts &message)
{
    BatchBuilder builder{SourceId(3)};
    QVERIFY(builder.append(message, 1'700'000'000'123'456'789, SubscriptionId(1)));
    m_log->append(builder.take());
}

void TestMessageListModel::setFilter(const char *text)
{
    FilterError error;
    const auto filter = Filter::compile(QString::fromUtf8(text), &error);
    QVERIFY2(filter, qPrintable(error.message));
    m_model->setFilter(*filter);
}

void TestMessageListModel::insertsOncePerFrame()
{
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    for (int i = 0; i < 50; ++i)
        append(100);
    QCOMPARE(m_model->rowCount(), 0); // nothing before the frame's end
    m_log->announce();
    QCOMPARE(m_model->rowCount(), 5000);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(m_model->rowOf(m_model->position(4321)), 4321);
    QCOMPARE(m_model->message(3).view().subject, std::string_view("s.odd"));
    QVERIFY(m_model->message(5000).isEmpty());
    QVERIFY(m_model->message(-1).isEmpty());
}

void TestMessageListModel::removesWhatLeaves()
{
    m_log->setBudget(1'000'000);
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(m_model.get(), &QAbstractItemModel::rowsRemoved);
    for (int frame = 0; frame < 20; ++frame) {
        append(500, 200);
        m_log->announce();
        QCOMPARE(static_cast<quint64>(m_model->rowCount()), m_log->count());
        QCOMPARE(inserted.size(), frame + 1);
        QVERIFY(removed.size() <= frame + 1);
    }
    QVERIFY(!removed.isEmpty());
    QCOMPARE(m_model->position(0), m_log->begin());
    QCOMPARE(m_model->position(m_model->rowCount() - 1), m_log->end() - 1);
}

void TestMessageListModel::survivesAClearedLog()
{
    append(100);
    m_log->announce();
    m_log->clear();
    append(7);
    m_log->announce();
    QCOMPARE(static_cast<quint64>(m_model->rowCount()), m_log->count());
    QCOMPARE(m_model->rowCount(), 7);
    QCOMPARE(m_model->position(0), m_log->begin());
}

void TestMessageListModel::filtersWhatIsThereAndWhatComes()
{
    append(100);
    m_log->announce();
    QSignalSpy filtering(m_model.get(), &MessageListModel::filteringChanged);
    setFilter("s.odd");
    QVERIFY(m_model->isFiltering());
    QTRY_VERIFY(!m_model->isFiltering());
    QCOMPARE(filtering.size(), 2);
    QTRY_COMPARE(m_model->rowCount(), 50);
    QCOMPARE(m_model->message(49).view().subject, std::string_view("s.odd"));
    QCOMPARE(m_model->rowOf(m_model->position(7)), 7);
    append(10);
    m_log->announce();
    QTRY_COMPARE(m_model->rowCount(), 55);
    setFilter("nothing.like.this");
    QTRY_VERIFY(!m_model->isFiltering());
    QCOMPARE(m_model->rowCount(), 0);
    setFilter("");
    QVERIFY(!m_model->isFiltering());
    QCOMPARE(m_model->rowCount(), 110);
}

void TestMessageListModel::filtersManyWhileMoreArrive()
{
    for (int i = 0; i < 100; ++i)
        append(1000);
    m_log->announce();
    setFilter("s.even");
    for (int i = 0; i < 50; ++i) {
        append(100);
        m_log->announce();
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_model->rowCount(), m_count / 2, 20'000);
    for (int row = 0; row < m_model->rowCount(); ++row)
        QCOMPARE(m_model->position(row), m_log->begin() + static_cast<quint64>(row) * 2);
}

void TestMessageListModel::freezes()
{
    m_log->setBudget(300'000);
    append(500, 100);
    m_log->announce();
    QSignalSpy newer(m_model.get(), &MessageListModel::newerCountChanged);
    m_model->setFrozen(true);
    for (int i = 0; i < 8; ++i) {
        append(500, 100);
        m_log->announce();
    }
    QCOMPARE(m_model->rowCount(), 500);
    QCOMPARE(m_model->newerCount(), 4000U);
    QCOMPARE(newer.size(), 8);
    QVERIFY(m_log->begin() > m_model->position(0)); // it has left, the row stands still
    QCOMPARE(cell(0, MessageListModel::Time), QStringLiteral("no longer kept"));
    QCOMPARE(cell(0, MessageListModel::Subject), QString());
    m_model->setFrozen(false);
    QCOMPARE(m_model->newerCount(), 0U);
    QCOMPARE(static_cast<quint64>(m_model->rowCount()), m_log->count());
    QCOMPARE(m_model->position(0), m_log->begin());
}

void TestMessageListModel::freezesFiltered()
{
    append(100);
    m_log->announce();
    m_model->setFrozen(true);
    append(100);
    m_log->announce();
    setFilter("s.odd"); // while frozen: only what was there at that moment
    QTRY_COMPARE(m_model->rowCount(), 50);
    QTRY_COMPARE(m_model->newerCount(), 50U);
    append(20);
    m_log->announce();
    QTRY_COMPARE(m_model->newerCount(), 60U);
    QCOMPARE(m_model->rowCount(), 50);
    m_model->setFrozen(false);
    QTRY_COMPARE(m_model->rowCount(), 110);
    QCOMPARE(m_model->newerCount(), 0U);
}

void TestMessageListModel::samplesOnlyWhileItMoves()
{
    m_log->setBudget(500'000);
    append(100);
    m_log->announce();
    m_model->setSampling(50);
    for (int i = 0; i < 20; ++i) {
        append(500);
        m_log->announce();
    }
    QCOMPARE(m_model->rowCount(), 300); // 100 at first, then 200 of 10,000
    QCOMPARE(m_model->sampling(), 50U);
    QCOMPARE(m_model->position(299) - m_model->position(298), 50U);
    m_model->setFrozen(true);
    QCOMPARE(m_model->sampling(), 1U);
    QCOMPARE(static_cast<quint64>(m_model->rowCount()), m_log->count()); // paused: every kept message
    append(500);
    m_log->announce();
    QCOMPARE(m_model->newerCount(), 500U); // and every newer one counts
    m_model->setFrozen(false);
    QCOMPARE(m_model->sampling(), 50U);
    for (int i = 0; i < 80; ++i) { // sampled rows leave as others do
        append(500);
        m_log->announce();
        QVERIFY(m_model->position(0) >= m_log->begin());
    }
    QVERIFY(static_cast<quint64>(m_model->rowCount()) < m_log->count());
    setFilter("s.odd");
    QTRY_COMPARE(static_cast<quint64>(m_model->rowCount()), m_log->count() / 2);
    QCOMPARE(m_model->sampling(), 1U);
    setFilter("");
    append(100);
    m_log->announce();
    m_model->setSampling(1);
    QCOMPARE(static_cast<quint64>(m_model->rowCount()), m_log->count());
}

void TestMessageListModel::outlivesItsSource()
{
    append(100);
    m_log->announce();
    setFilter("s.odd");
    m_log.reset();
    QVERIFY(!m_model->source());
    QVERIFY(!m_model->isFiltering());
    QCOMPARE(m_model->rowCount(), 0);
}

void TestMessageListModel::writesCells()
{
    appendOne({"user.get", "_INBOX.p.1", {}, "{ \"id\": 1042 }"});
    appendOne({"_INBOX.p.1", {}, {}, "a\nb"});
    appendOne({"orders", "$JS.ACK.s.c.1.2.3.4.5", {}, std::string_view("\x00\xff", 2)});
    const std::string big(1234, 'y');
    appendOne({"big", {}, {}, big});
    m_log->announce();
    const auto row = [this](int number) {
        QStringList cells;
        for (int column = MessageListModel::Subject; column <= MessageListModel::Preview; ++column)
            cells.append(cell(number, column).left(20));
        return cells.join(u'|');
    };
    QCOMPARE(row(0), QStringLiteral("user.get|json|14 B|–|{\"id\":1042}"));
    QCOMPARE(row(1), QStringLiteral("_INBOX.p.1|text|3 B|\u2013|a b"));
    QCOMPARE(row(2), QStringLiteral("orders|bin|2 B||00 ff"));
    QCOMPARE(row(3), QStringLiteral("big|text|1.2 kB||yyyyyyyyyyyyyyyyyyyy"));
    QCOMPARE(cell(3, MessageListModel::Preview).size(), 200);
    QVERIFY(cell(0, MessageListModel::Time).endsWith(QStringLiteral(".123")));
    QVERIFY(cell(0, MessageListModel::Time, Qt::ToolTipRole).contains(QStringLiteral("20.123456789")));
    const auto kind = [this](int number) {
        return m_model->index(number, 0).data(MessageKindRole).toInt();
    };
    QCOMPARE(kind(0), static_cast<int>(MessageKind::Request));
    QCOMPARE(kind(1), static_cast<int>(MessageKind::Reply));
    QCOMPARE(kind(2), static_cast<int>(MessageKind::Message));
    QVERIFY(cell(0, 0, Qt::AccessibleTextRole).startsWith(QStringLiteral("request, user.get, ")));
    QVERIFY(!cell(0, MessageListModel::Reply, Qt::ToolTipRole).isEmpty());
    QCOMPARE(cell(0, 0, SourceRole), QStringLiteral("3"));
    const auto handle = m_model->index(1, 0).data(HandleRole).value<MessageHandle>();
    QCOMPARE(handle.view().payload, std::string_view("a\nb"));
    QCOMPARE(m_model->index(1, 0).data(PositionRole).toULongLong(), m_model->position(1));
}

QTEST_GUILESS_MAIN(TestMessageListModel)
#include "tst_messagelistmodel.moc"
