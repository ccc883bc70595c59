// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/wirecommand.h"

#include <string_view>

namespace gnat {

/// The control lines between the nodes of a cluster, without their verbs. Each fills in `command` and says whether
/// the line was understood. `hasOrigin`: the line begins with the cluster of a leaf node, which is skipped.

/// "account subject [reply] [headersize] size", or with queue groups "account subject + reply queue… sizes" and
/// "account subject | queue… sizes".
bool readRoutedMessage(std::string_view line, bool hasHeaders, bool hasOrigin, WireCommand &command);
/// "account subject [queue weight]"
bool readRemoteSubscribe(std::string_view line, bool hasOrigin, WireCommand &command);
/// "account subject [queue]"
bool readRemoteUnsubscribe(std::string_view line, WireCommand &command);

} // namespace gnat
