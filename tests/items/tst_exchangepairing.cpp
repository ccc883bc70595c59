// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "../recording/recordingfixture.h"

#include "base/text.h"
#include "items/exchangepairing.h"
#include "recording/recordingsource.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace gnat;
using namespace gnat::test;

namespace {

constexpr qint64 msNs = 1'000'000;
constexpr int pairs = 20'000; ///< of three messages each: more than one look at the file

/// A request, something else, and 2 ms after the request its reply; each tenth request has none.
QList<Note> exchanges()
{
    auto made = plainNotes(3 * pairs);
    for (qsizetype i = 0; i < made.size(); i += 3) {
        const auto inbox = "_INBOX.x." + QByteArray::number(i);
        made[i].reply = inbox;
        if (i / 3 % 10 != 9)
            made[i + 2].subject = inbox;
    }
    return made;
}

} // namespace

/// What became of the requests in a recording.
class TestExchangePairing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pairsRequestsAndReplies();
    void canBeDestroyedAtAnyTime();

private:
    bool open(RecordingSource &source) { return QSignalSpy(&source, &RecordingSource::opened).wait(30'000); }
    QTemporaryDir m_folder;
};

void TestExchangePairing::pairsRequestsAndReplies()
{
    const auto path = m_folder.filePath(QStringLiteral("pairs.gnat"));
    const auto notes = exchanges();
    QCOMPARE(record(path, notes), QString());
    RecordingSource recording(path, source);
    QVERIFY(open(recording));
    QSignalSpy news(&recording, &MessageSource::exchangesChanged);
    ExchangePairing found(recording);
    const auto verdict = recording.exchanges(); // as a list took it before anything was known
    QVERIFY(QSignalSpy(&found, &ExchangePairing::finished).wait(30'000));
    QVERIFY(news.size() > 1);
    for (qsizetype i = 0; i < notes.size(); i += 3) {
        MessageView request;
        request.subject = viewOf(notes[i].subject);
        request.reply = viewOf(notes[i].reply);
        request.sequence = std::uint64_t(i) + 1;
        const auto known = verdict(request);
        if (i / 3 % 10 == 9) { // nobody can tell whether the answer would have been recorded
            QCOMPARE(known.outcome, ExchangeOutcome::NotObserved);
            continue;
        }
        QCOMPARE(known.outcome, ExchangeOutcome::Answered);
        QCOMPARE(known.latencyNs, 2 * msNs);
        QCOMPARE(known.nextReply, request.sequence + 2);
        QCOMPARE(recording.positionOf(known.nextReply), std::optional<quint64>(quint64(i) + 2));
    }
    QCOMPARE(recording.repliesTo(1, 5), std::vector<std::uint64_t>{3});
    QVERIFY(!recording.positionOf(0) && !recording.positionOf(3 * pairs + 1));
}

void TestExchangePairing::canBeDestroyedAtAnyTime()
{
    RecordingSource recording(m_folder.filePath(QStringLiteral("pairs.gnat")), source);
    QVERIFY(open(recording));
    for (int i = 0; i < 20; ++i)
        ExchangePairing found(recording);
    const ExchangePairing last(recording);
    QTRY_VERIFY(recording.exchanges());
}

QTEST_GUILESS_MAIN(TestExchangePairing)
#include "tst_exchangepairing.moc"
