// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/benchpage.h"
#include "bench/historypane.h"
#include "bench/replypane.h"
#include "compose/composer.h"
#include "pagefixture.h"

#include <QTableView>

using namespace gnat;

namespace {
constexpr int deadline = 15'000;

Draft requestTo(const QByteArray &subject, const QByteArray &payload = {})
{
    Draft draft;
    draft.connection = QStringLiteral("demo");
    draft.subject = subject;
    draft.payload = payload;
    draft.timeoutMs = 3000;
    return draft;
}
} // namespace

/// The Bench page against the embedded broker and its demo responders.
class BenchPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_page.reset(); // cleanup() is not called when init() failed
        m_fixture = std::make_unique<test::PageFixture>();
        m_fixture->workspace().history().clear();
        QVERIFY(m_fixture->connectToBroker({}, true));
        makePage();
    }

    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
    }

    void requestShowsReplyAndLatency()
    {
        m_page->open(requestTo("user.get", R"({"id":1042})"));
        // One request in fifty is never answered.
        for (int attempt = 0; attempt < 4; ++attempt) {
            m_page->composer().send();
            QCOMPARE(m_page->composer().problem(), QString());
            QTRY_VERIFY_WITH_TIMEOUT(m_page->reply().resultText() != u"Waiting", deadline);
            if (m_page->reply().resultText() == u"Replied")
                break;
        }
        QCOMPARE(m_page->reply().resultText(), QStringLiteral("Replied"));
        QVERIFY(m_page->reply().latencyShown().endsWith(u"ms"));
        QCOMPARE(m_page->reply().replies().size(), 1);
        QVERIFY(m_page->reply().replies().first().payload.startsWith('{'));
    }

    void noRespondersIsToldApartFromTimeout()
    {
        m_page->open(requestTo("nobody.listens.here"));
        m_page->composer().send();
        QTRY_COMPARE_WITH_TIMEOUT(m_page->reply().resultText(), QStringLiteral("No responders"), deadline);
        QCOMPARE(m_fixture->workspace().history().entries().first().outcome, 1);
    }

    void severalRepliesAreListed()
    {
        auto draft = requestTo("pricing.quote", R"({"sku":"A-1"})");
        draft.maxReplies = 3;
        m_page->open(draft);
        m_page->composer().send();
        QTRY_COMPARE_WITH_TIMEOUT(m_page->reply().replies().size(), 3, deadline);
        QTRY_COMPARE_WITH_TIMEOUT(m_page->reply().resultText(), QStringLiteral("3 replies"), deadline);
    }

    void invalidSubjectIsRefusedAndNothingIsLost()
    {
        m_page->open(requestTo("user..get", "what I typed"));
        m_page->composer().send();
        QVERIFY(!m_page->composer().problem().isEmpty());
        QVERIFY(m_fixture->workspace().history().entries().isEmpty());
        QCOMPARE(m_page->composer().draft().payload, QByteArray("what I typed"));
        makePage(); // a new page finds the draft again
        QCOMPARE(m_page->composer().draft().subject, QByteArray("user..get"));
        QCOMPARE(m_page->composer().draft().payload, QByteArray("what I typed"));
    }

    void payloadOverTheLimitIsRefusedWithBothSizes()
    {
        auto draft = requestTo("user.get", QByteArray(2'000'000, 'x'));
        draft.isRequest = false;
        m_page->open(draft);
        m_page->composer().send();
        QVERIFY2(m_page->composer().problem().contains(u"2.0 MB"), qPrintable(m_page->composer().problem()));
        QVERIFY(m_page->composer().problem().contains(u"1.0 MB"));
    }

    void historyRefillsTheComposer()
    {
        auto draft = requestTo("test.first", "one");
        draft.isRequest = false;
        draft.headers = {{"Trace", "7b"}};
        m_page->open(draft);
        m_page->composer().send();
        QTRY_COMPARE_WITH_TIMEOUT(m_fixture->workspace().history().entries().size(), 1, deadline);
        m_page->open(requestTo("test.second"));
        auto *table = m_page->history().table();
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, deadline);
        const auto where = table->visualRect(table->model()->index(0, 1)).center();
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, where);
        const auto refilled = m_page->composer().draft();
        QCOMPARE(refilled.subject, QByteArray("test.first"));
        QCOMPARE(refilled.payload, QByteArray("one"));
        QCOMPARE(refilled.headers, draft.headers);
        QVERIFY(!refilled.isRequest);
    }

private:
    void makePage()
    {
        auto &workspace = m_fixture->workspace();
        m_page.reset();
        m_page = std::make_unique<BenchPage>(workspace.connections(), workspace.codecs(), workspace.preferences(),
                                             workspace.history());
        m_page->resize(1300, 760);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }

    std::unique_ptr<test::PageFixture> m_fixture;
    std::unique_ptr<BenchPage> m_page;
};

QTEST_MAIN(BenchPageTest)
#include "tst_benchpage.moc"
