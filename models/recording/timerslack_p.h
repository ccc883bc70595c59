// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gnat {

/// Asks the system to wake the calling thread as close to the due time as it can, instead of up to 50 µs late to save
/// power. Does nothing where there is no such setting.
void sharpenTimersOfThisThread();

} // namespace gnat
