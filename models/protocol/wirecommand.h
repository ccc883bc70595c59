// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace gnat {

/// What a client can ask of a server, and a node of another. Publish stands for PUB and HPUB, between nodes for RMSG
/// and HMSG; Subscribe and Unsubscribe there for RS+ and RS-.
enum class WireVerb { Connect, Ping, Pong, Publish, Subscribe, Unsubscribe, Info, Ok, Err };

/// One command of a client or of another node. The views point into the parser's buffer and live until its next
/// readSpace().
struct WireCommand
{
    WireVerb verb = WireVerb::Ping;
    std::uint32_t weight = 0;  ///< Subscribe of a node with a queue group: members there
    std::string_view argument; ///< Connect, Info, Err: the rest of the line
    std::string_view subject;  ///< Publish, Subscribe
    std::string_view reply;    ///< Publish; empty: none
    std::string_view queue;    ///< Subscribe, Unsubscribe of a node; empty: none
    std::string_view sid;      ///< Subscribe, Unsubscribe
    std::int64_t max = -1;     ///< Unsubscribe: messages after which it ends; -1: now

    std::string_view account; ///< of a node: "$G" is the one that clients without accounts share
    std::string_view queues;  ///< Publish of a node: names of queue groups of which one member here gets it

    std::string_view headers; ///< Publish: the raw block; empty: none
    std::string_view payload;
    std::string_view headerSizeText; ///< the sizes as the client wrote them ("0005"); forwarded unchanged
    std::string_view sizeText;
    /// Publish: all that follows the subject, "[reply ][headersize ]size\r\n<headers><payload>\r\n", if it lies in the
    /// buffer in just that form; otherwise empty and to be put together (wirewriter.h).
    std::string_view tail;
};

/// Why a client's bytes could not be understood. The connection is over after each of them.
enum class WireFault {
    None,
    UnknownOperation,   ///< "-ERR 'Unknown Protocol Operation'"
    ControlLineTooLong, ///< "-ERR 'maximum control line exceeded'"
    PayloadTooLarge,    ///< "-ERR 'Maximum Payload Violation'", known before the payload came
    ConnectExpected,    ///< something else came first although a login is needed
    BadArguments        ///< closed without a word, as nats-server does
};

} // namespace gnat
