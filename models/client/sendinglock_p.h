// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/sendingpass.h"
#include "core/result.h"

#include <QString>

#include <atomic>
#include <chrono>

namespace gnat {

/// The one place that says whether anything may go out through a connection. A locked profile sends nothing until it is
/// unlocked, for a while. Shared by a connection and its publishers; thread-safe, without a mutex.
class SendingLock
{
public:
    /// `isLocked`: of the profile. Otherwise everything may always go out.
    explicit SendingLock(bool isLocked) : m_isOfProfile(isLocked) {}

    /// Zero locks again at once.
    void unlockFor(std::chrono::milliseconds time);
    /// Nothing may go out now.
    bool isLocked() const { return m_isOfProfile && remaining().count() == 0; }
    /// How long a locked profile may still send; zero for every other one, too.
    std::chrono::milliseconds remaining() const;
    /// NotPermitted while locked, except with a pass of this lock; `connection` is its name, for the sentence.
    Result<void> check(const QString &connection, const SendingPass &pass = {}) const;
    SendingPass pass() const { return SendingPass(this); }

private:
    const bool m_isOfProfile;
    std::atomic<std::int64_t> m_openUntilNs = 0; ///< monotonic
};

} // namespace gnat
