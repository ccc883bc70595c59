// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strongid.h"

namespace gnat {

/// What is replayed to the views of this program alone carries this source, far from the ids of connections: no server
/// sent it, and its times are those of the recording.
inline constexpr SourceId replayedSource{0x5000'0000};

} // namespace gnat
