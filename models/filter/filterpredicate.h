// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/filter.h"
#include "flow/messagesource.h"

namespace gnat {

/// For what takes any condition, such as a recorder; null, which lets all pass, for an empty filter. Holds a copy.
MessagePredicate predicateOf(const Filter &filter);

} // namespace gnat
