// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "terminal/heapsettings.h"

#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace gnat::terminal {

void returnLargeBuffers()
{
#ifdef __GLIBC__
    // Left alone, glibc raises this to 32 MB after the first large buffer was freed. What it answers does not matter.
    constexpr int largeBytes = 128 * 1024;
    (void)mallopt(M_MMAP_THRESHOLD, largeBytes);
#endif
}

} // namespace gnat::terminal
