// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/recorder.h"
#include "recording/recordingreader.h"

#include <QList>
#include <QObject>

#include <memory>
#include <vector>

namespace gnat {

/// The recordings that run at once, each into a file and by a filter of its own. Owns their recorders. Lives in the GUI
/// (or main) thread; the Fanout outlives it.
class RecordingSet : public QObject
{
    Q_OBJECT

public:
    explicit RecordingSet(Fanout &fanout, QObject *parent = nullptr);
    ~RecordingSet() override; ///< flushes and closes what runs

    /// The one that a single key starts and stops; always there.
    Recorder &main() { return *m_main; }
    const Recorder &main() const { return *m_main; }
    /// Those that run, in the order in which they were started.
    const QList<Recorder *> &running() const { return m_running; }

    /// Starts the main one, or another if that one runs. Valid until it has finished. The errors are
    /// Recorder::start()'s.
    Result<Recorder *> start(const RecordingOptions &options);

    // Told to all that run.
    void addConnection(const RecordedConnection &connection);
    void addSubscription(const RecordedSubscription &subscription);

Q_SIGNALS:
    void started(gnat::Recorder *recorder);
    void figuresChanged(gnat::Recorder *recorder, const gnat::RecordingFigures &figures);
    /// It runs no more; one that is not the main one goes away.
    void finished(gnat::Recorder *recorder, const gnat::RecordingFigures &figures, const QString &error);

private:
    std::unique_ptr<Recorder> make();
    void take(Recorder *recorder, const RecordingFigures &figures, const QString &error);

    Fanout &m_fanout;
    std::unique_ptr<Recorder> m_main;
    std::vector<std::unique_ptr<Recorder>> m_others;
    QList<Recorder *> m_running;
};

} // namespace gnat
