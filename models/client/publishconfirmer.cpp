// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/publishconfirmer_p.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <optional>
#include <thread>

namespace gnat {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t mostUnderWay = 1024 * 1024;       // bytes, before the server's answer is waited for
constexpr std::size_t askFrom = mostUnderWay / 2;       // so that the answer is there when it is needed
constexpr std::chrono::milliseconds firstPatience(250); // for one answer; longer each time that it does not come
constexpr std::chrono::milliseconds mostPatience(4000);
constexpr std::chrono::seconds takenWithin(30);
constexpr std::chrono::seconds cancelledWithin(1);

/// One unbroken connection to one server: a new one each time that the library connects again.
struct Life
{
    NatsConnection connection;
    std::uint64_t reconnects = 0;

    friend bool operator==(const Life &, const Life &) = default;
};

Life lifeOf(const NatsConnection &connection)
{
    Life life{connection};
    natsStatistics *figures = nullptr;
    if (connection && natsStatistics_Create(&figures) == NATS_OK &&
        natsConnection_GetStats(connection.get(), figures) == NATS_OK)
        natsStatistics_GetCounts(figures, nullptr, nullptr, nullptr, nullptr, &life.reconnects);
    natsStatistics_Destroy(figures);
    return life;
}

bool isUp(const NatsConnection &connection)
{
    return connection && natsConnection_Status(connection.get()) == NATS_CONN_STATUS_CONNECTED;
}

struct Answer
{
    enum class Kind { Taken, NotYet, Lost } kind = Kind::Lost;
    Life life = {}; ///< in which it was taken
};

/// What was sent before is taken if the answer comes; in the same life, or nobody knows.
Answer askServer(const NatsConnection &connection, std::chrono::milliseconds patience)
{
    if (!isUp(connection))
        return {};
    auto life = lifeOf(connection);
    const auto status = natsConnection_FlushTimeout(connection.get(), patience.count());
    if (status == NATS_OK && lifeOf(connection) == life)
        return {Answer::Kind::Taken, std::move(life)};
    return {status == NATS_TIMEOUT && isUp(connection) ? Answer::Kind::NotYet : Answer::Kind::Lost};
}

} // namespace

struct PublishConfirmer::State
{
    void run();
    void take(const Answer &answer, std::uint64_t messages, std::uint64_t bytes);
    void loseAll();
    template <typename Done>
    Outcome waitFor(std::unique_lock<std::mutex> &lock, Done isDone);

    std::shared_ptr<NatsLink> link;
    mutable std::mutex mutex; // guards all below
    std::condition_variable changed;
    Life life; ///< in which the first of what is under way was sent
    std::uint64_t sent = 0;
    std::uint64_t sentBytes = 0;
    std::uint64_t settled = 0; ///< of those sent: confirmed or uncertain
    std::uint64_t settledBytes = 0;
    std::uint64_t uncertain = 0;
    std::optional<Clock::time_point> cancelledAt;
    bool isAsked = false;
    bool isLost = false;
    bool isStopping = false;
};

void PublishConfirmer::State::run()
{
    auto patience = firstPatience;
    std::unique_lock lock(mutex);
    while (true) {
        changed.wait(lock, [this] { return isStopping || (isAsked && sent > settled); });
        if (isStopping)
            return;
        isAsked = false;
        const auto messages = sent;
        const auto bytes = sentBytes;
        lock.unlock();
        const auto answer = askServer(link->get(), patience);
        lock.lock();
        take(answer, messages, bytes);
        const bool isLate = answer.kind == Answer::Kind::NotYet;
        patience = isLate ? std::min(2 * patience, mostPatience) : patience;
        isAsked = isAsked || isLate;
        changed.notify_all();
    }
}

void PublishConfirmer::State::take(const Answer &answer, std::uint64_t messages, std::uint64_t bytes)
{
    if (answer.kind == Answer::Kind::NotYet || settled >= messages) // or it was lost meanwhile
        return;
    if (answer.kind == Answer::Kind::Taken && answer.life == life) {
        settled = messages;
        settledBytes = bytes;
        return;
    }
    isLost = answer.kind == Answer::Kind::Lost;
    loseAll();
}

void PublishConfirmer::State::loseAll()
{
    uncertain += sent - settled;
    settled = sent;
    settledBytes = sentBytes;
}

template <typename Done>
PublishConfirmer::Outcome PublishConfirmer::State::waitFor(std::unique_lock<std::mutex> &lock, Done isDone)
{
    const auto until = Clock::now() + takenWithin;
    while (!isDone()) {
        isAsked = true;
        changed.notify_all();
        const auto end = cancelledAt ? std::min(until, *cancelledAt + cancelledWithin) : until;
        if (Clock::now() >= end)
            return cancelledAt ? Outcome::Cancelled : Outcome::TimedOut;
        changed.wait_until(lock, end);
    }
    return std::exchange(isLost, false) ? Outcome::Lost : Outcome::Taken;
}

PublishConfirmer::PublishConfirmer(std::shared_ptr<NatsLink> link) : m_state(std::make_shared<State>())
{
    m_state->link = std::move(link);
}

PublishConfirmer::~PublishConfirmer()
{
    const std::scoped_lock lock(m_state->mutex);
    m_state->isStopping = true;
    m_state->changed.notify_all();
}

PublishConfirmer::Outcome PublishConfirmer::waitForRoom()
{
    auto &state = *m_state;
    std::unique_lock lock(state.mutex);
    const auto underWay = [&state] {
        return state.sentBytes - state.settledBytes;
    };
    if (underWay() < askFrom)
        return Outcome::Taken;
    if (underWay() >= mostUnderWay)
        return state.waitFor(lock, [&] { return underWay() < mostUnderWay; });
    if (!std::exchange(state.isAsked, true))
        state.changed.notify_all();
    return Outcome::Taken;
}

void PublishConfirmer::begin(const NatsConnection &connection)
{
    if (!std::exchange(m_isRunning, true)) // left to end by itself: an answer of the server may be long in coming
        std::thread([state = m_state] { state->run(); }).detach();
    const std::scoped_lock lock(m_state->mutex);
    m_state->isLost = false;
    if (m_state->sent == m_state->settled)
        m_state->life = lifeOf(connection);
}

void PublishConfirmer::add(std::size_t bytes)
{
    const std::scoped_lock lock(m_state->mutex);
    ++m_state->sent;
    m_state->sentBytes += bytes;
}

void PublishConfirmer::ask()
{
    const std::scoped_lock lock(m_state->mutex);
    m_state->isAsked = true;
    m_state->changed.notify_all();
}

PublishConfirmer::Outcome PublishConfirmer::waitUntilTaken()
{
    auto &state = *m_state;
    std::unique_lock lock(state.mutex);
    return state.waitFor(lock, [&state, messages = state.sent] { return state.settled >= messages; });
}

void PublishConfirmer::cancel()
{
    const std::scoped_lock lock(m_state->mutex);
    if (!m_state->cancelledAt)
        m_state->cancelledAt = Clock::now();
    m_state->changed.notify_all();
}

void PublishConfirmer::lose()
{
    const std::scoped_lock lock(m_state->mutex);
    m_state->loseAll();
    m_state->isLost = false;
    m_state->changed.notify_all();
}

bool PublishConfirmer::takeLoss()
{
    const std::scoped_lock lock(m_state->mutex);
    return std::exchange(m_state->isLost, false);
}

std::uint64_t PublishConfirmer::unconfirmed() const
{
    const std::scoped_lock lock(m_state->mutex);
    return m_state->sent - m_state->settled;
}

std::uint64_t PublishConfirmer::uncertain() const
{
    const std::scoped_lock lock(m_state->mutex);
    return m_state->uncertain;
}

} // namespace gnat
