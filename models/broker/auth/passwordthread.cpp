// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/auth/passwordthread.h"

#include "broker/auth/secret.h"

#include <utility>

namespace gnat {

PasswordThread::PasswordThread(std::function<void(std::uint64_t, bool)> done) : m_done(std::move(done)) {}

PasswordThread::~PasswordThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopped = true;
    }
    m_changed.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

void PasswordThread::check(std::uint64_t peer, std::string secret, std::string given)
{
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back({peer, std::move(secret), std::move(given)});
    }
    m_changed.notify_one();
    if (!m_thread.joinable())
        m_thread = std::thread([this] { run(); });
}

void PasswordThread::forget(std::uint64_t peer)
{
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_jobs, [peer](const Job &job) { return job.peer == peer; });
}

void PasswordThread::run()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_isStopped || !m_jobs.empty(); });
        if (m_isStopped)
            return;
        const auto job = std::move(m_jobs.front());
        m_jobs.pop_front();
        lock.unlock();
        m_done(job.peer, matchesSecret(job.secret, job.given));
        lock.lock();
    }
}

} // namespace gnat
