// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/brokerlistener_p.h"

#include <asio/ip/address.hpp>

#include <algorithm>
#include <cerrno>

namespace gnat {

namespace {

std::string bindProblem(const std::error_code &error, const std::string &host, int port)
{
    const auto place = std::to_string(port) + " on " + host;
    if (error == asio::error::address_in_use)
        return "Port " + place + " is in use by another program. Choose another port, or -1 for a free one.";
    if (error == asio::error::access_denied)
        return "Port " + place + " may not be opened by this user: ports under 1024 need special rights.";
    if (error.value() == EADDRNOTAVAIL)
        return host + " is not an address of this machine, so no port can be opened on it.";
    return "Port " + place + " cannot be opened: " + error.message() + ".";
}

Result<asio::ip::address> addressOf(asio::io_context &io, const std::string &host)
{
    std::error_code error;
    if (const auto address = asio::ip::make_address(host, error); !error)
        return address;
    asio::ip::tcp::resolver resolver(io);
    const auto found = resolver.resolve(host, "0", error);
    if (error || found.empty())
        return Error{ErrorKind::NotFound, "The host " + host + " is not known: " + error.message() + "."};
    return found.begin()->endpoint().address();
}

} // namespace

Result<std::uint16_t> listenOn(asio::io_context &io, asio::ip::tcp::acceptor &acceptor, const std::string &host,
                               int port)
{
    const auto address = addressOf(io, host);
    if (!address)
        return address.error();
    const asio::ip::tcp::endpoint endpoint(address.value(), static_cast<std::uint16_t>(std::max(port, 0)));
    std::error_code error;
    acceptor.open(endpoint.protocol(), error);
    if (!error) // the same port can be bound again at once after a stop
        acceptor.set_option(asio::ip::tcp::acceptor::reuse_address(true), error);
    if (!error)
        acceptor.bind(endpoint, error);
    if (!error)
        acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error)
        return Error{ErrorKind::Unreachable, bindProblem(error, host, endpoint.port())};
    return acceptor.local_endpoint(error).port();
}

} // namespace gnat
