// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/qt/failovertale.h"

#include <algorithm>
#include <utility>

namespace gnat {

namespace {

constexpr qint64 awaitedForNs = 120'000'000'000; // who is not back by then is not awaited any more

QString whoIs(const ClientView &client)
{
    return client.name + u'\n' + client.library + u'\n' + client.user;
}

QString nameOf(const QString &who)
{
    return who.section(u'\n', 0, 0);
}

constexpr qint64 togetherNs = 1'000'000'000; // a node's end and those of its connections are reported within

} // namespace

void FailoverTale::clear()
{
    *this = {};
}

void FailoverTale::tell(BrokerStory story)
{
    story.number = ++m_last;
    m_stories.append(std::move(story));
    if (m_stories.size() > kept)
        m_stories.removeFirst();
}

void FailoverTale::add(const std::vector<BrokerEvent> &events)
{
    using Kind = BrokerEvent::Kind;
    for (const auto &event : events) {
        const auto node = QString::fromStdString(event.node);
        const auto simple = [&](BrokerStory::Kind kind) {
            BrokerStory story;
            story.atNs = event.time;
            story.kind = kind;
            story.node = node;
            tell(std::move(story));
        };
        switch (event.kind) {
        case Kind::Up:
            simple(BrokerStory::Kind::Up);
            break;
        case Kind::Paused:
            simple(BrokerStory::Kind::Paused);
            break;
        case Kind::Resumed:
            simple(BrokerStory::Kind::Resumed);
            break;
        case Kind::LameDuck:
            simple(BrokerStory::Kind::LameDuck);
            break;
        case Kind::ClientLeft:
            m_leaving[node].removeIf([&](qint64 atNs) { return event.time - atNs >= togetherNs; });
            m_leaving[node].append(event.time);
            break;
        case Kind::Down:
            nodeEnded(event);
            break;
        case Kind::ClientConnected:
        case Kind::RouteUp:
        case Kind::RouteDown:
            break; // the log has them
        }
    }
}

void FailoverTale::nodeEnded(const BrokerEvent &event)
{
    const auto node = QString::fromStdString(event.node);
    BrokerStory story;
    story.atNs = event.time;
    story.kind = event.text == "killed" ? BrokerStory::Kind::Killed : BrokerStory::Kind::Stopped;
    story.node = node;
    story.isFromHere = m_expected.remove(node);
    tell(story);
    const auto left = m_leaving.take(node);
    story.clients =
        static_cast<quint64>(std::ranges::count_if(left, [&](qint64 atNs) { return event.time - atNs < togetherNs; }));
    if (story.clients > 0) {
        story.kind = BrokerStory::Kind::ClientsLost;
        tell(story);
    }
    lose(node, event.time);
}

void FailoverTale::lose(const QString &node, qint64 atNs)
{
    for (auto known = m_known.begin(); known != m_known.end();) {
        if (known.key().first != node) {
            ++known;
            continue;
        }
        if (!nameOf(known.value()).isEmpty())
            m_lost.append({known.value(), node, atNs, true});
        known = m_known.erase(known);
    }
}

/// A lame duck's clients leave one by one, long before it ends.
void FailoverTale::loseFromLameDucks(const BrokerView &view)
{
    for (const auto &node : view.nodes) {
        if (node.state != NodeState::LameDuck)
            continue;
        for (auto known = m_known.begin(); known != m_known.end();) {
            const bool isThere = std::ranges::any_of(view.clients, [&](const ClientView &client) {
                return client.id == known.key().second && view.nodes.at(client.node).name == known.key().first;
            });
            if (known.key().first != node.name || isThere) {
                ++known;
                continue;
            }
            if (!nameOf(known.value()).isEmpty())
                m_lost.append({known.value(), node.name, m_lookedAtNs, false});
            known = m_known.erase(known);
        }
    }
}

void FailoverTale::look(BrokerView &view)
{
    loseFromLameDucks(view);
    QHash<ClientKey, QString> now;
    for (auto &client : view.clients) {
        const ClientKey key{view.nodes.at(client.node).name, client.id};
        now.insert(key, whoIs(client));
        if (!m_known.contains(key))
            welcomeBack(key, client);
        const auto moved = m_moved.constFind(key);
        if (moved == m_moved.constEnd() || view.atNs - moved->atNs > movedForNs)
            continue;
        for (int i = 0; i < view.nodes.size(); ++i) {
            if (view.nodes.at(i).name == moved->from)
                client.movedFrom = i;
        }
    }
    // A node that has ended may not have told yet: until then its clients are remembered.
    for (auto known = m_known.constBegin(); known != m_known.constEnd(); ++known) {
        const auto isIt = [&](const NodeView &node) {
            return node.name == known.key().first && !node.isUp();
        };
        if (std::ranges::any_of(view.nodes, isIt))
            now.insert(known.key(), known.value());
    }
    m_known = std::move(now);
    m_lookedAtNs = view.atNs;
    erase_if(m_moved, [&](const auto &entry) { return !m_known.contains(entry.key()); });
    m_lost.removeIf([&](const Lost &lost) { return view.atNs - lost.atNs > awaitedForNs; });
}

void FailoverTale::welcomeBack(const ClientKey &key, const ClientView &client)
{
    const auto who = whoIs(client);
    const auto lost =
        std::ranges::find_if(m_lost, [&](const Lost &one) { return one.who == who && client.startedNs >= one.atNs; });
    if (lost == m_lost.end())
        return;
    BrokerStory story;
    story.atNs = client.startedNs;
    story.kind = BrokerStory::Kind::ClientBack;
    story.node = key.first;
    story.client = client.name;
    story.afterNs = lost->isExact ? client.startedNs - lost->atNs : 0;
    tell(std::move(story));
    m_moved.insert(key, {lost->node, client.startedNs});
    m_lost.erase(lost);
}

} // namespace gnat
