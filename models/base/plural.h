// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <limits>

namespace gnat {

/// The number by which tr() chooses a plural form, of a count that may be larger than it takes. The count itself goes
/// in by arg(), as it is to be written: `tr("%1 message(s)", nullptr, pluralOf(count)).arg(countFull(count))`.
constexpr int pluralOf(quint64 count)
{
    return static_cast<int>(std::min<quint64>(count, std::numeric_limits<int>::max()));
}

} // namespace gnat
