// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/monitoring/packedclient_p.h"

#include <string_view>
#include <type_traits>

namespace gnat {

namespace {

/// Numbers in as few bytes as they need (LEB128), texts with their length before them.
class Packer
{
public:
    void operator()(std::uint64_t number)
    {
        for (; number >= 0x80; number >>= 7)
            m_bytes.push_back(static_cast<char>(number | 0x80));
        m_bytes.push_back(static_cast<char>(number));
    }
    void operator()(const std::string &text)
    {
        (*this)(text.size());
        m_bytes += text;
    }
    std::string take()
    {
        m_bytes.shrink_to_fit();
        return std::move(m_bytes);
    }

private:
    std::string m_bytes;
};

/// Reads what a Packer wrote, in the same order.
class Unpacker
{
public:
    explicit Unpacker(std::string_view bytes) : m_rest(bytes) {}

    bool isAtEnd() const { return m_rest.empty(); }

    template <typename Number>
    requires std::is_integral_v<Number>
    void operator()(Number &number) { number = static_cast<Number>(next()); }
    void operator()(std::string &text)
    {
        const auto size = next();
        text = m_rest.substr(0, size);
        m_rest.remove_prefix(text.size());
    }

private:
    std::uint64_t next()
    {
        std::uint64_t number = 0;
        for (int shift = 0; !m_rest.empty(); shift += 7) {
            const auto byte = static_cast<unsigned char>(m_rest.front());
            m_rest.remove_prefix(1);
            number |= std::uint64_t{byte & 0x7fU} << shift;
            if (byte < 0x80)
                break;
        }
        return number;
    }

    std::string_view m_rest;
};

/// The one list of what is kept, for both ways.
template <typename Way, typename Client>
void passClient(Way &way, Client &client)
{
    way(client.id);
    way(client.ip);
    way(client.port);
    way(client.started);
    way(client.lastActivity);
    way(client.roundTrip);
    way(client.pendingBytes);
    way(client.figures.inMessages);
    way(client.figures.inBytes);
    way(client.figures.outMessages);
    way(client.figures.outBytes);
    way(client.subscriptions);
    way(client.reason);
    way(client.name);
    way(client.lang);
    way(client.version);
    way(client.tlsVersion);
    way(client.tlsCipher);
    way(client.user);
    way(client.login);
}

template <typename Way, typename Figures>
void passSubscription(Way &way, Figures &figures)
{
    way(figures.subject);
    way(figures.queue);
    way(figures.sid);
    way(figures.messages);
    way(figures.max);
}

} // namespace

PackedClient PackedClient::pack(const ClientSnapshot &client)
{
    Packer packer;
    passClient(packer, client);
    packer(static_cast<std::uint64_t>(client.stopped.value_or(0)));
    Packer list;
    for (const auto &subscription : client.subscriptionList)
        passSubscription(list, subscription);
    return {packer.take(), list.take()};
}

ClientSnapshot PackedClient::unpack() const
{
    ClientSnapshot snapshot;
    Unpacker unpacker(client);
    passClient(unpacker, snapshot);
    std::int64_t stopped = 0;
    unpacker(stopped);
    snapshot.stopped = stopped;
    for (Unpacker list(subscriptions); !list.isAtEnd();) {
        auto &figures = snapshot.subscriptionList.emplace_back();
        passSubscription(list, figures);
        figures.cid = snapshot.id;
    }
    return snapshot;
}

} // namespace gnat
