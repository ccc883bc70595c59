// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QStringList>

namespace gnat {

/// An error if `target`, a file that is to be written, is one of those that are read: it would be replaced. Also where
/// a link leads there.
Result<void> checkTarget(const QString &target, const QStringList &sources);

} // namespace gnat
