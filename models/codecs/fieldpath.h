// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codecs/payloadcodec.h"

#include <optional>

namespace gnat {

/// How a member is written behind its parent's path: "vibration" + "x" = "vibration.x", "alarms" + "[2]" = "alarms[2]".
QString childPath(const QString &parent, const PayloadField &child);

/// The field at a path as childPath() writes it; keys may hold dots. Of keys that stand twice the first that leads to
/// the end of the path counts. Null if there is none.
const PayloadField *findField(const PayloadField &root, QStringView path);

/// What a graph can show of a field: a number, true and false as 1 and 0, text that is nothing but a number.
std::optional<double> numberOf(const PayloadField &field);

} // namespace gnat
