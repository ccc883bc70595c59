// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace gnat {

/// Who compares passwords with their bcrypt hashes, which takes long. Node's thread.
class PasswordChecker
{
public:
    virtual ~PasswordChecker() = default;
    /// Later BrokerPeer::passwordChecked() of this peer is called with the verdict. At most one check a peer.
    virtual void check(std::uint64_t peer, std::string secret, std::string given) = 0;
    /// The peer is gone: its check is not needed any more.
    virtual void forget(std::uint64_t peer) = 0;
};

/// Does so on a thread of its own, one after another, so that the node goes on meanwhile. The thread begins with the
/// first check. Owned by the node.
class PasswordThread final : public PasswordChecker
{
public:
    /// `done` is called on that thread.
    explicit PasswordThread(std::function<void(std::uint64_t peer, bool isRight)> done);
    /// Waits for the check under way and forgets the others.
    ~PasswordThread() override;
    PasswordThread(const PasswordThread &) = delete;
    PasswordThread &operator=(const PasswordThread &) = delete;

    void check(std::uint64_t peer, std::string secret, std::string given) override;
    void forget(std::uint64_t peer) override;

private:
    struct Job
    {
        std::uint64_t peer = 0;
        std::string secret;
        std::string given;
    };

    void run();

    std::function<void(std::uint64_t, bool)> m_done;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Job> m_jobs;
    bool m_isStopped = false;
    std::thread m_thread;
};

} // namespace gnat
