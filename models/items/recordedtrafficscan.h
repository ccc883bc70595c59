// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/recordedtraffic.h"

#include <QObject>

#include <memory>
#include <thread>

namespace gnat {

/// Counts the messages of a recording by subject and over time, on a thread and a read connection of its own; payloads
/// are not read. Ends early when destroyed; nothing is announced then. GUI thread.
class RecordedTrafficScan final : public QObject
{
    Q_OBJECT

public:
    /// Counts the messages that `summary` tells of: what is recorded later is left out, as in the list. `names` are
    /// shared with others who read the file; null: its own.
    RecordedTrafficScan(const RecordingSummary &summary, SourceId source, std::shared_ptr<RecordedNames> names = {},
                        SubjectTree::Folding folding = {}, QObject *parent = nullptr);
    ~RecordedTrafficScan() override;

    /// What was counted, once, after finished(); null if nothing could be read.
    std::unique_ptr<RecordedTraffic> take() { return std::move(m_traffic); }

Q_SIGNALS:
    /// Messages so far, a few times a second.
    void progressed(quint64 messages);
    /// Empty error: all were counted. Else a part of the file cannot be read, and take() gives all the rest.
    void finished(const QString &error);

private:
    void run(const std::stop_token &stop);
    Result<void> count(const RecordingReader &reader, RecordedTraffic &traffic, const std::stop_token &stop);
    void end(std::unique_ptr<RecordedTraffic> traffic, const Result<void> &done);

    const RecordingSummary m_summary;
    const SourceId m_source;
    const std::shared_ptr<RecordedNames> m_names;
    const SubjectTree::Folding m_folding;
    std::unique_ptr<RecordedTraffic> m_traffic; // GUI thread
    std::jthread m_thread;                      // last: it uses all of the above
};

} // namespace gnat
