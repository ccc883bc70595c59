// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/filter.h"
#include "flow/exchangetable.h"
#include "items/roles.h"
#include "messagelistfixture.h"

#include <QSignalSpy>
#include <QToolTip>

using namespace gnat;

/// What the list shows of requests and replies, with real clicks.
class TestExchangeList final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cellsSayWhatBecameOfRequests();
    void aClickGoesToThePartner();
    void aHiddenPartnerIsSaid();
    void whatIsKnownLaterIsShown();
    void aTimeoutPassesItsFilterOnceItIsKnown();
};

namespace {

/// Four messages: a request, its reply, a request that timed out, one that nobody answered for the server.
struct Room : test::MessageListFixture
{
    std::shared_ptr<ExchangeTable> known = std::make_shared<ExchangeTable>();

    Room()
    {
        log.setExchanges(known);
        model.setSource(nullptr);
        model.setSource(&log);
        MessageParts request{"user.get", "my.box.1", {}, "?"};
        append(request);
        append(MessageParts{"my.box.1", {}, {}, "!"});
        append(MessageParts{"user.get", "my.box.2", {}, "?"});
        append(MessageParts{"user.get", "my.box.3", {}, "?"});
    }

    void learn()
    {
        ExchangeVerdict answered{0, 2, 2'310'000, 1, ExchangeOutcome::Answered, false};
        ExchangeVerdict reply{1, 0, 2'310'000, 0, ExchangeOutcome::None, true};
        ExchangeVerdict timedOut{0, 0, -1, 0, ExchangeOutcome::TimedOut, false};
        ExchangeVerdict nobody{0, 0, -1, 0, ExchangeOutcome::NoResponders, false};
        known->apply(std::vector<ExchangeChange>{{1, answered, false, false},
                                                 {2, reply, false, true},
                                                 {3, timedOut, false, true},
                                                 {4, nobody, false, false}});
        log.noteExchanges(1, 4, {1, 2, 3, 4});
    }

    QString cell(int row) const { return model.index(row, MessageListModel::Reply).data().toString(); }
    QString tip(int row) const { return model.index(row, MessageListModel::Reply).data(Qt::ToolTipRole).toString(); }
    int kind(int row) const { return model.index(row, 0).data(MessageKindRole).toInt(); }
    void click(int row)
    {
        const auto where = table.visualRect(model.index(row, MessageListModel::Reply)).center();
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, where);
    }
};

} // namespace

void TestExchangeList::cellsSayWhatBecameOfRequests()
{
    Room room;
    QCOMPARE(room.cell(0), QStringLiteral("\u2013"));
    QVERIFY(room.tip(0).contains(QStringLiteral("my.box.1")));
    QCOMPARE(room.kind(1), static_cast<int>(MessageKind::Message)); // nothing tells that it is a reply
    QCOMPARE(room.cell(1), QString());
    room.learn();
    QCOMPARE(room.cell(0), QStringLiteral("2.31 ms"));
    QCOMPARE(room.cell(1), QStringLiteral("2.31 ms"));
    QCOMPARE(room.kind(1), static_cast<int>(MessageKind::Reply));
    QCOMPARE(room.cell(2), QStringLiteral("timeout"));
    QCOMPARE(room.cell(3), QStringLiteral("no responders"));
    const auto sentence = room.model.index(0, 0).data(Qt::AccessibleTextRole).toString();
    QVERIFY2(sentence.endsWith(QStringLiteral("answered after 2.31 ms")), qPrintable(sentence));
}

void TestExchangeList::aClickGoesToThePartner()
{
    Room room;
    room.learn();
    QVERIFY(room.show());
    room.click(1);
    QCOMPARE(room.table.currentIndex().row(), 0);
    room.click(0);
    QCOMPARE(room.table.currentIndex().row(), 1);
    QTest::keyClick(&room.table, Qt::Key_G);
    QCOMPARE(room.table.currentIndex().row(), 0);
    room.click(2); // nobody answered: stays
    QCOMPARE(room.table.currentIndex().row(), 2);
}

void TestExchangeList::aHiddenPartnerIsSaid()
{
    Room room;
    room.learn();
    room.model.setFilter(*Filter::compile(QStringLiteral("my.>"), nullptr));
    QTRY_COMPARE(room.model.rowCount(), 1);
    QVERIFY(room.show());
    room.click(0);
    QCOMPARE(room.table.currentIndex().row(), 0);
    QTRY_VERIFY(QToolTip::isVisible());
}

void TestExchangeList::whatIsKnownLaterIsShown()
{
    Room room;
    QSignalSpy changed(&room.model, &QAbstractItemModel::dataChanged);
    room.learn();
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 0);
    QCOMPARE(changed[0][1].toModelIndex().row(), 3);
}

void TestExchangeList::aTimeoutPassesItsFilterOnceItIsKnown()
{
    Room room;
    FilterContext context;
    context.findExchange = room.log.exchanges();
    room.model.setFilter(*Filter::compile(QStringLiteral("is:timeout"), nullptr, context));
    QTRY_VERIFY(!room.model.isFiltering());
    QCOMPARE(room.model.rowCount(), 0);
    room.learn();
    QTRY_COMPARE(room.model.rowCount(), 1);
    QCOMPARE(room.cell(0), QStringLiteral("timeout"));
}

QTEST_MAIN(TestExchangeList)
#include "tst_exchangelist.moc"
