// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/cluster/hostaddresses.h"

#include "broker/cluster/routeaddress.h"

#if defined(__unix__) || defined(__APPLE__)
#include <array>
#include <ifaddrs.h>
#include <memory>
#include <net/if.h>
#include <netdb.h>
#include <sys/socket.h>
#endif

namespace gnat {

namespace {

#if defined(__unix__) || defined(__APPLE__)

std::string textOf(const ifaddrs &entry)
{
    const bool isV4 = entry.ifa_addr->sa_family == AF_INET;
    std::array<char, 64> text{};
    const auto size = static_cast<socklen_t>(isV4 ? sizeof(sockaddr_in) : sizeof(sockaddr_in6));
    if (getnameinfo(entry.ifa_addr, size, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST) != 0)
        return {};
    return text.data();
}

std::vector<std::string> interfaceAddresses(bool isV4Only)
{
    ifaddrs *first = nullptr;
    if (getifaddrs(&first) != 0)
        return {};
    const std::unique_ptr<ifaddrs, decltype(&freeifaddrs)> owner(first, &freeifaddrs);
    std::vector<std::string> addresses;
    for (const auto *entry = first; entry; entry = entry->ifa_next) {
        if (!entry->ifa_addr || (entry->ifa_flags & IFF_LOOPBACK) != 0 || (entry->ifa_flags & IFF_UP) == 0)
            continue;
        const auto family = entry->ifa_addr->sa_family;
        if (family != AF_INET && (isV4Only || family != AF_INET6))
            continue;
        if (auto text = textOf(*entry); !text.empty() && text.find('%') == std::string::npos) // no link-local ones
            addresses.push_back(std::move(text));
    }
    return addresses;
}

#else

std::vector<std::string> interfaceAddresses(bool)
{
    return {};
}

#endif

} // namespace

std::vector<std::string> reachableAddresses(const std::string &host, std::uint16_t port)
{
    if (host != "0.0.0.0" && host != "::")
        return {joinHostPort(host, port)};
    std::vector<std::string> places;
    for (const auto &address : interfaceAddresses(host == "0.0.0.0"))
        places.push_back(joinHostPort(address, port));
    return places;
}

} // namespace gnat
