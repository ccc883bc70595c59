// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/sendinglock_p.h"

#include "base/text.h"
#include "base/words.h"
#include "core/clock.h"

#include <algorithm>

namespace gnat {

void SendingLock::unlockFor(std::chrono::milliseconds time)
{
    if (m_isOfProfile)
        m_openUntilNs = monotonicNanoseconds() + std::chrono::nanoseconds(time).count();
}

std::chrono::milliseconds SendingLock::remaining() const
{
    const auto left = std::chrono::nanoseconds(m_openUntilNs.load() - monotonicNanoseconds());
    return std::max(std::chrono::ceil<std::chrono::milliseconds>(left), std::chrono::milliseconds(0));
}

Result<void> SendingLock::check(const QString &connection, const SendingPass &pass) const
{
    if (pass.m_lock == this || !isLocked())
        return {};
    return makeError(ErrorKind::NotPermitted,
                     Words::tr("%1 is locked: nothing is sent through it until it is unlocked.").arg(connection));
}

} // namespace gnat
