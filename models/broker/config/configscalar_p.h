// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/config/configcursor_p.h"
#include "broker/config/configvalue.h"
#include "core/result.h"

#include <string>

namespace gnat {

/// A value that is neither list nor map, or the name of a variable that stands for one.
struct ConfigScalar
{
    ConfigValue value;
    std::string variable; ///< "$name" without the sign; empty: `value` counts
};

/// Reads text (bare, quoted, or a block in parentheses), a number with its suffix, true or false, a date. The cursor
/// stands on the first character; afterwards behind the value. The error does not say where.
/// Source: conf/lex.go of nats-server 2.9.10.
Result<ConfigScalar> readConfigScalar(ConfigCursor &cursor);

} // namespace gnat
