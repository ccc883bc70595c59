// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/sendable.h"
#include "base/text.h"
#include "core/subjectpattern.h"
#include "recording/replaypreview.h"
#include "replaytest.h"

#include <QSignalSpy>
#include <QTest>

using namespace gnat;
using namespace gnat::test;

/// What becomes of each message in a replay: left out, rewritten, marked, refused.
class TestReplayMessage : public ReplayTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void leavesOutSystemSubjectsFilteredAndMapped();
    void sendsSystemSubjectsWhenAsked();
    void rulesDoNotLeadAroundTheGuard_data();
    void rulesDoNotLeadAroundTheGuard();
    void leavesOutRepliesThatMeanSomethingToTheServer();
    void previewSaysWhatIsRefused();
    void marksTheOriginalTime();
    void namesMessagesAgainstDuplicates();
    void dropsHeadersWhenAsked();
    void countsWhatIsRefused();
    void knowsWhichHeadersCanBeSent_data();
    void knowsWhichHeadersCanBeSent();
    void countsHeadersThatGiveWayToAMark();
};

void TestReplayMessage::init()
{
    m_target = std::make_shared<KeepingTarget>();
}

void TestReplayMessage::leavesOutSystemSubjectsFilteredAndMapped()
{
    const qint64 at = 1'700'000'000'000'000'000;
    auto options = fast({{"$JS.API.INFO", {}, {}, "1", at},
                         {"$SYS.x", {}, {}, "2", at},
                         {"_INBOX.a.b", {}, {}, "3", at},
                         {"_INBOXES.a", {}, {}, "4", at},
                         {"$JSX.a", {}, {}, "5", at},
                         {"m.a", "_INBOX.reply", {}, "6", at},
                         {"m.secret", {}, {}, "7", at},
                         {"m.a.b", {}, {}, "8", at}});
    options.wanted = [](const MessageView &message) {
        return subjectMatches("m.>", message.subject);
    };
    QVERIFY(options.remap.addRule("m.secret="));
    QVERIFY(options.remap.addRule("m.*=n.$1"));
    const auto figures = playToTheEnd(options);
    QCOMPARE(figures.read, 8U);
    QCOMPARE(figures.skippedSystem, 3U);
    QCOMPARE(figures.skippedFilter, 2U);
    QCOMPARE(figures.skippedRemap, 1U);
    QCOMPARE(figures.sent, 2U);
    const auto notes = m_target->notes();
    QCOMPARE(notes.first().subject, QByteArray("n.a"));
    QCOMPARE(notes.first().reply, QByteArray("_INBOX.reply"));
    QCOMPARE(notes.last().subject, QByteArray("m.a.b"));
}

void TestReplayMessage::sendsSystemSubjectsWhenAsked()
{
    auto options = fast({{"$JS.API.INFO", {}, {}, "1", 1'700'000'000'000'000'000}});
    options.includeSystem = true;
    QCOMPARE(playToTheEnd(options).sent, 1U);
}

void TestReplayMessage::rulesDoNotLeadAroundTheGuard_data()
{
    QTest::addColumn<QByteArray>("rule");
    for (const char *rule : {"app.*=$JS.API.STREAM.DELETE.$1", "app.*=$SYS.$1", ">=_INBOX.x", "app.>=$JS.>"})
        QTest::newRow(rule) << QByteArray(rule);
}

void TestReplayMessage::rulesDoNotLeadAroundTheGuard()
{
    QFETCH(const QByteArray, rule);
    auto options = fast({{"app.orders", {}, {}, "1", 1}});
    QVERIFY(options.remap.addRule(rule.toStdString()));
    QVERIFY(options.remap.mayLeadToSystem());
    auto figures = playToTheEnd(options);
    QCOMPARE(figures.skippedSystem, 1U);
    QCOMPARE(figures.sent, 0U);
    QVERIFY(m_target->notes().isEmpty());
    const auto preview = previewReplay(options);
    QVERIFY(preview && preview.value().subjects.isEmpty());
    QCOMPARE(preview.value().figures.skippedSystem, 1U);
    options.includeSystem = true;
    figures = playToTheEnd(options);
    QCOMPARE(figures.sent, 1U);
}

void TestReplayMessage::leavesOutRepliesThatMeanSomethingToTheServer()
{
    auto options = fast({{"a", "$JS.ACK.s.c.1.1.1.1.0", {}, "1", 1},
                         {"b", "$JS.API.STREAM.DELETE.S", {}, "2", 2},
                         {"c", "$SYS.x", {}, "3", 3},
                         {"d", "_INBOX.x.1", {}, "4", 4},
                         {"e", "$JSON", {}, "5", 5}});
    const auto replies = [this] {
        QList<QByteArray> all;
        const auto notes = m_target->notes();
        for (const auto &note : notes)
            all << note.reply;
        return all;
    };
    QCOMPARE(playToTheEnd(options).leftOutReplies, 3U);
    QCOMPARE(replies(), QList<QByteArray>({"", "", "", "_INBOX.x.1", "$JSON"}));
    m_target = std::make_shared<KeepingTarget>();
    options.includeSystem = true;
    QCOMPARE(playToTheEnd(options).leftOutReplies, 0U);
    QCOMPARE(replies().first(), QByteArray("$JS.ACK.s.c.1.1.1.1.0"));
}

void TestReplayMessage::previewSaysWhatIsRefused()
{
    const auto options = fast({{"a", {}, {}, "1", 1},
                               {"a b", {}, {}, "2", 2},
                               {"w.*", {}, {}, "3", 3},
                               {"b", "x 2\r\nhi\r\nPUB evil 0\r\n\r\nPUB y", {}, "4", 4}});
    const auto preview = previewReplay(options);
    QVERIFY(preview);
    QCOMPARE(preview.value().figures.sent, 1U);
    QCOMPARE(preview.value().figures.refused, 3U);
    QCOMPARE(preview.value().figures.refusals.size(), 3);
    QCOMPARE(preview.value().subjects.size(), 1);
}

void TestReplayMessage::marksTheOriginalTime()
{
    const qint64 at = 1'700'000'000'000'000'042;
    auto options = fast({{"m.a", {}, {}, "", at},
                         {"m.b", {}, "NATS/1.0\r\nK: v\r\nK: w\r\n\r\n", "", at},
                         {"m.c", {}, "NATS/1.0 503\r\n\r\n", "", at},
                         {"m.d", {}, "NATS/1.0\r\nGnatcatcher-Original-Time: before\r\n\r\n", "", at}});
    options.markOriginalTime = true;
    QCOMPARE(playToTheEnd(options).sent, 4U);
    const auto notes = m_target->notes();
    const QByteArray line = "Gnatcatcher-Original-Time: 2023-11-14T22:13:20.000000042Z\r\n";
    QCOMPARE(notes.at(0).headers, "NATS/1.0\r\n" + line + "\r\n");
    QCOMPARE(notes.at(1).headers, "NATS/1.0\r\n" + line + "K: v\r\nK: w\r\n\r\n");
    QCOMPARE(notes.at(2).headers, "NATS/1.0 503\r\n" + line + "\r\n");
    QCOMPARE(notes.at(3).headers, QByteArray("NATS/1.0\r\nGnatcatcher-Original-Time: before\r\n\r\n"));
}

/// A message keeps its own id; ours differ between messages, rounds and replays.
void TestReplayMessage::namesMessagesAgainstDuplicates()
{
    const QByteArray own = "NATS/1.0\r\nNats-Msg-Id: own\r\n\r\n";
    auto options = fast({{"m.a", {}, {}, "", 1'700'000'000'000'000'000},
                         {"m.b", {}, "NATS/1.0\r\nK: v\r\n\r\n", "", 1'700'000'000'000'000'000},
                         {"m.c", {}, own, "", 1'700'000'000'000'000'000}});
    options.addMessageIds = true;
    options.range.rounds = 2;
    QCOMPARE(playToTheEnd(options).sent, 6U);
    QCOMPARE(playToTheEnd(options).sent, 6U);
    QSet<QByteArray> seen;
    const auto notes = m_target->notes();
    for (const auto &note : notes) {
        if (note.subject == "m.c") {
            QCOMPARE(note.headers, own);
            continue;
        }
        QVERIFY2(note.headers.startsWith("NATS/1.0\r\nNats-Msg-Id: gnat-"), note.headers.constData());
        QCOMPARE(note.headers.endsWith("\r\nK: v\r\n\r\n"), note.subject == "m.b");
        seen.insert(note.headers);
    }
    QCOMPARE(seen.size(), 8);
}

void TestReplayMessage::dropsHeadersWhenAsked()
{
    auto options = fast({{"m.b", {}, "NATS/1.0\r\nK: v\r\n\r\n", "x", 1'700'000'000'000'000'000}});
    options.keepHeaders = false;
    QCOMPARE(playToTheEnd(options).sent, 1U);
    QCOMPARE(m_target->notes().first().headers, QByteArray());
}

void TestReplayMessage::countsWhatIsRefused()
{
    m_target->refuse("payload 3");
    m_target->refuse("payload 7");
    const auto figures = playToTheEnd(fast(plainNotes(10)));
    QCOMPARE(figures.sent, 8U);
    QCOMPARE(figures.refused, 2U);
}

void TestReplayMessage::knowsWhichHeadersCanBeSent_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<bool>("canBeSent");
    QTest::newRow("none") << QByteArray() << true;
    QTest::newRow("empty") << QByteArray("NATS/1.0\r\n\r\n") << true;
    QTest::newRow("fields") << QByteArray("NATS/1.0\r\nA: b\r\nA:\r\nB:c:d\r\n\r\n") << true;
    QTest::newRow("no last line") << QByteArray("NATS/1.0\r\nA: b\r\n") << true;
    QTest::newRow("garbage") << QByteArray("garbage") << false;
    QTest::newRow("cut") << QByteArray("NATS/1.0\r\nA: b") << false;
    QTest::newRow("status") << QByteArray("NATS/1.0 503\r\n\r\n") << false;
    QTest::newRow("broken line") << QByteArray("NATS/1.0\r\nA: b\r\nbroken\r\nC: d\r\n\r\n") << false;
    QTest::newRow("no key") << QByteArray("NATS/1.0\r\n: b\r\n\r\n") << false;
    QTest::newRow("bare LF") << QByteArray("NATS/1.0\r\nA: b\nC: d\r\n\r\n") << false;
    QTest::newRow("bare CR") << QByteArray("NATS/1.0\r\nA: b\rc\r\n\r\n") << false;
    QTest::newRow("NUL") << QByteArray("NATS/1.0\r\nA: a\0b\r\n\r\n", 20) << false;
    QTest::newRow("behind the end") << QByteArray("NATS/1.0\r\nA: b\r\n\r\nC: d\r\n") << false;
}

void TestReplayMessage::knowsWhichHeadersCanBeSent()
{
    QFETCH(const QByteArray, headers);
    QTEST(canSendHeaders(viewOf(headers)), "canBeSent");
}

void TestReplayMessage::countsHeadersThatGiveWayToAMark()
{
    const qint64 at = 1'700'000'000'000'000'000;
    auto options = fast(
        {{"m.a", {}, "garbage", "1", at}, {"m.a", {}, {}, "2", at}, {"m.a", {}, "NATS/1.0\r\nA: b\r\n\r\n", "3", at}});
    QCOMPARE(playToTheEnd(options).changedHeaders, 0U); // this target takes them as they are
    QCOMPARE(m_target->notes().first().headers, QByteArray("garbage"));
    options.markOriginalTime = true;
    QCOMPARE(playToTheEnd(options).changedHeaders, 1U);
    QVERIFY(m_target->notes().last().headers.contains("A: b"));
}

QTEST_GUILESS_MAIN(TestReplayMessage)
#include "tst_replaymessage.moc"
