// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connection.h"
#include "rework/answercomparison.h"
#include "rework/recordedexchanges.h"

#include <QHash>
#include <QObject>

namespace gnat {

/// What came of a request that was asked again.
struct ReaskedRequest
{
    enum class Verdict {
        Same,
        Different,
        NotRecorded,  ///< it was answered; the recording has no answer to compare with
        NoAnswer,     ///< in time
        NoResponders, ///< and the recording has an answer
        NotSent
    };

    quint64 row = 0; ///< in the recording
    QString subject;
    Verdict verdict = Verdict::NotSent;
    QStringList details; ///< how it differs, why it was not sent
    qint64 recordedNs = -1;
    qint64 latencyNs = -1;

    bool isGood() const { return verdict == Verdict::Same || verdict == Verdict::NotRecorded; }
};

struct ReaskReport
{
    QString recording;
    QString server;
    QList<ReaskedRequest> requests; ///< in the order of the recording
    quint64 leftOutSystem = 0;
    quint64 leftOutBeyond = 0;
    bool wasStopped = false;

    quint64 count(ReaskedRequest::Verdict verdict) const;
    bool isGood() const; ///< some, all asked, and none is different or without an answer
};

/// Asks recorded requests of a live service, one after the other or a few at a time, and compares the answers. Lives in
/// the thread of the connection, which must outlive it. Once; finished() comes even if nothing was asked.
class Reasker final : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        AnswerRules rules;
        int timeoutMs = 5000;
        int atOnce = 1; ///< requests without an answer yet
        SendingPass pass = {};
    };

    Reasker(Connection &connection, RecordedExchanges exchanges, Options options, const CodecRegistry &codecs,
            QObject *parent = nullptr);

    void start();
    /// finished() follows, with what was asked so far.
    void stop();
    const ReaskReport &report() const { return m_report; }

Q_SIGNALS:
    void progressed(quint64 asked, quint64 total);
    void finished();

private:
    void askNext();
    void ask(qsizetype index);
    void takeReply(RequestId request, const Reply &reply);
    void takeEnd(RequestId request, RequestResult result, const QString &error);
    void end();

    Connection &m_connection;
    RecordedExchanges m_exchanges;
    const Options m_options;
    const CodecRegistry &m_codecs;
    ReaskReport m_report;
    QHash<quint64, qsizetype> m_asked; ///< by number of the request
    qsizetype m_next = 0;
    bool m_hasEnded = false;
};

/// "same", "different" …
QString reaskVerdictText(ReaskedRequest::Verdict verdict);
/// As JUnit XML: a test case for each request, named by subject and row, failed if the answer differs.
QByteArray reaskJunit(const ReaskReport &report);
/// One JSON object, and a newline.
QByteArray reaskJson(const ReaskReport &report);

} // namespace gnat
