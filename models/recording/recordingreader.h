// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"
#include "core/result.h"
#include "recording/recordedfacts.h"

#include <QList>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace gnat {

/// Which file of a split recording this is; what went before is as of when it began.
struct RecordedPart
{
    QString series;             ///< the name that its files begin with
    qint64 seriesStartedNs = 0; ///< tells series of the same name apart
    quint32 number = 1;
    QString previous;           ///< name of the file before it
    quint64 messagesBefore = 0; ///< in all files before it
    quint64 removedFiles = 0;   ///< of those, to keep within the limits
    quint64 removedMessages = 0;
};

/// Messages, bytes of payload in one second of a recording.
struct RecordedDensity
{
    qint64 atS = 0;
    quint64 messages = 0;
    quint64 bytes = 0;
};

/// What is known of a recorded message without its bytes.
struct RecordedFacts
{
    quint64 row = 0; ///< 0-based, in recorded order
    qint64 atNs = 0;
    quint32 subject = 0; ///< its number in the file, from 1 without gaps; for RecordingReader::subjectName()
    quint32 payloadBytes = 0;
};

/// What a recording says about itself; cheap to read (no scan over the messages unless a crash left no totals).
struct RecordingSummary
{
    QString path;
    quint64 messages = 0;
    quint64 payloadBytes = 0;
    quint64 fileBytes = 0;
    qint64 firstNs = 0; ///< 0: empty
    qint64 lastNs = 0;
    qint64 startedNs = 0;
    qint64 endedNs = 0; ///< 0: it was cut off; totals are then counted
    QString program;
    QString timeZone;                      ///< of the machine that recorded, such as Europe/Berlin
    QStringList connections;               ///< names
    QStringList servers;                   ///< of the connections, in the same order
    QStringList subscriptions;             ///< patterns
    QList<SubscriptionId> subscriptionIds; ///< of these patterns, as messages name them
    QStringList subscriptionConnections;   ///< the names of their connections
    QString filter;                        ///< what a message had to pass
    QString note;
    std::optional<RecordedPart> part; ///< if it is a file of a split recording
    QList<RecordedGap> gaps;          ///< that the file states
    QList<RecordedMark> marks;
    QList<RecordedDensity> density;

    /// The gaps for people: the last one is "not closed" if the recording has no end, because it is written still or
    /// was cut off there.
    QList<RecordedGap> shownGaps() const;
    /// The subscriptions to exactly this pattern.
    std::vector<SubscriptionId> subscriptionsTo(const QString &pattern) const;
    /// The subscriptions of all connections of this name; nothing if there is none.
    std::optional<std::vector<SubscriptionId>> subscriptionsOf(const QString &connection) const;
};

class RecordedNames;

/// Reads a `.gnat` file. One thread at a time; blocks on the disk, so never in the GUI thread.
class RecordingReader
{
public:
    /// The error tells "not a recording", "made by a newer version", "damaged", "no such file" apart.
    /// `names` are shared with others who read the same file, and not looked at if it is another one; null: its own.
    static Result<RecordingReader> open(const QString &path, std::shared_ptr<RecordedNames> names = {});
    RecordingReader(RecordingReader &&) noexcept;
    RecordingReader &operator=(RecordingReader &&) noexcept;
    ~RecordingReader();

    QString path() const;
    /// Makes what another thread reads through this reader end with an error, soon. From any thread.
    void interrupt() const;
    Result<RecordingSummary> summary() const;
    /// At most `count` messages from row `firstRow` (0-based, in recorded order) as one batch of `source`; fewer at the
    /// end, or when the batch grows beyond 64 MB. Sequences are rows counted from 1. Empty behind the end.
    Result<BatchPtr> read(quint64 firstRow, std::size_t count, SourceId source) const;
    /// Messages in the file now; grows while it is being recorded.
    Result<quint64> messages() const;
    Result<qint64> startedNs() const;
    /// When it was closed; 0: it is being recorded, or was cut off.
    Result<qint64> endedNs() const;
    /// The row of the first message at or after `atNs`; messages() if there is none.
    Result<quint64> rowAt(qint64 atNs) const;
    /// Visits every message in order until `visit` returns false. Payload views live only during the call.
    Result<void> visit(const std::function<bool(const MessageView &, quint64 row)> &visit, quint64 fromRow = 0) const;
    /// The same, with the number of the subject.
    Result<void> visitNumbered(const std::function<bool(const MessageView &, quint64 row, quint32 subject)> &visit,
                               quint64 fromRow = 0) const;
    /// The same for rows from `fromRow` up to, not including, `toRow`, without reading replies, headers and payloads.
    Result<void> visitFacts(const std::function<bool(const RecordedFacts &)> &visit, quint64 fromRow,
                            quint64 toRow) const;
    /// The highest number of a subject; never more than the file has room for.
    Result<quint32> lastSubject() const;
    /// Valid as long as names(); read when it is first asked for. An error if the file has no such subject.
    Result<std::string_view> subjectName(quint32 number) const;
    /// Of the subjects that were met so far. Not null.
    std::shared_ptr<const RecordedNames> names() const;

private:
    struct Private;
    explicit RecordingReader(std::unique_ptr<Private> p);
    Result<void> readTotals(RecordingSummary &summary) const;
    Result<void> readLists(RecordingSummary &summary) const;
    std::unique_ptr<Private> d;
};

} // namespace gnat
