// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QString>

#include <cstdint>

namespace gnat::terminal {

/// A moment of a recording: ISO 8601 ("2026-11-28T14:03:00.5", local time unless it ends in Z or an offset), a time of
/// its first day ("14:03:00"), ns since 1970, or, with a + before it, a duration from its beginning ("+1m30s").
Result<std::int64_t> parseMoment(const QString &text, std::int64_t firstNs);

} // namespace gnat::terminal
