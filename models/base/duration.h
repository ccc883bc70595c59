// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace gnat {

/// Milliseconds of a duration as Go programs write it: "10s", "500ms", "1m30s", "2h", also "1d" as the nats CLI takes
/// it; a bare number is refused, but "0" is 0. Nothing if the text is no duration.
std::optional<qint64> parseDurationMs(const QString &text);

} // namespace gnat
