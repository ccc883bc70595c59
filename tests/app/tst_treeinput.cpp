// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "client/clienthelpers.h"
#include "demowindow.h"
#include "items/roles.h"
#include "items/subjecttreemodel.h"
#include "subjects/subjectfolding.h"
#include "subjects/subjectinterest.h"
#include "subjects/subjectspane.h"
#include "support/qtwarnings.h"
#include "traffic/subjecttree.h"
#include "traffic/trafficview.h"

#include <QToolTip>
#include <QTreeView>
#include <QUuid>

using namespace gnat;
using gnat::test::DemoWindow;
using gnat::test::RawClient;
using gnat::test::RealInput;

/// The tree beside the traffic of the demo: who subscribes, and ids that fold, by a real mouse. What is clicked stands
/// still meanwhile: the page is paused.
class TreeInputTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { gnat::test::failOnQtWarnings(); }
    void cleanup() { m_demo.live().setPaused(false); }
    void cleanupTestCase();
    void interestIsShownWithNames();
    void interestIsSwitchedOff();
    void idsFold();
    void aFoldIsKeptAndLetGo();
    void everyValueIsShownAndFoldedAgain();

private:
    SubjectsPane &pane() const { return m_demo.live().subjects(); }
    QTreeView &tree() const { return *pane().tree(); }
    SubjectTree &counts() const { return m_demo.workspace().traffic().tree(); }
    SourceId source() const { return m_demo.connection().id(); }
    QModelIndex row(const char *pattern) const;
    QPoint at(const QModelIndex &index) const;
    uint subscribers(const char *subject) const { return row(subject).data(SubscribersRole).toUInt(); }
    /// In the menu of the row of a pattern; empty: of the connection.
    bool choose(const char *pattern, const QString &entry) const;
    bool sendTickets(int count) const;
    NodeIndex folded() const { return counts().findPattern(source(), "ticket.*"); }

    DemoWindow m_demo;
    std::unique_ptr<RawClient> m_billing;
};

void TreeInputTest::initTestCase()
{
    QVERIFY(m_demo.open());
    QTRY_VERIFY_WITH_TIMEOUT(row("shop.orders.created").isValid(), 20'000);
    m_billing = std::make_unique<RawClient>(m_demo.workspace().broker().cluster()->port(0));
    QVERIFY(m_billing->isUp);
    m_billing->socket.write("CONNECT {\"verbose\":false,\"name\":\"billing\",\"lang\":\"go\",\"version\":\"1.28\"}\r\n"
                            "SUB shop.orders.created workers 1\r\nSUB lab.quiet 2\r\n");
    QVERIFY(m_billing->sync());
}

void TreeInputTest::cleanupTestCase()
{
    m_billing.reset();
    m_demo.close();
}

QModelIndex TreeInputTest::row(const char *pattern) const
{
    const auto node = counts().findPattern(source(), pattern);
    return node == 0 ? QModelIndex() : pane().model()->indexOf(node);
}

QPoint TreeInputTest::at(const QModelIndex &index) const
{
    tree().scrollTo(index);
    const auto where = tree().visualRect(index);
    return {where.left() + 12, where.center().y()};
}

bool TreeInputTest::choose(const char *pattern, const QString &entry) const
{
    m_demo.live().setPaused(true);
    const auto index = *pattern == 0 ? pane().model()->index(0, 0) : row(pattern);
    const bool isChosen = index.isValid() && RealInput::chooseInMenu(tree().viewport(), at(index), entry);
    m_demo.live().setPaused(false);
    return isChosen;
}

/// Asked unasked of the embedded broker; the client came after that, so it is asked anew, by the switch.
void TreeInputTest::interestIsShownWithNames()
{
    const auto show = QStringLiteral("Show who subscribes on demo");
    QVERIFY(pane().interests()->isOn(source()));
    QVERIFY(choose("", show));
    QTRY_VERIFY(!pane().interests()->isOn(source()));
    QVERIFY(choose("", show));
    QTRY_VERIFY(pane().interests()->isOn(source()));
    QTRY_COMPARE_WITH_TIMEOUT(subscribers("shop.orders.created"), 1U, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(subscribers("lab.quiet"), 1U, 20'000); // of which no message came
    m_demo.live().setPaused(true);
    const auto index = row("shop.orders.created");
    QVERIFY(RealInput::hover(tree().viewport(), at(index)));
    QVERIFY(RealInput::hover(tree().viewport(), at(index) + QPoint(3, 0)));
    QTRY_VERIFY_WITH_TIMEOUT(QToolTip::isVisible(), 20'000);
    const auto tip = QToolTip::text();
    QVERIFY2(tip.contains(QStringLiteral("billing (go 1.28)")), qPrintable(tip));
    QVERIFY2(tip.contains(QStringLiteral("Queue groups: workers")), qPrintable(tip));
}

void TreeInputTest::interestIsSwitchedOff()
{
    QVERIFY(choose("", QStringLiteral("Show who subscribes on demo")));
    QTRY_VERIFY(!row("shop.orders.created").data(SubscribersRole).isValid());
}

bool TreeInputTest::sendTickets(int count) const
{
    const auto arrived = [this] {
        const auto ticket = counts().find(source(), "ticket");
        return ticket == 0 ? 0 : counts().figures(ticket).messages;
    };
    const auto wanted = arrived() + static_cast<quint64>(count);
    for (int i = 0; i < count; ++i) {
        const auto id = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
        if (!m_demo.connection().publish({"ticket." + id + ".opened", {}, {}, "{}"}).isOk())
            return false;
    }
    return QTest::qWaitFor([&] { return arrived() == wanted; }, 20'000);
}

void TreeInputTest::idsFold()
{
    QVERIFY(sendTickets(300));
    QTRY_VERIFY_WITH_TIMEOUT(folded() != 0 && counts().isFolded(folded()), 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(counts().childCount(counts().find(source(), "ticket")), std::size_t{1}, 20'000);
    QTRY_VERIFY(row("ticket.*").isValid());
    QVERIFY2(row("ticket.*").data().toString().startsWith(u'{'), qPrintable(row("ticket.*").data().toString()));
    QVERIFY(row("ticket.*").data(FoldedValuesRole).toULongLong() > 250);
}

void TreeInputTest::aFoldIsKeptAndLetGo()
{
    QVERIFY(!pane().folding().isKept(folded()));
    QVERIFY(choose("ticket.*", QStringLiteral("Keep folded")));
    QTRY_VERIFY(pane().folding().isKept(folded()));
    QVERIFY(choose("ticket.*", QStringLiteral("Keep folded")));
    QTRY_VERIFY(!pane().folding().isKept(folded()));
}

void TreeInputTest::everyValueIsShownAndFoldedAgain()
{
    QVERIFY(choose("ticket.*", QStringLiteral("Show every value")));
    QTRY_VERIFY(!counts().isFolding(folded()));
    const auto ticket = counts().find(source(), "ticket");
    QVERIFY(sendTickets(3));
    QTRY_COMPARE(counts().childCount(ticket), std::size_t{4}); // what is folded stays so
    const auto own = counts().pattern(counts().children(ticket).back());
    QTRY_VERIFY(row(own.c_str()).isValid());
    QVERIFY(choose(own.c_str(), QStringLiteral("Let this level fold again")));
    QTRY_VERIFY(!pane().folding().rule(counts().children(ticket).back()).showsAll);
    QVERIFY(sendTickets(3));
    QTRY_VERIFY(counts().isFolding(folded()));
}

QTEST_MAIN(TreeInputTest)
#include "tst_treeinput.moc"
