// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace gnat {

/// 18:44, 2:03:11: how long something takes or took. Negative: 0:00.
QString durationText(qint64 milliseconds);
/// now (under a second), 12 s, 14 min, 5 h, 3 d: how long ago something was.
QString agoText(qint64 milliseconds);

} // namespace gnat
