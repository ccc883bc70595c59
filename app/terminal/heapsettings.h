// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gnat::terminal {

/// Large buffers go back to the system when they are freed, instead of into the heap's free lists: for a server that
/// runs for weeks, whose slow clients need megabytes now and then. Call it before the threads start; does nothing where
/// the C library is not glibc.
void returnLargeBuffers();

} // namespace gnat::terminal
