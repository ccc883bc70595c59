// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <type_traits>

namespace gnat {

/// A growing array of plain values that gives the room it did not need back to the heap in place. A std::vector keeps
/// it or copies everything, and a batch, once built, is kept for long.
template <typename Value>
class PlainArray
{
    static_assert(std::is_trivially_copyable_v<Value> && std::is_trivially_destructible_v<Value>);

public:
    std::size_t size() const { return m_size; }
    std::size_t capacity() const { return m_capacity; }
    bool isEmpty() const { return m_size == 0; }
    const Value *data() const { return m_values.get(); }
    const Value &operator[](std::size_t index) const { return m_values.get()[index]; }
    std::span<const Value> values() const { return {m_values.get(), m_size}; }

    void reserve(std::size_t capacity)
    {
        if (capacity > m_capacity)
            setCapacity(capacity);
    }

    void append(std::span<const Value> values)
    {
        if (values.empty())
            return;
        makeRoom(values.size());
        std::memcpy(m_values.get() + m_size, values.data(), values.size_bytes());
        m_size += values.size();
    }

    void append(const Value &value) { append(std::span(&value, 1)); }

    /// Gives back what lies behind the last value.
    void trim()
    {
        if (m_size < m_capacity && m_size > 0)
            setCapacity(m_size);
    }

private:
    struct Freer
    {
        void operator()(Value *values) const { std::free(values); }
    };

    void makeRoom(std::size_t count)
    {
        if (m_capacity - m_size < count)
            setCapacity(std::max(m_capacity * 2, m_size + count));
    }

    void setCapacity(std::size_t capacity)
    {
        auto *values = static_cast<Value *>(std::realloc(m_values.get(), capacity * sizeof(Value)));
        if (!values)
            throw std::bad_alloc();
        (void)m_values.release(); // realloc has taken it over
        m_values.reset(values);
        m_capacity = capacity;
    }

    std::unique_ptr<Value, Freer> m_values;
    std::size_t m_size = 0;
    std::size_t m_capacity = 0;
};

} // namespace gnat
