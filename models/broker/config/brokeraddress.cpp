// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/config/brokeraddress.h"

#include "broker/config/configkeys_p.h"

#include <algorithm>
#include <charconv>

namespace gnat {

namespace {

/// "127.0.0.1", four numbers up to 255 and the first of them 127.
bool isLoopbackV4(std::string_view host)
{
    int parts = 0;
    for (bool isMore = true; isMore; ++parts) {
        int number = -1;
        const auto dot = host.find('.');
        const auto part = host.substr(0, dot);
        const auto parsed = std::from_chars(part.data(), part.data() + part.size(), number);
        if (part.size() > 3 || parsed.ec != std::errc() || parsed.ptr != part.data() + part.size() || number < 0 ||
            number > 255 || (parts == 0 && number != 127))
            return false;
        isMore = dot != std::string_view::npos;
        host.remove_prefix(isMore ? dot + 1 : host.size());
    }
    return parts == 4;
}

} // namespace

bool isAdvertisedAddress(std::string_view text)
{
    if (text.find(':') == std::string_view::npos)
        return !text.empty() && text.find_first_of(" /@[]") == std::string_view::npos;
    const auto address = parseAddress(text);
    return address && !address->host->empty();
}

bool isLoopbackHost(std::string_view host)
{
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    const auto name = lowerConfigKey(host);
    if (name == "localhost" || name == "::1")
        return true;
    if (name.starts_with("::ffff:"))
        host.remove_prefix(7);
    return isLoopbackV4(host);
}

} // namespace gnat
