// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/recorder.h"

namespace gnat {

class Connection;

/// What a recording notes of a connection, without secrets.
RecordedConnection recordedConnection(const Connection &connection);

} // namespace gnat
