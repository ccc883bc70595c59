// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace gnat::bench {

/// The reference: libnats on `>` and a callback that counts. Prints "ready", then its figures; returns an exit code.
int runCounter(quint16 port, quint64 messages);

} // namespace gnat::bench
