// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connectionpublisher.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

namespace gnat {

/// What the server refused of what was published on a connection since this was opened: it tells so by an error of its
/// own, behind the message. Thread-safe.
class PublishRefusals
{
public:
    /// True if these words are new, and few so far.
    bool count(const QString &words);
    /// Waits until nothing came for a moment: what the server said before its answer to a PING is told by another
    /// thread of the library, which is a little behind. Not for long.
    void waitUntilQuiet();
    QList<PublishRefusal> all() const;
    quint64 total() const;
    /// A sentence on why a message with this subject was refused.
    QString wordsAbout(std::string_view subject) const;

private:
    mutable std::mutex m_mutex; // guards all below
    std::condition_variable m_counted;
    QList<PublishRefusal> m_refusals; ///< the last one without words: the rest together
    quint64 m_total = 0;
};

/// Where a connection's publishers hear of refusals. Thread-safe; outlives them or not.
class RefusalBoard
{
public:
    std::shared_ptr<PublishRefusals> open();
    /// False if nobody needs to be told in words: publishers count it, and it was said before.
    bool tell(const QString &words);

private:
    std::mutex m_mutex; // guards m_open
    std::vector<std::weak_ptr<PublishRefusals>> m_open;
};

/// Whether the server's words are about a message that was published and not about a subscription.
bool isAboutPublishing(const QString &words);

} // namespace gnat
