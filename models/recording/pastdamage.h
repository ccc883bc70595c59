// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QtGlobal>

#include <utility>

namespace gnat {

/// Reads the rows from `begin` on, before `end`, also behind such as cannot be read: those are stepped over, further
/// with each that follows another. `read(from, next)` reads on until it is through or fails, and leaves in `next` the
/// row behind the last that it read. The answer is what was wrong last.
template <typename Read>
Result<void> readPastDamage(quint64 begin, quint64 end, Read read)
{
    Result<void> damage;
    quint64 step = 1;
    while (begin < end) {
        auto next = begin;
        auto done = read(begin, next);
        if (done)
            break;
        damage = std::move(done);
        if (next > begin)
            step = 1;
        begin = next + step;
        step *= 2;
    }
    return damage;
}

} // namespace gnat
