// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/cluster/routeaddress.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace gnat {

namespace {

std::optional<std::uint16_t> parsePort(std::string_view text)
{
    std::uint16_t port = 0;
    const auto *end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, port);
    if (result.ec != std::errc() || result.ptr != end || port == 0)
        return std::nullopt;
    return port;
}

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// "%40" and the like in a login.
std::string unescaped(std::string_view text)
{
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool isEscape =
            text[i] == '%' && i + 2 < text.size() && hexValue(text[i + 1]) >= 0 && hexValue(text[i + 2]) >= 0;
        plain.push_back(isEscape ? static_cast<char>(hexValue(text[i + 1]) * 16 + hexValue(text[i + 2])) : text[i]);
        i += isEscape ? 2 : 0;
    }
    return plain;
}

/// Cuts "user:password@" off `rest`.
void takeLogin(std::string_view &rest, RouteAddress &address)
{
    const auto at = rest.rfind('@');
    if (at == std::string_view::npos)
        return;
    const auto login = rest.substr(0, at);
    rest.remove_prefix(at + 1);
    const auto colon = login.find(':');
    address.user = unescaped(login.substr(0, colon));
    if (colon != std::string_view::npos)
        address.password = unescaped(login.substr(colon + 1));
}

/// "host", "host:port", "[v6]:port", "[v6]"; the port's text stays empty if there is none.
void splitPlace(std::string_view place, std::string &host, std::string_view &port)
{
    const auto bracket = place.starts_with('[') ? place.find(']') : std::string_view::npos;
    const auto colon = place.find(':', bracket == std::string_view::npos ? 0 : bracket);
    host = bracket == std::string_view::npos ? place.substr(0, colon) : place.substr(1, bracket - 1);
    if (colon != std::string_view::npos)
        port = place.substr(colon + 1);
}

bool isSameText(std::string_view a, std::string_view b)
{
    const auto lower = [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    };
    return std::ranges::equal(a, b, {}, lower, lower);
}

} // namespace

Result<RouteAddress> RouteAddress::parse(std::string_view text, std::uint16_t defaultPort)
{
    RouteAddress address;
    auto rest = text;
    if (const auto scheme = rest.find("://"); scheme != std::string_view::npos)
        rest.remove_prefix(scheme + 3);
    while (rest.ends_with('/'))
        rest.remove_suffix(1);
    takeLogin(rest, address);
    std::string_view port;
    splitPlace(rest, address.host, port);
    const auto number = port.empty() ? std::optional(defaultPort) : parsePort(port);
    if (address.host.empty() || !number) {
        // the text may hold a password: only what follows it is quoted
        return Error{ErrorKind::InvalidInput,
                     "The route \"" + std::string(rest) + "\" is not an address. Write it as nats://host:port."};
    }
    address.port = *number;
    return address;
}

std::string RouteAddress::place() const
{
    return joinHostPort(host, port);
}

bool RouteAddress::isNumeric() const
{
    const bool isV6 = host.find(':') != std::string::npos;
    return isV6 || host.find_first_not_of("0123456789.") == std::string::npos;
}

bool RouteAddress::isSamePlace(const RouteAddress &other) const
{
    return port == other.port && isSameText(host, other.host);
}

std::string joinHostPort(std::string_view host, std::uint16_t port)
{
    std::string text;
    if (host.find(':') != std::string_view::npos)
        text.append("[").append(host).append("]");
    else
        text.append(host);
    return text.append(":").append(std::to_string(port));
}

} // namespace gnat
