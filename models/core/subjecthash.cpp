// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/subjecthash.h"

#include <random>

namespace gnat {

SubjectHash::SubjectHash()
{
    std::random_device device;
    for (auto &secret : m_secrets)
        secret = std::uint64_t{device()} << 32 | device();
}

SubjectHash SubjectHash::repeatable()
{
    SubjectHash hash;
    hash.m_secrets = {0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0,
                      0x082efa98ec4e6c89, 0x452821e638d01377, 0xbe5466cf34e90c6c}; // digits of pi
    return hash;
}

} // namespace gnat
