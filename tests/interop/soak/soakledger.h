// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <mutex>
#include <set>
#include <vector>

namespace gnat::test {

/// What one subscriber, or one queue group together, was owed: each number of each publisher exactly once. Any thread.
class SoakLedger
{
public:
    SoakLedger(QString name, std::size_t publishers) : m_name(std::move(name)), m_publishers(publishers) {}

    void arrived(std::size_t publisher, std::uint64_t number)
    {
        const std::lock_guard lock(m_mutex);
        auto &seen = m_publishers.at(publisher);
        if (number < seen.next || !seen.ahead.insert(number).second) {
            m_wrong = QStringLiteral("%1: number %2 of publisher %3 came twice").arg(m_name).arg(number).arg(publisher);
            return;
        }
        for (; !seen.ahead.empty() && *seen.ahead.begin() == seen.next; ++seen.next)
            seen.ahead.erase(seen.ahead.begin());
    }
    /// All numbers below `count` have come.
    bool has(std::size_t publisher, std::uint64_t count)
    {
        const std::lock_guard lock(m_mutex);
        return m_publishers.at(publisher).next >= count;
    }
    /// What is wrong so far; empty if nothing. A number that is far behind those that came later counts as lost.
    QString wrong(std::size_t tolerated)
    {
        const std::lock_guard lock(m_mutex);
        for (std::size_t i = 0; i < m_publishers.size() && m_wrong.isEmpty(); ++i) {
            if (m_publishers[i].ahead.size() > tolerated)
                m_wrong = QStringLiteral("%1: number %2 of publisher %3 is missing, %4 later ones are there")
                              .arg(m_name)
                              .arg(m_publishers[i].next)
                              .arg(i)
                              .arg(m_publishers[i].ahead.size());
        }
        return m_wrong;
    }

private:
    struct Seen
    {
        std::uint64_t next = 0; ///< the lowest number that has not come
        std::set<std::uint64_t> ahead;
    };

    std::mutex m_mutex;
    QString m_name;
    std::vector<Seen> m_publishers;
    QString m_wrong;
};

} // namespace gnat::test
