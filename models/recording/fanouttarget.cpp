// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/fanouttarget.h"

#include "base/text.h"

#include <QCoreApplication>

namespace gnat {

Result<void> FanoutTarget::send(const MessageView &message)
{
    const MessageParts parts{message.subject, message.reply, message.headers, message.payload};
    if (!m_builder.append(parts, message.atNs, message.subscription)) {
        return makeError(ErrorKind::TooLarge,
                         QCoreApplication::translate("Recording", "The subject or reply is longer than 65,535 bytes."));
    }
    return m_builder.isFull() ? flush() : Result<void>();
}

Result<void> FanoutTarget::flush()
{
    if (m_builder.isEmpty() || m_fanout.publishWait(m_builder.take(), m_stop.get_token()))
        return {};
    return makeError(ErrorKind::Cancelled, QCoreApplication::translate("Recording", "The replay was stopped."));
}

void FanoutTarget::cancel()
{
    m_stop.request_stop();
}

} // namespace gnat
