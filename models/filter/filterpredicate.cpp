// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/filterpredicate.h"

namespace gnat {

MessagePredicate predicateOf(const Filter &filter)
{
    if (filter.isEmpty())
        return {};
    return [filter](const MessageView &message) {
        return filter.accepts(message);
    };
}

} // namespace gnat
