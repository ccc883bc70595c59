// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/benchpage.h"
#include "compose/composer.h"
#include "compose/guardquestion.h"
#include "pagefixture.h"
#include "traffic/messagelog.h"
#include "traffic/trafficview.h"

#include <QPointer>
#include <QPushButton>

using namespace gnat;

/// Sending through a locked connection asks first: with a second, open connection that hears what went out.
class GuardQuestionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void cancelSendsNothing();
    void publishSendsOnce();
    void allowUnlocks();

private:
    quint64 heard() { return m_fixture->workspace().traffic().log().count(); }
    /// The question that Send brings up, null if none came.
    GuardQuestion *ask();
    static QPushButton *button(const GuardQuestion &question, QStringView text);

    std::unique_ptr<test::PageFixture> m_fixture;
    std::unique_ptr<BenchPage> m_page;
    Connection *m_locked = nullptr;
};

void GuardQuestionTest::init()
{
    m_page.reset();
    m_fixture = std::make_unique<test::PageFixture>();
    QVERIFY(m_fixture->connectToBroker({QStringLiteral("guard.>")}, false));
    auto &workspace = m_fixture->workspace();
    workspace.ticker().start();
    ConnectionProfile profile;
    profile.name = QStringLiteral("production");
    profile.servers = QStringList{workspace.broker().clientUrl()};
    profile.isLocked = true;
    m_locked = workspace.connectTo(profile);
    QTRY_COMPARE(m_locked->state(), ConnectionState::Connected);
    m_page = std::make_unique<BenchPage>(workspace.connections(), workspace.codecs(), workspace.preferences(),
                                         workspace.history());
    m_page->resize(1300, 760);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    Draft draft;
    draft.connection = profile.name;
    draft.subject = "guard.refund";
    draft.payload = "1";
    draft.isRequest = false;
    m_page->open(draft);
}

void GuardQuestionTest::cleanup()
{
    m_page.reset();
    m_fixture.reset();
}

GuardQuestion *GuardQuestionTest::ask()
{
    m_page->composer().send();
    auto *question = m_page->findChild<GuardQuestion *>();
    return question && QTest::qWaitForWindowExposed(question) ? question : nullptr;
}

QPushButton *GuardQuestionTest::button(const GuardQuestion &question, QStringView text)
{
    const auto all = question.findChildren<QPushButton *>();
    const auto found = std::ranges::find_if(all, [&](const auto *each) { return each->text() == text; });
    return found == all.end() ? nullptr : *found;
}

void GuardQuestionTest::cancelSendsNothing()
{
    const QPointer<GuardQuestion> question = ask();
    QVERIFY(question);
    QTest::keyClick(question, Qt::Key_Return); // Enter alone is Cancel
    QTRY_VERIFY(!question);
    QVERIFY(m_locked->isLocked());
    QVERIFY(m_page->composer().problem().contains(u"production is locked"));
    // What the other one sends comes through; nothing else did.
    auto *open = m_fixture->workspace().connections().findByName(QStringLiteral("demo"));
    QVERIFY(open->publish({"guard.witness", {}, {}, {}}).isOk());
    QTRY_COMPARE(heard(), quint64{1});
}

void GuardQuestionTest::publishSendsOnce()
{
    const QPointer<GuardQuestion> question = ask();
    QVERIFY(question);
    QTest::mouseClick(button(*question, u"Publish"), Qt::LeftButton);
    QTRY_COMPARE(heard(), quint64{1});
    QVERIFY(m_locked->isLocked());
    QCOMPARE(m_page->composer().problem(), QString());
    QTRY_VERIFY(!question);
    QVERIFY(ask()); // the next one is asked about again
}

void GuardQuestionTest::allowUnlocks()
{
    const QPointer<GuardQuestion> question = ask();
    QVERIFY(question);
    QTest::mouseClick(button(*question, u"Allow for 10 min"), Qt::LeftButton);
    QTRY_COMPARE(heard(), quint64{1});
    QVERIFY(m_locked->unlockedFor() > std::chrono::minutes(9));
    QTRY_VERIFY(!question);
    m_page->composer().send();
    QTRY_COMPARE(heard(), quint64{2});
    QVERIFY(!m_page->findChild<GuardQuestion *>());
}

QTEST_MAIN(GuardQuestionTest)
#include "tst_guardquestion.moc"
