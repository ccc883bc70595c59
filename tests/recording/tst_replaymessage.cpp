// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/subjectpattern.h"
#include "keepingtarget.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace gnat;
using namespace gnat::test;

/// What becomes of each message in a replay: left out, rewritten, marked, refused.
class TestReplayMessage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void leavesOutSystemSubjectsFilteredAndMapped();
    void sendsSystemSubjectsWhenAsked();
    void marksTheOriginalTime();
    void namesMessagesAgainstDuplicates();
    void dropsHeadersWhenAsked();
    void countsWhatIsRefused();

private:
    QString recorded(const QList<Note> &notes);
    ReplayOptions fast(const QList<Note> &notes);
    ReplayFigures playToTheEnd(const ReplayOptions &options);

    QTemporaryDir m_folder;
    int m_files = 0;
    std::shared_ptr<KeepingTarget> m_target;
};

void TestReplayMessage::init()
{
    m_target = std::make_shared<KeepingTarget>();
}

QString TestReplayMessage::recorded(const QList<Note> &notes)
{
    const auto path = m_folder.filePath(QStringLiteral("%1.gnat").arg(++m_files));
    if (const auto error = record(path, notes); !error.isEmpty())
        qFatal("%s", qPrintable(error));
    return path;
}

ReplayOptions TestReplayMessage::fast(const QList<Note> &notes)
{
    ReplayOptions options;
    options.path = recorded(notes);
    options.pace = ReplayPace::max();
    return options;
}

ReplayFigures TestReplayMessage::playToTheEnd(const ReplayOptions &options)
{
    Replayer replayer;
    QSignalSpy finished(&replayer, &Replayer::finished);
    const auto playing = replayer.play(options, m_target);
    if (!playing || !finished.wait(30'000))
        return {};
    if (const auto error = finished.first().at(1).toString(); !error.isEmpty())
        qWarning("%s", qPrintable(error));
    return finished.first().at(0).value<ReplayFigures>();
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

QTEST_GUILESS_MAIN(TestReplayMessage)
#include "tst_replaymessage.moc"
