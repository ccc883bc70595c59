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

} // namespace gnat
