// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace gnat {

/// True for "host", "host:port" and "[v6]:port": what a node may be told to advertise.
bool isAdvertisedAddress(std::string_view text);
/// True for an address that only this machine can reach: 127.0.0.0/8, ::1, and the name localhost. Other names are
/// not looked up; an empty host is every interface.
bool isLoopbackHost(std::string_view host);

} // namespace gnat
