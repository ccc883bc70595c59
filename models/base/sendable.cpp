// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/sendable.h"

#include "base/text.h"
#include "base/words.h"
#include "core/subject.h"

namespace gnat {

Result<void> checkSendable(const MessageView &message)
{
    if (!isLiteralSubject(message.subject))
        return Subject::parse(message.subject).error();
    if (message.reply.empty() || isLiteralSubject(message.reply))
        return {};
    return makeError(
        ErrorKind::InvalidInput,
        Words::tr("The reply subject cannot be sent: %1").arg(errorText(Subject::parse(message.reply).error())));
}

} // namespace gnat
