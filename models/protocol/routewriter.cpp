// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/routewriter.h"

#include "protocol/wirewriter.h"

namespace gnat {

void appendRoutePrefix(const WireCommand &message, bool hasHeaders, std::string &out)
{
    out.append(hasHeaders ? "HMSG " : "RMSG ").append(globalAccount).append(" ").append(message.subject).append(" ");
}

void appendRouteLine(const WireCommand &message, std::span<const std::string_view> queues, bool hasHeaders,
                     std::string &out)
{
    appendRoutePrefix(message, hasHeaders, out);
    if (message.reply.empty())
        out.append("| ");
    else
        out.append("+ ").append(message.reply).append(" ");
    for (const auto queue : queues)
        out.append(queue).append(" ");
    if (hasHeaders) {
        appendNumber(message.headers.size(), out);
        out.push_back(' ');
    }
    appendNumber(message.payload.size() + (hasHeaders ? message.headers.size() : 0), out);
    out.append("\r\n");
}

void appendInterest(std::string_view subject, std::string_view queue, std::uint32_t weight, std::string &out)
{
    out.append(weight > 0 ? "RS+ " : "RS- ").append(globalAccount).append(" ").append(subject);
    if (!queue.empty()) {
        out.append(" ").append(queue);
        if (weight > 0) {
            out.push_back(' ');
            appendNumber(weight, out);
        }
    }
    out.append("\r\n");
}

} // namespace gnat
