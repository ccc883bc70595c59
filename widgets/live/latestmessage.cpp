// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/latestmessage.h"

#include "base/text.h"
#include "core/subjectpattern.h"
#include "flow/messagesource.h"

#include <algorithm>

namespace gnat {

namespace {
quint64 lowestToLookAt(const MessageSource &messages, quint64 from)
{
    return std::max(messages.begin(), from > LatestMessage::reach ? from - LatestMessage::reach : 0);
}
} // namespace

void LatestMessage::follow(SourceId source, const QByteArray &subject)
{
    m_source = source;
    m_subject = subject;
    m_below = subject.isEmpty() ? ">" : subject + ".>";
    m_latest = {};
    m_previous = {};
    m_lookedAt = 0;
    m_isActive = true;
}

bool LatestMessage::isWanted(const MessageView &view) const
{
    if (!m_source.isNone() && view.source != m_source)
        return false;
    return subjectMatches(viewOf(m_below), view.subject) || subjectMatches(viewOf(m_subject), view.subject);
}

bool LatestMessage::refresh()
{
    if (!m_isActive)
        return false;
    const quint64 end = m_messages.end();
    const quint64 lowest = std::max(m_lookedAt, lowestToLookAt(m_messages, end));
    m_lookedAt = end;
    MessageHandle found;
    for (quint64 position = end; position > lowest;) {
        const auto handle = m_messages.at(--position);
        if (handle.isEmpty() || !isWanted(handle.view()))
            continue;
        if (found.isEmpty()) {
            found = handle;
        } else if (handle.view().subject == found.view().subject) {
            m_previous = handle;
            m_latest = found;
            return true;
        }
    }
    if (found.isEmpty())
        return false;
    const bool isSameSubject = !m_latest.isEmpty() && m_latest.view().subject == found.view().subject;
    m_previous = isSameSubject ? m_latest : MessageHandle();
    m_latest = found;
    return true;
}

MessageHandle LatestMessage::before(MessageSource &messages, quint64 position, const MessageView &message)
{
    const quint64 lowest = lowestToLookAt(messages, position);
    while (position > lowest) {
        auto handle = messages.at(--position);
        if (!handle.isEmpty() && handle.view().source == message.source && handle.view().subject == message.subject)
            return handle;
    }
    return {};
}

} // namespace gnat
