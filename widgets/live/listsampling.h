// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace gnat {

/// Rows a second that a moving list shows at most: faster, and nobody could read one of them.
inline constexpr double fastestRows = 240;

/// Of how many messages the moving list shows one, at this rate: 1 is every message; N in two digits (410). Changes
/// only where the rate has changed for good: `present` is what is in force.
quint64 samplingStep(double messagesPerSecond, quint64 present);

} // namespace gnat
