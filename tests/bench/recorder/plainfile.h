// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"

#include <QString>

#include <memory>
#include <vector>

namespace gnat::bench {

/// The limit of the machine: the same bytes one behind the other, each message with a head of 32 bytes, written in
/// pieces of 1 MiB and synced at the end. Nothing can be found in it. Returns the seconds it took.
double writePlainFile(const QString &path, const std::vector<std::unique_ptr<MessageBatch>> &batches);

} // namespace gnat::bench
