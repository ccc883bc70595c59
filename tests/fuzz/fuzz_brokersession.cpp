// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// libFuzzer: two clients of one router say whatever they like; nothing is read that is not there, and no client can
// make the broker keep more for it than its limits allow. A byte 0xFF in the input changes the speaker.
#include "broker/brokerlog.h"
#include "broker/brokerrouter.h"
#include "broker/brokersession.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string_view>

using namespace gnat;

namespace {

class Host : public PeerHost
{
public:
    void flushRequested() override {}
};

void feed(BrokerSession &session, std::string_view bytes)
{
    while (!bytes.empty() && !session.isEnding()) {
        const auto room = session.input().readSpace();
        const auto count = std::min(bytes.size(), room.size());
        std::memcpy(room.data(), bytes.data(), count);
        session.input().bytesRead(count);
        session.resume();
        bytes.remove_prefix(count);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    BrokerOptions options;
    options.maxPayload = 4096;
    options.maxPending = 64 * 1024;
    options.maxSubscriptions = 64;
    BrokerIdentity identity;
    BrokerLog log;
    BrokerRouter router;
    const BrokerContext context{router, options, identity, log};
    Host host;
    std::array sessions{std::make_unique<BrokerSession>(context, host, 1, "127.0.0.1"),
                        std::make_unique<BrokerSession>(context, host, 2, "127.0.0.1")};
    for (const auto &session : sessions)
        session->begin({});
    std::string_view rest(reinterpret_cast<const char *>(data), size);
    for (std::size_t speaker = 0; !rest.empty(); speaker ^= 1U) {
        const auto end = std::min(rest.find('\xff'), rest.size());
        feed(*sessions[speaker], rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        for (const auto &session : sessions) {
            if (session->output().size() > options.maxPending + 2 * (options.maxPayload + options.maxControlLine))
                std::abort();
        }
    }
    return 0;
}
