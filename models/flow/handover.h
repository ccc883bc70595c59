// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>
#include <optional>
#include <utility>

namespace gnat {

/// The newest value on its way from a thread that works to one that shows. The lock is held only to move it. What was
/// not taken is replaced. Thread-safe.
template <typename T>
class Handover
{
public:
    void put(T value)
    {
        std::optional<T> next(std::move(value));
        const std::lock_guard lock(m_mutex);
        m_value.swap(next); // the old value is destroyed after the lock is free
    }

    /// Nothing if no value came since the last call.
    std::optional<T> take()
    {
        std::optional<T> taken;
        const std::lock_guard lock(m_mutex);
        m_value.swap(taken);
        return taken;
    }

private:
    std::mutex m_mutex; // guards m_value
    std::optional<T> m_value;
};

} // namespace gnat
