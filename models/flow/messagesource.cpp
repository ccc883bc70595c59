// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/messagesource.h"
// The class is abstract; this file gives its meta-object a home.

namespace gnat {

FindExchange MessageSource::exchanges() const
{
    return exchangeByShape;
}

std::optional<quint64> MessageSource::positionOf(std::uint64_t) const
{
    return {};
}

std::vector<std::uint64_t> MessageSource::repliesTo(std::uint64_t, std::size_t) const
{
    return {};
}

} // namespace gnat
