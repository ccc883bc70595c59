// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/demo/demotraffic.h"

#include "broker/demo/democompany.h"
#include "broker/demo/demodevices.h"
#include "core/clock.h"

#include <functional>
#include <queue>
#include <utility>

namespace gnat {

namespace {

using TimePoint = BrokerBus::TimePoint;
using Seconds = std::chrono::duration<double>;

/// After a pause of the machine, what would have been sent meanwhile is left out instead of sent in one burst.
constexpr Seconds longestBacklog{1.0};
constexpr std::chrono::milliseconds timeBetweenLooks{250}; // at the dial
constexpr std::size_t userWorkers = 3;
constexpr std::string_view inboxLetters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// What the demo does when the time has come.
enum class Kind { Telemetry, Log, Order, UserRequest, QuoteRequest, Answer };

struct Due
{
    TimePoint time;
    std::uint64_t order; ///< same time: first come, first served
    Kind kind;
    std::size_t index = 0; ///< of the device
    std::string reply;     ///< of an answer
    std::string payload;

    bool operator>(const Due &other) const { return time != other.time ? time > other.time : order > other.order; }
};

class DemoTraffic final : public BrokerGuest
{
public:
    DemoTraffic(const DemoOptions &options, std::shared_ptr<const DemoDial> dial);

    void enter(BrokerBus &bus) override;
    void wake(BrokerBus &bus, TimePoint now) override;
    void message(BrokerBus &bus, std::size_t subscription, const RoutedMessage &message) override;

private:
    void planAll(TimePoint from);
    void lookAtDial(TimePoint now);
    void plan(Kind kind, TimePoint from, std::size_t index = 0);
    void perform(BrokerBus &bus, Due &due);
    void request(BrokerBus &bus, const DemoMessage &message);
    double perSecond(Kind kind) const;

    DemoOptions m_options;
    std::shared_ptr<const DemoDial> m_dial;
    std::uint64_t m_turns = 0; ///< of the dial, as far as they were seen
    TimePoint m_nextLook{};
    DemoRandom m_random;   ///< what is sent unasked: nobody's requests disturb its order
    DemoRandom m_answerer; ///< how requests are answered
    DemoDevices m_devices;
    DemoCompany m_company;
    std::priority_queue<Due, std::vector<Due>, std::greater<>> m_due;
    std::string m_inbox;
    std::uint64_t m_planned = 0;
    std::uint64_t m_requests = 0;
    std::size_t m_firstSupplier = 0; ///< subscription of the first supplier; those before are user workers
    std::size_t m_inboxSubscription = 0;
};

DemoTraffic::DemoTraffic(const DemoOptions &options, std::shared_ptr<const DemoDial> dial)
    : m_options(options), m_dial(std::move(dial)), m_turns(m_dial ? m_dial->read().second : 0), m_random(options.seed),
      m_answerer(options.seed + 1), m_inbox("_INBOX." + m_random.text(inboxLetters, 22) + ".")
{
}

double DemoTraffic::perSecond(Kind kind) const
{
    switch (kind) {
    case Kind::Telemetry:
        return m_options.telemetryPerSecond / static_cast<double>(m_devices.count());
    case Kind::Log:
        return m_options.logsPerSecond;
    case Kind::Order:
        return m_options.ordersPerSecond;
    case Kind::UserRequest:
        return m_options.userRequestsPerSecond;
    case Kind::QuoteRequest:
        return m_options.quoteRequestsPerSecond;
    case Kind::Answer:
        break;
    }
    return 0;
}

void DemoTraffic::plan(Kind kind, TimePoint from, std::size_t index)
{
    const auto rate = perSecond(kind);
    if (rate <= 0)
        return;
    // Machines report at a beat with some jitter, people and services at random.
    const auto wait = Seconds((kind == Kind::Telemetry ? m_random.between(0.7, 1.3) : m_random.wait()) / rate);
    m_due.push({from + std::chrono::duration_cast<TimePoint::duration>(wait), m_planned++, kind, index, {}, {}});
}

void DemoTraffic::enter(BrokerBus &bus)
{
    for (std::size_t i = 0; i < userWorkers; ++i)
        m_firstSupplier = bus.subscribe("user.get", "workers") + 1;
    for (std::size_t i = 0; i < DemoCompany::suppliers; ++i)
        bus.subscribe("pricing.quote", {});
    m_inboxSubscription = bus.subscribe(m_inbox + "*", {});

    const auto now = std::chrono::steady_clock::now();
    planAll(now);
    lookAtDial(now);
    if (!m_due.empty())
        bus.wakeAt(m_due.top().time);
    if (m_dial)
        bus.wakeAt(m_nextLook);
}

void DemoTraffic::planAll(TimePoint from)
{
    for (std::size_t i = 0; i < m_devices.count(); ++i)
        plan(Kind::Telemetry, from, i);
    for (const auto kind : {Kind::Log, Kind::Order, Kind::UserRequest, Kind::QuoteRequest})
        plan(kind, from);
}

/// Other rates: what was planned at the old ones is planned anew; answers that are owed are still given.
void DemoTraffic::lookAtDial(TimePoint now)
{
    if (!m_dial || now < m_nextLook)
        return;
    m_nextLook = now + timeBetweenLooks;
    const auto [options, turns] = m_dial->read();
    if (turns == m_turns)
        return;
    m_turns = turns;
    m_options = options;
    std::vector<Due> answers;
    for (; !m_due.empty(); m_due.pop()) {
        if (m_due.top().kind == Kind::Answer)
            answers.push_back(m_due.top());
    }
    for (auto &answer : answers)
        m_due.push(std::move(answer));
    planAll(now);
}

void DemoTraffic::wake(BrokerBus &bus, TimePoint now)
{
    lookAtDial(now);
    while (!m_due.empty() && m_due.top().time <= now) {
        auto due = m_due.top();
        m_due.pop();
        if (due.kind != Kind::Answer)
            plan(due.kind, now - due.time > longestBacklog ? now : due.time, due.index);
        perform(bus, due);
    }
    if (!m_due.empty())
        bus.wakeAt(m_due.top().time);
    if (m_dial)
        bus.wakeAt(m_nextLook);
}

void DemoTraffic::perform(BrokerBus &bus, Due &due)
{
    const auto wallNs = wallNanoseconds();
    DemoMessage message;
    switch (due.kind) {
    case Kind::Telemetry:
        message = m_devices.reading(due.index, wallNs, m_random);
        break;
    case Kind::Log:
        message = m_company.logLine(wallNs, m_random);
        break;
    case Kind::Order:
        message = m_company.orderStep(wallNs, m_random);
        break;
    case Kind::UserRequest:
        request(bus, m_company.userRequest(m_random));
        return;
    case Kind::QuoteRequest:
        request(bus, m_company.quoteRequest(m_random));
        return;
    case Kind::Answer:
        message.subject = std::move(due.reply);
        message.payload = std::move(due.payload);
        break;
    }
    bus.publish(message.subject, {}, message.headers, message.payload);
}

void DemoTraffic::request(BrokerBus &bus, const DemoMessage &message)
{
    const auto reply = m_inbox + std::to_string(++m_requests);
    bus.publish(message.subject, reply, message.headers, message.payload);
}

void DemoTraffic::message(BrokerBus &bus, std::size_t subscription, const RoutedMessage &message)
{
    if (subscription == m_inboxSubscription || message.reply.empty())
        return;
    const auto later = [this](double low, double high) {
        const Seconds wait(m_answerer.between(low, high));
        return std::chrono::steady_clock::now() + std::chrono::duration_cast<TimePoint::duration>(wait);
    };
    Due answer{{}, m_planned++, Kind::Answer, 0, std::string(message.reply), {}};
    if (subscription < m_firstSupplier) {
        if (m_answerer.happens(0.02))
            return; // one request in 50 is never answered
        answer.payload = m_company.userAnswer(message.payload, m_answerer).payload;
        answer.time = later(0.001, 0.010);
    } else {
        answer.payload = m_company.quoteAnswer(message.payload, subscription - m_firstSupplier, m_answerer).payload;
        answer.time = later(0.003, 0.030);
    }
    bus.wakeAt(answer.time);
    m_due.push(std::move(answer));
}

} // namespace

std::unique_ptr<BrokerGuest> makeDemoTraffic(const DemoOptions &options, std::shared_ptr<const DemoDial> dial)
{
    return std::make_unique<DemoTraffic>(options, std::move(dial));
}

} // namespace gnat
