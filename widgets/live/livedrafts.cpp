// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/livedrafts.h"

#include "base/text.h"
#include "client/connectionset.h"

namespace gnat {

Draft draftFor(const ConnectionSet &connections, SourceId source, const QByteArray &subject)
{
    Draft draft;
    draft.isRequest = false;
    draft.subject = subject;
    if (const auto *connection = connections.find(source))
        draft.connection = connection->profile().name;
    return draft;
}

Draft draftLike(const ConnectionSet &connections, const MessageView &message)
{
    auto draft = draftFor(connections, message.source, toByteArray(message.subject));
    draft.payload = toByteArray(message.payload);
    return draft;
}

} // namespace gnat
