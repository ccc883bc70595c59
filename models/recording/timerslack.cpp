// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/timerslack_p.h"

#ifdef __linux__
#include <sys/prctl.h>
#endif

namespace gnat {

void sharpenTimersOfThisThread()
{
#ifdef __linux__
    prctl(PR_SET_TIMERSLACK, 1UL, 0UL, 0UL, 0UL); // nanoseconds; 0 would mean the default
#endif
}

} // namespace gnat
