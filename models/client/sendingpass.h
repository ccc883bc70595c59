// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gnat {

class SendingLock;

/// Lets one piece of work, a replay for instance, through the lock of a connection for which a person typed its name;
/// everything else stays refused. A plain value from Connection::passFor(), good for that connection alone; empty, it
/// opens nothing.
class SendingPass
{
public:
    SendingPass() = default;

private:
    friend class SendingLock;
    explicit SendingPass(const SendingLock *lock) : m_lock(lock) {}

    const SendingLock *m_lock = nullptr; ///< only compared
};

} // namespace gnat
