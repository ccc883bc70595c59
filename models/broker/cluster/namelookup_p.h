// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <system_error>
#include <unordered_map>
#include <vector>

namespace gnat {

/// Finds the addresses of hosts. The system can take long over a name and cannot be stopped: each look-up has a thread
/// of its own that nobody waits for, so that a node can end meanwhile. Owned by the cluster's ports, node's thread.
class NameLookup
{
public:
    using Endpoints = std::vector<asio::ip::tcp::endpoint>;
    using Done = std::function<void(const std::error_code &error, const Endpoints &found)>;
    /// Another thread, and perhaps after all else has ended.
    using System = std::function<Endpoints(const std::string &host, std::uint16_t port, std::error_code &error)>;

    /// Look-ups under way; more are refused.
    static constexpr int most = 8;

    explicit NameLookup(asio::io_context &io, System system = askSystem);
    ~NameLookup();
    NameLookup(const NameLookup &) = delete;
    NameLookup &operator=(const NameLookup &) = delete;

    /// `done` is called on the loop, never from within; try_again: too many are under way.
    void find(const std::string &host, std::uint16_t port, Done done);
    /// Nobody is called any more.
    void forgetAll() { m_waiting.clear(); }

    static Endpoints askSystem(const std::string &host, std::uint16_t port, std::error_code &error);

private:
    struct Office;

    void answer(std::uint64_t number, const std::error_code &error, const Endpoints &found);

    asio::io_context &m_io;
    System m_system;
    std::shared_ptr<Office> m_office;
    std::unordered_map<std::uint64_t, Done> m_waiting; ///< kept here: what they hold belongs to this thread
    std::uint64_t m_last = 0;
};

} // namespace gnat
