// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace gnat {

/// 0.42 ms, 2.31 ms, 11.8 ms, 2.00 s: three digits; an en dash for what is not known (negative).
QString latencyText(qint64 nanoseconds);

} // namespace gnat
