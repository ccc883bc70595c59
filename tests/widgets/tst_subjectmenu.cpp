// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/docktitle.h"
#include "subjectspanefixture.h"
#include "support/qtwarnings.h"

#include <QSignalSpy>

using namespace gnat;
using test::action;
using test::House;

/// What the entries of the tree's context menu mean for rows that are not a plain subject.
class SubjectMenuTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnQtWarnings(); }
    void inboxesAreOneRow();
    void branchWithMessagesOfItsOwn();
    void connectionIsMeantAsAWhole();
    void severalConnectionsAreNamed();
    void onlyWhatIsSubscribedIsLeft();
    void severalAreNotSentTo();
    void remarkWidensNothing();
};

void SubjectMenuTest::inboxesAreOneRow()
{
    House house;
    house.add({"_INBOX.1.2", "_INBOX.3"});
    house.select(QStringLiteral("_INBOX"));
    QSignalSpy filters(house.pane.get(), &SubjectsPane::filterRequested);
    house.choose(QStringLiteral("Filter to _INBOX.>"));
    QCOMPARE(filters.takeFirst().first().toString(), u"_INBOX.>"_qs);
    QSignalSpy subscribes(house.pane.get(), &SubjectsPane::subscribeRequested);
    house.choose(QStringLiteral("Subscribe to _INBOX.>"));
    QCOMPARE(subscribes.takeFirst().at(1).toByteArray(), QByteArray("_INBOX.>"));
    QMenu menu;
    fillSubjectMenu(menu, *house.pane);
    QVERIFY(!action(menu, QStringLiteral("Publish to"))->isEnabled());
    QVERIFY(!action(menu, QStringLiteral("Request"))->isEnabled());
    house.choose(QStringLiteral("Hide _INBOX.>"));
    QVERIFY(house.pane->hidden().predicate()("_INBOX.1.2"));
}

void SubjectMenuTest::branchWithMessagesOfItsOwn()
{
    House house;
    house.add({"shop", "shop.orders", "iot.a"});
    house.select(QStringLiteral("shop"));
    QSignalSpy filters(house.pane.get(), &SubjectsPane::filterRequested);
    house.choose(QStringLiteral("Filter to shop, shop.>"));
    QCOMPARE(filters.takeFirst().first().toString(), u"subject:shop or shop.>"_qs);
    QSignalSpy terms(house.pane.get(), &SubjectsPane::filterTermRequested);
    house.choose(QStringLiteral("Exclude shop, shop.>"));
    QCOMPARE(terms.takeFirst().first().toString(), u"!(subject:shop or shop.>)"_qs);
    house.select(QStringLiteral("iot"));
    house.choose(QStringLiteral("Filter to iot.>"));
    QCOMPARE(filters.takeFirst().first().toString(), u"iot.>"_qs);
}

void SubjectMenuTest::connectionIsMeantAsAWhole()
{
    House house;
    house.add({"a.b"});
    house.view().setCurrentIndex(house.pane->model()->index(0, 0));
    QSignalSpy filters(house.pane.get(), &SubjectsPane::filterRequested);
    house.choose(QStringLiteral("Filter to office"));
    QCOMPARE(filters.takeFirst().first().toString(), u"@office"_qs);
    QSignalSpy records(house.pane.get(), &SubjectsPane::recordRequested);
    house.choose(QStringLiteral("Record only office"));
    QCOMPARE(records.takeFirst().first().toString(), u"@office"_qs);
    QMenu menu;
    fillSubjectMenu(menu, *house.pane);
    const auto entries = menu.actions();
    for (const auto *entry : entries)
        QVERIFY2(!entry->text().startsWith(u"Hide") && !entry->text().startsWith(u"Copy"), qPrintable(entry->text()));
}

void SubjectMenuTest::severalConnectionsAreNamed()
{
    House house;
    ConnectionProfile profile;
    profile.name = QStringLiteral("lab");
    profile.servers = QStringList{QStringLiteral("nats://127.0.0.1:1")};
    const auto lab = house.connections.add(profile)->id();
    house.add({"a.x", "b"});
    house.tree->add(*test::makeBatch(lab, {"a.x"}, wallNanoseconds()));
    house.tree->aggregate(house.now += 33'000'000);
    house.pane->refresh();
    house.select(QStringLiteral("a"));
    QSignalSpy filters(house.pane.get(), &SubjectsPane::filterRequested);
    house.choose(QStringLiteral("Filter to a.>"));
    QCOMPARE(filters.takeFirst().first().toString(), u"@office a.>"_qs);
    auto *selection = house.view().selectionModel();
    const auto also = [&](SourceId source, const char *subject) {
        selection->select(house.pane->model()->indexOf(source, subject),
                          QItemSelectionModel::Select | QItemSelectionModel::Rows);
    };
    also(house.source, "b");
    also(lab, "a");
    QTest::keyClick(&house.view(), Qt::Key_Return);
    QCOMPARE(filters.takeFirst().first().toString(), u"@office (a.> or subject:b) or @lab a.>"_qs);
}

void SubjectMenuTest::onlyWhatIsSubscribedIsLeft()
{
    House house;
    house.add({"a.x", "b"});
    QVERIFY(house.connections.find(house.source)->subscribe("a.>"));
    house.select(QStringLiteral("b"));
    const auto canLeave = [&](const QString &text) {
        QMenu menu;
        fillSubjectMenu(menu, *house.pane);
        auto *entry = action(menu, text);
        return entry && entry->isEnabled();
    };
    QVERIFY(!canLeave(QStringLiteral("Unsubscribe from b")));
    house.select(QStringLiteral("a"));
    QVERIFY(canLeave(QStringLiteral("Unsubscribe from a.>")));
}

void SubjectMenuTest::severalAreNotSentTo()
{
    House house;
    house.add({"a", "b"});
    house.select(QStringLiteral("a"));
    house.view().selectionModel()->select(house.pane->model()->indexOf(house.source, "b"),
                                          QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QMenu menu;
    fillSubjectMenu(menu, *house.pane);
    for (const auto *text : {"Publish to", "Request", "Bookmark"})
        QVERIFY2(!action(menu, QString::fromLatin1(text))->isEnabled(), text);
    QVERIFY(action(menu, QStringLiteral("Plot rate"))->isEnabled());
}

void SubjectMenuTest::remarkWidensNothing()
{
    House house;
    house.add({"_INBOX.1", "a"});
    auto *title = house.pane->title();
    const int before = title->minimumSizeHint().width();
    house.chooseInTitle(QStringLiteral("Hide $JS, $SYS, $KV and _INBOX"));
    house.pane->refresh();
    QCOMPARE(title->minimumSizeHint().width(), before);
}

QTEST_MAIN(SubjectMenuTest)
#include "tst_subjectmenu.moc"
