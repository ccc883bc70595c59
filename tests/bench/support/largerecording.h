// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QString>

namespace gnat::bench {

/// Subjects of the telemetry in a large recording: "plant.line<0…19>.sensor<0…4999>".
constexpr int largeRecordingSubjects = 5000;
/// What stands in the payload of one message in a million, and in no other.
constexpr const char *largeRecordingNeedle = "overheated";

/// Writes a recording of at least so many bytes: JSON of about 150 bytes 20,000 times a second of recorded time, a page
/// of text now and then, and in a hundredth of all messages requests and replies whose inboxes are never used again.
/// The same bytes each time. Blocks on the disk. Returns the number of messages.
Result<quint64> writeLargeRecording(const QString &path, qint64 bytes);

} // namespace gnat::bench
