// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace gnat {

/// Bytes of "300", "1k", "2.5MB", "1KiB": decimal units, those with an i binary. Nothing if the text is none.
std::optional<quint64> parseByteCount(const QString &text);

} // namespace gnat
