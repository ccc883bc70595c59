// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// libFuzzer: whatever bytes come, and however they are cut, the parser neither reads what is not there nor changes its
// mind. The first two bytes of an input choose the parser's settings and the size of the pieces.
#include "protocol/wireparser.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

using namespace gnat;

namespace {

/// All that a command says, as text.
void describe(const WireCommand &command, std::string &out)
{
    out += std::to_string(static_cast<int>(command.verb)) + "," + std::to_string(command.max) + "," +
           std::to_string(command.weight);
    for (const auto view :
         {command.argument, command.subject, command.reply, command.queue, command.sid, command.account, command.queues,
          command.headers, command.payload, command.headerSizeText, command.sizeText, command.tail})
        out.append("|").append(view);
    out += "\n";
}

/// Feeds the bytes in pieces and tells what came out.
std::string parse(std::string_view bytes, std::size_t piece, unsigned settings, WireParser::Dialect dialect)
{
    WireParser parser({64 + settings % 64U * 16, 1024}, dialect);
    parser.setHeadersAllowed((settings & 64U) != 0);
    parser.setConnectExpected((settings & 128U) != 0);
    std::string out;
    while (!bytes.empty()) {
        const auto room = parser.readSpace();
        const auto count = std::min({piece, bytes.size(), room.size()});
        std::memcpy(room.data(), bytes.data(), count);
        parser.bytesRead(count);
        bytes.remove_prefix(count);
        auto step = WireParser::Step::Command;
        while (step == WireParser::Step::Command) {
            WireCommand command; // PING and its like set nothing but the verb
            step = parser.next(command);
            if (step != WireParser::Step::Command)
                break;
            describe(command, out);
            parser.setConnectExpected(false);
        }
        if (step == WireParser::Step::Fault)
            return out + "fault " + std::to_string(static_cast<int>(parser.fault()));
        if (count % 3 == 0)
            parser.releaseMemory();
    }
    return out;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const std::string_view bytes(reinterpret_cast<const char *>(data) + 2, size - 2);
    const auto dialect = (data[1] & 128U) != 0 ? WireParser::Dialect::Route : WireParser::Dialect::Client;
    const auto whole = parse(bytes, bytes.size(), data[0], dialect);
    const auto cut = parse(bytes, 1U + data[1] % 32U, data[0], dialect);
    if (whole != cut) {
        std::fprintf(stderr, "In one piece:\n%s\nin pieces:\n%s\n", whole.c_str(), cut.c_str());
        std::abort();
    }
    return 0;
}
