// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "terminal/outgoing.h"

#include "base/text.h"
#include "core/subject.h"
#include "terminal/connectionflags.h"
#include "terminal/standardinput.h"

namespace gnat::terminal {

Result<OutgoingMessage> outgoingMessage(const Invocation &invocation)
{
    if (invocation.words.isEmpty() || invocation.words.size() > 2)
        return makeError(ErrorKind::InvalidInput,
                         QCoreApplication::translate("Terminal", "A subject and at most one payload are expected."));
    OutgoingMessage message;
    message.subject = invocation.words.at(0).toUtf8();
    const auto subject = Subject::parse(viewOf(message.subject));
    if (!subject)
        return subject.error();
    auto headers = headersFromFlags(invocation.flags);
    if (!headers)
        return headers.error();
    message.headers = headers.value();
    message.payload = invocation.words.size() == 2 ? invocation.words.at(1).toUtf8() : readPipedInput();
    return message;
}

} // namespace gnat::terminal
