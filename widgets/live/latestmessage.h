// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"

#include <QByteArray>

namespace gnat {

class MessageSource;

/// Finds the newest message of a subject (or below a branch) among the newest kept ones, and the one before it. Looks
/// at each message once: the first time back over a bounded stretch, then only at what came since. GUI thread.
class LatestMessage
{
public:
    static constexpr quint64 reach = 50'000; ///< messages looked back

    explicit LatestMessage(MessageSource &messages) : m_messages(messages) {}

    /// `subject` may have `*` for a token.
    void follow(SourceId source, const QByteArray &subject);
    void stop() { m_isActive = false; }
    bool isActive() const { return m_isActive; }
    /// True if there is a newer one than at the last call.
    bool refresh();
    const MessageHandle &message() const { return m_latest; }
    const MessageHandle &previous() const { return m_previous; }

    /// The message before `position` on the same subject, within the reach; empty if there is none.
    static MessageHandle before(MessageSource &messages, quint64 position, const MessageView &message);

private:
    bool isWanted(const MessageView &view) const;

    MessageSource &m_messages;
    SourceId m_source;
    QByteArray m_subject;
    QByteArray m_below; ///< the pattern of all below
    MessageHandle m_latest;
    MessageHandle m_previous;
    quint64 m_lookedAt = 0; ///< positions below are done
    bool m_isActive = false;
};

} // namespace gnat
