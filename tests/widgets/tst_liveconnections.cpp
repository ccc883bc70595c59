// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "common/segmented.h"
#include "flow/dropledger.h"
#include "items/messagelistmodel.h"
#include "items/roles.h"
#include "items/subjecttreemodel.h"
#include "live/livepage.h"
#include "live/talkerspane.h"
#include "messages/messagetable.h"
#include "pagefixture.h"
#include "payload/messagedetails.h"
#include "subjects/subjectspane.h"
#include "traffic/messagelog.h"
#include "traffic/subjecttree.h"
#include "traffic/toptalkers.h"

#include <QAction>
#include <QLabel>
#include <QTableView>
#include <QTreeView>

using namespace gnat;

namespace {
constexpr int deadline = 15'000;
}

/// The Live page when connections come and go, and when it is emptied: on real traffic of the embedded broker.
class LiveConnectionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_page.reset(); // cleanup() is not called when init() failed
        m_fixture = std::make_unique<test::PageFixture>();
        QVERIFY(m_connection = m_fixture->connectToBroker({QStringLiteral(">")}, false));
        auto &workspace = m_fixture->workspace();
        m_page = std::make_unique<LivePage>(workspace.connections(), workspace.traffic(), workspace.codecs(),
                                            workspace.history(), workspace.ticker(), workspace.preferences(),
                                            workspace.analysis());
        m_page->resize(1200, 800);
        m_page->show();
    }

    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
    }

    void aConnectionThatComesBackGoesOn();
    void aFilterByConnectionWaitsForIt();
    void clearEmptiesListAndTree();
    void aSubjectWithoutAKeptMessageSaysSo();
    void aTalkersFilterCanBeRead();

private:
    LivePage &page() { return *m_page; }
    void publish(const QByteArray &subject, int count)
    {
        for (int i = 0; i < count; ++i) { // many have to wait for their turn
            const auto send = [&] {
                return m_connection->publish({subject, {}, {}, QByteArray::number(i)}).isOk();
            };
            QVERIFY(send() || QTest::qWaitFor(send, deadline));
        }
    }
    /// Disconnects and connects anew, as the menu does.
    void reconnect()
    {
        const auto profile = m_connection->profile();
        auto &connections = m_fixture->workspace().connections();
        connections.remove(m_connection->id());
        m_connection = m_fixture->workspace().connectTo(profile);
        QTRY_COMPARE(m_connection->state(), ConnectionState::Connected);
    }
    QByteArray openSubject()
    {
        const auto &message = page().details().message();
        return message.isEmpty() ? QByteArray() : toByteArray(message.view().subject);
    }
    QString cell(int row, MessageListModel::Column column)
    {
        return page().messages().index(row, column).data().toString();
    }
    QString connectionRow(int row)
    {
        page().subjects().refresh();
        return page().subjects().model()->index(row, 0).data().toString();
    }
    QAction *clear()
    {
        const auto actions = page().viewActions();
        const auto found =
            std::ranges::find_if(actions, [](auto *a) { return a->text() == u"Clea&r messages and subjects"; });
        return found == actions.end() ? nullptr : *found;
    }

    std::unique_ptr<test::PageFixture> m_fixture;
    std::unique_ptr<LivePage> m_page;
    Connection *m_connection = nullptr;
};

void LiveConnectionsTest::aConnectionThatComesBackGoesOn()
{
    publish("orders.a", 3);
    QTRY_COMPARE_WITH_TIMEOUT(page().messages().rowCount(), 3, deadline);
    const auto profile = m_connection->profile();
    m_fixture->workspace().connections().remove(m_connection->id());
    QCOMPARE(connectionRow(0), QStringLiteral("demo (closed)"));
    QCOMPARE(cell(0, MessageListModel::Connection), QStringLiteral("demo (closed)"));
    QCOMPARE(cell(0, MessageListModel::Subscription), QStringLiteral(">"));

    m_connection = m_fixture->workspace().connectTo(profile);
    QTRY_COMPARE(m_connection->state(), ConnectionState::Connected);
    publish("orders.a", 2);
    QTRY_COMPARE_WITH_TIMEOUT(page().messages().rowCount(), 5, deadline);
    QCOMPARE(connectionRow(0), QStringLiteral("demo"));
    auto *model = page().subjects().model();
    QCOMPARE(model->rowCount(), 1); // no second branch
    QCOMPARE(model->index(0, 0).data(CountRole).toULongLong(), 5U);
    for (int row = 0; row < 5; ++row)
        QCOMPARE(cell(row, MessageListModel::Subscription), QStringLiteral(">"));
}

void LiveConnectionsTest::aFilterByConnectionWaitsForIt()
{
    publish("orders.a", 3);
    page().setFilterText(QStringLiteral("@demo"));
    QTRY_COMPARE_WITH_TIMEOUT(page().messages().rowCount(), 3, deadline);
    reconnect();
    publish("orders.a", 2);
    QTRY_COMPARE_WITH_TIMEOUT(page().messages().rowCount(), 5, deadline);

    // A name that nobody has yet is found when it comes.
    page().setFilterText(QStringLiteral("@later"));
    auto profile = m_connection->profile();
    profile.name = QStringLiteral("later");
    auto *later = m_fixture->workspace().connectTo(profile);
    QTRY_COMPARE(later->state(), ConnectionState::Connected);
    publish("orders.b", 4);
    QTRY_COMPARE_WITH_TIMEOUT(page().messages().rowCount(), 4, deadline);
    QCOMPARE(cell(0, MessageListModel::Connection), QStringLiteral("later"));
}

void LiveConnectionsTest::clearEmptiesListAndTree()
{
    auto &traffic = m_fixture->workspace().traffic();
    publish("orders.a", 7);
    publish("stock.b", 3);
    QTRY_COMPARE_WITH_TIMEOUT(page().messages().rowCount(), 10, deadline);
    QCOMPARE(connectionRow(0), QStringLiteral("demo"));
    auto *tree = page().subjects().tree();
    tree->expandAll();
    tree->setCurrentIndex(page().subjects().model()->indexOf(m_connection->id(), "stock.b"));
    QVERIFY(clear());
    page().setPaused(true); // also then
    clear()->trigger();
    QCOMPARE(page().messages().rowCount(), 0);
    QCOMPARE(page().subjects().model()->rowCount(), 0);
    const auto figures = traffic.figures();
    QCOMPARE(figures.kept, 0U);
    QCOMPARE(figures.noLongerKept, 10U);
    QCOMPARE(figures.received, 10U);
    QCOMPARE(figures.inHand(), 0U);
    QVERIFY(!page().details().message().isEmpty()); // what is open stays open

    page().setPaused(false);
    publish("stock.b", 2);
    QTRY_COMPARE_WITH_TIMEOUT(page().messages().rowCount(), 2, deadline);
    QCOMPARE(connectionRow(0), QStringLiteral("demo"));
    QCOMPARE(page().subjects().model()->index(0, 0).data(CountRole).toULongLong(), 2U);
    QCOMPARE(traffic.figures().inHand(), 0U);
}

void LiveConnectionsTest::aSubjectWithoutAKeptMessageSaysSo()
{
    publish("orders.a", 1);
    publish("stock.b", 1);
    QTRY_COMPARE_WITH_TIMEOUT(page().messages().rowCount(), 2, deadline);
    page().subjects().refresh();
    auto *tree = page().subjects().tree();
    const auto choose = [&](std::string_view subject) {
        tree->setCurrentIndex(page().subjects().model()->indexOf(m_connection->id(), subject));
    };
    const auto says = [&](const QString &text) {
        const auto labels = page().details().findChildren<QLabel *>();
        return std::ranges::any_of(labels, [&](const QLabel *label) { return label->text() == text; });
    };
    choose("stock.b");
    QTRY_COMPARE(openSubject(), QByteArray("stock.b"));
    m_fixture->workspace().traffic().log().clear();
    choose("orders.a");
    QVERIFY(page().details().message().isEmpty()); // not another subject's
    QVERIFY(says(QStringLiteral("No message on orders.a is kept.")));
    publish("stock.b", 50'001);
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->workspace().traffic().log().count(), 50'001U, 60'000);
    choose("stock.b");
    choose("orders.a");
    QVERIFY(page().details().message().isEmpty());
    QVERIFY(
        says(QStringLiteral("None of the newest 50,000 kept messages is on orders.a; a filter finds older ones.")) ||
        says(QStringLiteral("None of the newest 50000 kept messages is on orders.a; a filter finds older ones.")));
    publish("orders.a", 1);
    QTRY_COMPARE_WITH_TIMEOUT(openSubject(), QByteArray("orders.a"), deadline);
}

void LiveConnectionsTest::aTalkersFilterCanBeRead()
{
    auto profile = m_connection->profile();
    profile.name = QStringLiteral("my server");
    auto *other = m_fixture->workspace().connectTo(profile);
    QTRY_COMPARE(other->state(), ConnectionState::Connected);
    publish("sensors.t=5", 2);
    QTRY_COMPARE_WITH_TIMEOUT(page().messages().rowCount(), 4, deadline); // to both
    auto &talkers = page().time().talkers();
    page().time().setCurrentWidget(&talkers);
    auto *rows = talkers.table()->model();
    auto *by = talkers.findChild<Segmented *>();
    QVERIFY(by);
    const auto choose = [&](TopTalkers::By what, const QString &name) {
        by->setCurrent(int(what));
        talkers.refresh();
        for (int row = 0; row < rows->rowCount(); ++row) {
            if (rows->index(row, 0).data().toString() == name)
                Q_EMIT talkers.table()->activated(rows->index(row, 0));
        }
        return page().filterText();
    };
    QCOMPARE(choose(TopTalkers::By::Connection, QStringLiteral("my server")), QStringLiteral("@\"my server\""));
    QTRY_COMPARE_WITH_TIMEOUT(page().messages().rowCount(), 2, deadline);
    const auto subject = choose(TopTalkers::By::Subject, QStringLiteral("sensors.t=5"));
    QVERIFY2(subject.startsWith(QStringLiteral("subject:")), qPrintable(subject));
    QTRY_COMPARE_WITH_TIMEOUT(page().messages().rowCount(), 4, deadline);
}

QTEST_MAIN(LiveConnectionsTest)
#include "tst_liveconnections.moc"
