// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "recording/replayer.h"
#include "recordingfixture.h"

#include <chrono>
#include <mutex>
#include <set>
#include <thread>
#include <utility>

namespace gnat::test {

/// Keeps what it is sent and when; can be told to fail.
class KeepingTarget final : public ReplayTarget
{
public:
    Result<void> send(const MessageView &message) override
    {
        const std::lock_guard lock(m_mutex);
        if (m_notes.size() == m_heldUpAt)
            std::this_thread::sleep_for(std::exchange(m_heldUpFor, {}));
        if (m_notes.size() == m_lostAfter) {
            m_isLost = true;
            m_lostAfter = -1;
            m_uncertain += std::uint64_t(m_confirmsEach ? 0 : m_notes.size() - m_flushed);
        }
        const auto note = noteOf(message);
        if (m_refused.contains(note.payload))
            return Error{ErrorKind::TooLarge, "too large"};
        if (m_isLost)
            return Error{ErrorKind::Unreachable, "the server is gone"};
        m_notes << note;
        m_times << monotonicNanoseconds();
        return {};
    }
    Result<void> flush() override
    {
        const std::lock_guard lock(m_mutex);
        m_flushed = m_notes.size();
        return {};
    }
    bool confirmsEach() const override { return m_confirmsEach; }
    std::uint64_t uncertain() const override { return locked(m_uncertain); }

    QList<Note> notes() const { return locked(m_notes); }
    QList<qint64> times() const { return locked(m_times); }
    qsizetype count() const { return locked(m_notes).size(); }
    qsizetype flushed() const { return locked(m_flushed); }
    void setLost(bool isLost)
    {
        const std::lock_guard lock(m_mutex);
        m_isLost = isLost;
    }
    /// Is lost, once, when it has taken so many.
    void loseAfter(qsizetype count) { m_lostAfter = count; }
    /// Is busy for that long, once, with the message behind so many.
    void holdUp(qsizetype after, std::chrono::milliseconds duration)
    {
        m_heldUpAt = after;
        m_heldUpFor = duration;
    }
    void confirmEach() { m_confirmsEach = true; }
    void refuse(const QByteArray &payload) { m_refused.insert(payload); }

private:
    template <typename T>
    T locked(const T &value) const
    {
        const std::lock_guard lock(m_mutex);
        return value;
    }

    mutable std::mutex m_mutex;
    QList<Note> m_notes;
    QList<qint64> m_times;
    qsizetype m_flushed = 0;
    std::uint64_t m_uncertain = 0;
    bool m_isLost = false;
    bool m_confirmsEach = false;
    qsizetype m_lostAfter = -1;
    qsizetype m_heldUpAt = -1;
    std::chrono::milliseconds m_heldUpFor{};
    std::set<QByteArray> m_refused;
};

} // namespace gnat::test
