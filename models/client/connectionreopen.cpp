// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How a connection comes back that the library has given up for good: from a server that called it a slow consumer.
#include "client/connectionworker_p.h"

#include "base/words.h"

namespace gnat {

namespace {

constexpr std::chrono::seconds settled(30); ///< who is cut off sooner after connecting waits longer each time

/// Others go away with time; these do not.
bool isWorthAnotherTry(const Error &error)
{
    return error.kind == ErrorKind::Unreachable || error.kind == ErrorKind::TimedOut;
}

} // namespace

/// The library's thread. To the owner it is a loss like any other.
void ConnectionWorker::reopen(int epoch, const QString &reason)
{
    m_requests->finishAll(RequestResult::Failed, reason);
    m_outbox->post([epoch, reason](ConnectionEvents &events) { events.onLost(epoch, reason); });
    m_commands.postAlways([this, epoch] {
        if (m_epoch.load() == epoch)
            doReopen(epoch);
    });
}

/// As patient as after any other loss. Commands wait meanwhile: without a connection there is nothing to do for them.
void ConnectionWorker::doReopen(int epoch)
{
    m_cutOffs = CommandQueue::Clock::now() - m_connectedAt < settled ? m_cutOffs + 1 : 1;
    doClose();
    for (int attempt = m_cutOffs;; ++attempt) {
        m_gate.open();
        if (m_epoch.load() != epoch)
            return; // close() came before, or closes the gate now
        m_gate.wait(attempt);
        if (m_epoch.load() != epoch)
            return;
        const auto opened = openOnce(epoch);
        if (opened || m_epoch.load() != epoch)
            return;
        const int tries = attempt - m_cutOffs + 1;
        if (!isWorthAnotherTry(opened.error()) || (m_profile.maxReconnects >= 0 && tries >= m_profile.maxReconnects))
            return fail(epoch, opened.error());
    }
}

} // namespace gnat
