// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "core/strongid.h"
#include "flow/messagesource.h"

#include <QList>
#include <QObject>
#include <QString>

#include <memory>

namespace gnat {

class Fanout;

/// Facts about a connection that go into a recording. No secrets.
struct RecordedConnection
{
    SourceId source;
    QString name;
    QString server;
    QString cluster;
    QString profile;
};

/// Facts about a subscription that go into a recording.
struct RecordedSubscription
{
    SubscriptionId id;
    SourceId source;
    QByteArray pattern;
    QByteArray queueGroup;
};

struct RecordingOptions
{
    QString path;
    bool overwrite = false;
    QList<RecordedConnection> connections;     ///< only batches of these sources are recorded
    QList<RecordedSubscription> subscriptions; ///< more can be told while it runs
    QString filter;                            ///< noted in the session
    MessagePredicate wanted;                   ///< only these are written; null: all
    QString note;
    quint64 maxMessages = 0; ///< 0: no limit; otherwise finished() comes by itself after exactly that many
};

struct RecordingFigures
{
    quint64 messages = 0; ///< written and committed
    quint64 bytes = 0;    ///< of payload
    quint64 fileBytes = 0;
    quint64 filtered = 0; ///< did not pass the filter
    quint64 dropped = 0;  ///< did not fit in the recorder's queue; stated in the file as a gap
    qint64 elapsedMs = 0;
};

/// Records what passes the Fanout into a `.gnat` file on a thread of its own. Lives in the GUI (or main) thread.
/// On a failing disk it stops, says why, and what was committed stays.
class Recorder : public QObject
{
    Q_OBJECT

public:
    explicit Recorder(Fanout &fanout, QObject *parent = nullptr);
    ~Recorder() override; ///< flushes and closes a running recording

    /// The error is for an existing file, a folder that cannot be written, an invalid path.
    Result<void> start(const RecordingOptions &options);
    /// Takes what waits, commits, closes into one file; finished() follows. Does not block.
    void stop();
    bool isRecording() const;
    QString path() const;
    RecordingFigures figures() const;

    void addConnection(const RecordedConnection &connection);
    void addSubscription(const RecordedSubscription &subscription);
    /// Notes a stretch in which messages may be missing: "connection lost", "slow consumer"; count 0: not known.
    void addGap(qint64 atNs, qint64 untilNs, const QString &reason, quint64 count);
    void addMark(qint64 atNs, const QString &kind, const QString &text);

Q_SIGNALS:
    void started(const QString &path);
    /// At most four times a second.
    void figuresChanged(const gnat::RecordingFigures &figures);
    /// The file is closed. `error` is empty if all went well.
    void finished(const QString &path, const gnat::RecordingFigures &figures, const QString &error);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gnat
