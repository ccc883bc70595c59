// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connection.h"
#include "flow/fanout.h"

#include <QObject>

#include <memory>
#include <mutex>
#include <unordered_map>

namespace gnat {

/// When each connection was heard of last: by a message that passed the Fanout, also while the main thread is busy, by
/// an answered ping, or by coming up. A dead server is noticed late, after pings in vain: what may be missing is
/// missing since then. Watch a connection here before those who ask. Main thread; the Fanout outlives it.
class SignsOfLife : public QObject
{
    Q_OBJECT

public:
    struct Sign
    {
        qint64 atNs = 0;      ///< continuousNanoseconds(); 0: never
        quint64 messages = 0; ///< that had come by then
    };

    explicit SignsOfLife(Fanout &fanout, QObject *parent = nullptr);
    ~SignsOfLife() override;

    void watch(Connection &connection);
    Sign last(SourceId source) const;

private:
    struct Signs
    {
        std::mutex mutex; // guards the sources
        std::unordered_map<SourceId, Sign> sources;

        void note(SourceId source, qint64 atNs, quint64 messages);
        void noteBatch(const MessageBatch &batch);
    };

    Fanout &m_fanout;
    std::shared_ptr<Signs> m_signs = std::make_shared<Signs>();
    std::shared_ptr<BatchQueue> m_queue;
};

} // namespace gnat
