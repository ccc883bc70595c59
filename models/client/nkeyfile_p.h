// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QString>

namespace gnat {

/// The public key ("U…") that belongs to the NKey seed ("SU…") in a file. The library reads the seed itself but wants
/// to be told the public key. The error names the file and what is wrong with it.
Result<QByteArray> publicKeyOfSeedFile(const QString &path);

} // namespace gnat
