// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokeroptions.h"
#include "broker/config/configvalue.h"
#include "core/result.h"

namespace gnat {

/// A "tls" map. The files must be readable; what is in them is looked at when the node starts.
Result<TlsOptions> readTls(const ConfigEntry &entry);
/// The "cluster" map, onto `cluster`.
Result<void> readCluster(ClusterOptions &cluster, const ConfigEntry &entry);

} // namespace gnat
