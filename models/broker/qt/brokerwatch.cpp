// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/qt/brokerwatch.h"

#include "base/text.h"
#include "broker/qt/brokercontroller.h"
#include "broker/qt/brokerlook_p.h"
#include "broker/qt/failovertale.h"
#include "core/clock.h"

#include <QMetaObject>

#include <algorithm>
#include <mutex>
#include <utility>

namespace gnat {

namespace {

/// Where nodes leave their snapshots. They may do so after the watch is gone; then nobody takes them.
struct Mailbox
{
    std::mutex mutex;
    QObject *owner = nullptr;

    /// `work` is done on the owner's thread, if there is still one.
    template <typename Work>
    void post(Work work)
    {
        const std::scoped_lock lock(mutex);
        if (owner)
            QMetaObject::invokeMethod(owner, std::move(work), Qt::QueuedConnection);
    }
};

InspectQuery wholeQuery()
{
    InspectQuery query;
    query.connections.emplace();
    query.routes = ConnectionQuery::Subscriptions::None;
    return query;
}

bool isProblem(BrokerEvent::Kind kind)
{
    using Kind = BrokerEvent::Kind;
    return kind == Kind::Down || kind == Kind::RouteDown || kind == Kind::Paused || kind == Kind::LameDuck;
}

} // namespace

struct BrokerWatch::Private
{
    explicit Private(BrokerController &broker) : controller(broker) {}

    void readEvents(BrokerWatch *watch);
    void readStates();
    bool isAwaiting() const;
    void ask(std::size_t index, BrokerWatch *watch);
    void askClient(BrokerWatch *watch);
    void publish(BrokerWatch *watch);

    BrokerController &controller;
    QTimer timer;
    std::shared_ptr<Mailbox> mailbox = std::make_shared<Mailbox>();
    std::vector<NodeLook> looks;
    QList<QList<RatePoint>> rates;
    QList<BrokerLogLine> log;
    FailoverTale tale;
    BrokerView view;
    QList<SubscriptionView> subscriptions;
    int clientNode = -1;
    quint64 client = 0;
    quint64 lastEvent = 0;
    quint64 generation = 0; ///< of the cluster: late snapshots of an earlier one are not taken
    quint64 lastLine = 0;
    bool isWatching = false;
};

BrokerWatch::BrokerWatch(BrokerController &controller, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(controller))
{
    d->mailbox->owner = this;
    d->timer.setInterval(intervalMs);
    connect(&d->timer, &QTimer::timeout, this, &BrokerWatch::tick);
    connect(&controller, &BrokerController::started, this, &BrokerWatch::begin);
    connect(&controller, &BrokerController::stopped, this, &BrokerWatch::end);
    connect(&controller, &BrokerController::eventsAdded, this, &BrokerWatch::hear);
    if (controller.cluster())
        begin();
}

BrokerWatch::~BrokerWatch()
{
    const std::scoped_lock lock(d->mailbox->mutex);
    d->mailbox->owner = nullptr;
}

void BrokerWatch::setWatching(bool isWatching)
{
    if (d->isWatching == isWatching)
        return;
    d->isWatching = isWatching;
    if (isWatching)
        tick();
}

void BrokerWatch::setWatchedClient(int node, quint64 client)
{
    if (d->clientNode == node && d->client == client)
        return;
    d->clientNode = node;
    d->client = client;
    d->subscriptions.clear();
    Q_EMIT subscriptionsChanged();
    d->askClient(this);
}

const BrokerView &BrokerWatch::view() const
{
    return d->view;
}

const QList<SubscriptionView> &BrokerWatch::subscriptions() const
{
    return d->subscriptions;
}

const QList<BrokerWatch::RatePoint> &BrokerWatch::rates(int node) const
{
    static const QList<RatePoint> none;
    return node >= 0 && node < d->rates.size() ? d->rates.at(node) : none;
}

const QList<BrokerLogLine> &BrokerWatch::log() const
{
    return d->log;
}

const QList<BrokerStory> &BrokerWatch::stories() const
{
    return d->tale.stories();
}

void BrokerWatch::expectEnd(int node)
{
    if (node >= 0 && node < d->view.nodes.size())
        d->tale.expectEnd(d->view.nodes.at(node).name);
}

/// A cluster has been started, or one of its nodes after all had ended.
void BrokerWatch::begin()
{
    if (!d->view.hasNodes) {
        ++d->generation;
        d->lastEvent = 0;
        d->tale.clear();
        d->rates.clear();
        d->looks.clear();
        Q_EMIT storiesChanged();
    }
    d->timer.start();
    hear();
    tick();
}

/// All nodes have ended; with BrokerController::stop() the cluster is gone, too.
void BrokerWatch::end()
{
    if (d->controller.cluster()) {
        hear();
        return;
    }
    d->timer.stop();
    d->looks.clear();
    d->view = {};
    d->subscriptions.clear();
    Q_EMIT viewChanged();
    Q_EMIT subscriptionsChanged();
}

void BrokerWatch::hear()
{
    if (!d->controller.cluster())
        return;
    d->readStates(); // a node may have started without having told yet
    d->readEvents(this);
    d->publish(this);
}

void BrokerWatch::tick()
{
    auto *cluster = d->controller.cluster();
    if (!cluster)
        return;
    d->readStates();
    const bool isLate = d->isAwaiting(); // some node takes its time: the others are shown meanwhile
    const auto now = monotonicNanoseconds();
    const auto wall = wallNanoseconds();
    for (std::size_t i = 0; i < d->looks.size(); ++i) {
        auto &look = d->looks[i];
        // a node that has ended still tells what it counted
        look.measure(look.state == BrokerCluster::State::Stopped ? BrokerStats() : cluster->stats(i), now);
        auto &rates = d->rates[static_cast<qsizetype>(i)];
        rates.append({wall, look.inPerSecond});
        if (rates.size() > keptRates)
            rates.removeFirst();
        d->ask(i, this);
    }
    d->askClient(this);
    if (isLate || !d->isAwaiting())
        d->publish(this);
}

bool BrokerWatch::Private::isAwaiting() const
{
    return std::ranges::any_of(looks, &NodeLook::isAsked);
}

/// What nodes have reported since the last time, for the log and the story of a failover.
void BrokerWatch::Private::readEvents(BrokerWatch *watch)
{
    const auto events = controller.cluster()->events().since(lastEvent);
    if (events.empty())
        return;
    lastEvent = events.back().number;
    for (const auto &event : events) {
        const auto node = QString::fromStdString(event.node);
        log.append({++lastLine, event.time, node, QString::fromStdString(event.text), isProblem(event.kind)});
        for (std::size_t i = 0; i < looks.size(); ++i) {
            if (controller.cluster()->name(i) != event.node)
                continue;
            if (event.kind == BrokerEvent::Kind::Down)
                looks[i].wasKilled = event.text == "killed";
            if (event.kind < BrokerEvent::Kind::RouteUp)
                looks[i].sinceNs = event.time;
        }
    }
    if (log.size() > keptLines)
        log.remove(0, log.size() - keptLines);
    const auto told = tale.lastNumber();
    tale.add(events);
    Q_EMIT watch->logChanged();
    if (tale.lastNumber() != told)
        Q_EMIT watch->storiesChanged();
}

void BrokerWatch::Private::readStates()
{
    const auto *cluster = controller.cluster();
    looks.resize(cluster->size());
    rates.resize(static_cast<qsizetype>(cluster->size()));
    for (std::size_t i = 0; i < looks.size(); ++i) {
        looks[i].state = cluster->state(i);
        if (looks[i].state == BrokerCluster::State::Stopped)
            looks[i].forget();
    }
}

void BrokerWatch::Private::ask(std::size_t index, BrokerWatch *watch)
{
    auto &look = looks[index];
    const bool canAnswer = look.state == BrokerCluster::State::Running || look.state == BrokerCluster::State::LameDuck;
    if (!isWatching || look.isAsked || !canAnswer)
        return;
    const auto asked = controller.cluster()->node(index).inspect(
        wholeQuery(), [box = mailbox, watch, index, asking = generation](BrokerSnapshot snapshot) {
            box->post([watch, index, asking, snapshot = std::move(snapshot)]() mutable {
                auto &d = *watch->d;
                if (asking != d.generation || index >= d.looks.size() || !d.looks[index].isAsked)
                    return;
                d.looks[index].take(std::move(snapshot));
                if (!d.isAwaiting())
                    d.publish(watch);
            });
        });
    look.isAsked = asked.isOk();
}

/// Subscriptions are many: only one client's are ever asked for.
void BrokerWatch::Private::askClient(BrokerWatch *watch)
{
    auto *cluster = controller.cluster();
    if (!isWatching || !cluster || clientNode < 0 || static_cast<std::size_t>(clientNode) >= cluster->size())
        return;
    const auto index = static_cast<std::size_t>(clientNode);
    if (cluster->state(index) == BrokerCluster::State::Stopped || cluster->state(index) == BrokerCluster::State::Paused)
        return;
    InspectQuery query;
    query.connections.emplace();
    query.connections->cid = client;
    query.connections->subscriptions = ConnectionQuery::Subscriptions::Detail;
    const auto ignored = cluster->node(index).inspect(
        std::move(query), [box = mailbox, watch, node = clientNode, cid = client](const BrokerSnapshot &snapshot) {
            box->post([watch, node, cid, views = makeSubscriptionViews(snapshot)] {
                auto &d = *watch->d;
                if (node != d.clientNode || cid != d.client)
                    return;
                d.subscriptions = views;
                Q_EMIT watch->subscriptionsChanged();
            });
        });
    Q_UNUSED(ignored)
}

void BrokerWatch::Private::publish(BrokerWatch *watch)
{
    auto *cluster = controller.cluster();
    if (!cluster || looks.size() != cluster->size())
        return;
    view = makeBrokerView(*cluster, looks);
    const auto told = tale.lastNumber();
    if (isWatching)
        tale.look(view);
    Q_EMIT watch->viewChanged();
    if (tale.lastNumber() != told)
        Q_EMIT watch->storiesChanged();
}

} // namespace gnat
