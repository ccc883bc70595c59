// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/clustertables.h"

#include "base/words.h"
#include "items/itemtext_p.h"
#include "items/roles.h"

#include <algorithm>

namespace gnat {

namespace {

constexpr quint64 muchPending = 64 * 1024; // a client that has so many bytes to read is behind

QString figure(double perSecond)
{
    auto text = rateCell(perSecond);
    text.chop(2); // the header has "/s"
    return text;
}

QString roundTripCell(qint64 ns)
{
    if (ns <= 0)
        return missingCell();
    const auto ms = static_cast<double>(ns) / 1e6;
    return Words::tr("%1 ms").arg(QString::number(ms, 'f', ms < 10 ? 2 : ms < 100 ? 1 : 0));
}

TableCell rate(double perSecond, quint64 total)
{
    return {figure(perSecond), perSecond, Words::tr("%1 messages so far").arg(countCell(total))};
}

TableCell since(qint64 ns, qint64 nowNs)
{
    if (ns == 0)
        return {missingCell(), ns};
    return {agoText(std::max<qint64>(0, nowNs - ns) / 1'000'000), -ns, exactTimeCell(ns)};
}

QString note(ClientNote kind)
{
    switch (kind) {
    case ClientNote::Ours:
        return Words::tr("this window");
    case ClientNote::Moved:
        return Words::tr("moved");
    case ClientNote::Behind:
        return Words::tr("slow");
    case ClientNote::None:
        break;
    }
    return {};
}

ClientNote noteKind(const ClientView &client)
{
    if (client.pendingBytes >= muchPending)
        return ClientNote::Behind;
    if (client.movedFrom >= 0)
        return ClientNote::Moved;
    return client.isOurs ? ClientNote::Ours : ClientNote::None;
}

QString nameOfNode(const BrokerView &view, int node)
{
    return node >= 0 && node < view.nodes.size() ? view.nodes.at(node).name : QString();
}

TableRow clientRow(const BrokerView &view, const ClientView &client)
{
    const auto node = nameOfNode(view, client.node);
    const auto name = clientName(client);
    const auto kind = noteKind(client);
    const auto who = Words::tr("connection %1 from %2").arg(client.id).arg(client.address);
    TableRow row;
    row.key = QStringLiteral("%1/%2").arg(client.node).arg(client.id);
    row.cells = {
        {name, name.toLower(), who},
        {node},
        {client.library.isEmpty() ? missingCell() : client.library},
        {countCell(client.subscriptions), client.subscriptions},
        rate(client.outPerSecond, client.outMessages),
        rate(client.inPerSecond, client.inMessages),
        {client.pendingBytes == 0 ? QStringLiteral("0") : bytesCell(client.pendingBytes), client.pendingBytes},
        {roundTripCell(client.roundTripNs), client.roundTripNs},
        since(client.startedNs, view.atNs),
        {note(kind),
         {},
         kind == ClientNote::Moved ? Words::tr("It was on %1").arg(nameOfNode(view, client.movedFrom)) : QString()}};
    row.spoken = Words::tr("%1 on %2, gets %3, sends %4")
                     .arg(name, node, rateCell(client.outPerSecond), rateCell(client.inPerSecond));
    row.facts = {{NodeRole, client.node},
                 {ClientRole, client.id},
                 {NoteRole, static_cast<int>(kind)},
                 {SearchRole, QStringList{name, node, client.library, client.address, client.user}.join(u'\n')}};
    return row;
}

} // namespace

QString clientName(const ClientView &client)
{
    return client.name.isEmpty() ? Words::tr("client %1").arg(client.id) : client.name;
}

QString nodeStateText(const NodeView &node, qint64 nowNs)
{
    switch (node.state) {
    case NodeState::Running:
        return Words::tr("up");
    case NodeState::LameDuck:
        return Words::tr("lame duck");
    case NodeState::Paused:
        return Words::tr("paused");
    case NodeState::Stopped:
        break;
    }
    if (node.sinceNs == 0)
        return Words::tr("down");
    const auto forMs = std::max<qint64>(0, nowNs - node.sinceNs) / 1'000'000;
    if (forMs < 1000)
        return node.wasKilled ? Words::tr("just killed") : Words::tr("just stopped");
    const auto ago = agoText(forMs);
    return node.wasKilled ? Words::tr("killed %1 ago").arg(ago) : Words::tr("stopped %1 ago").arg(ago);
}

KeyedTableModel *makeServerTable(QObject *parent)
{
    return new KeyedTableModel({{Words::tr("Server")},
                                {Words::tr("Address")},
                                {Words::tr("State")},
                                {Words::tr("Clients"), true},
                                {Words::tr("Subs"), true},
                                {Words::tr("In/s"), true},
                                {Words::tr("Out/s"), true},
                                {Words::tr("Since"), true}},
                               parent);
}

QList<TableRow> serverRows(const BrokerView &view)
{
    QList<TableRow> rows;
    for (int i = 0; i < view.nodes.size(); ++i) {
        const auto &node = view.nodes.at(i);
        const auto state = nodeStateText(node, view.atNs);
        TableRow row;
        row.key = QString::number(i);
        row.cells = {{node.name},
                     {QString(node.url).remove(QStringLiteral("nats://"))},
                     {state},
                     {countCell(node.clients), node.clients},
                     {countCell(node.subscriptions), node.subscriptions},
                     {figure(node.inPerSecond), node.inPerSecond},
                     {figure(node.outPerSecond), node.outPerSecond},
                     since(node.sinceNs, view.atNs)};
        row.spoken = Words::tr("%1, %2, %3 clients, %4")
                         .arg(node.name, state, countCell(node.clients), rateCell(node.inPerSecond));
        row.facts = {{NodeRole, i}, {NodeStateRole, static_cast<int>(node.state)}};
        rows.append(row);
    }
    return rows;
}

KeyedTableModel *makeClientTable(QObject *parent)
{
    return new KeyedTableModel({{Words::tr("Client")},
                                {Words::tr("Server")},
                                {Words::tr("Library")},
                                {Words::tr("Subs"), true},
                                {Words::tr("Out/s"), true},
                                {Words::tr("In/s"), true},
                                {Words::tr("Pending"), true},
                                {Words::tr("RTT"), true},
                                {Words::tr("Since"), true},
                                {QString()}},
                               parent);
}

QList<TableRow> clientRows(const BrokerView &view)
{
    QList<TableRow> rows;
    rows.reserve(view.clients.size());
    for (const auto &client : view.clients)
        rows.append(clientRow(view, client));
    return rows;
}

KeyedTableModel *makeRouteTable(QObject *parent)
{
    return new KeyedTableModel({{Words::tr("From")},
                                {Words::tr("To")},
                                {Words::tr("In/s"), true},
                                {Words::tr("Out/s"), true},
                                {Words::tr("Pending"), true},
                                {Words::tr("RTT"), true},
                                {Words::tr("Subs"), true},
                                {Words::tr("Since"), true}},
                               parent);
}

QList<TableRow> routeRows(const BrokerView &view)
{
    QList<TableRow> rows;
    for (const auto &route : view.routes) {
        const auto from = nameOfNode(view, route.from);
        TableRow row;
        row.key = from + u'/' + route.to;
        row.cells = {
            {from},
            {route.to},
            {figure(route.inPerSecond), route.inPerSecond},
            {figure(route.outPerSecond), route.outPerSecond},
            {route.pendingBytes == 0 ? QStringLiteral("0") : bytesCell(route.pendingBytes), route.pendingBytes},
            {roundTripCell(route.roundTripNs), route.roundTripNs},
            {countCell(route.subscriptions), route.subscriptions},
            since(route.startedNs, view.atNs)};
        row.spoken = Words::tr("route from %1 to %2, %3 out, %4 in")
                         .arg(from, route.to, rateCell(route.outPerSecond), rateCell(route.inPerSecond));
        row.facts = {{NodeRole, route.from}};
        rows.append(row);
    }
    return rows;
}

KeyedTableModel *makeSubscriptionTable(QObject *parent)
{
    return new KeyedTableModel({{Words::tr("Subject")}, {Words::tr("Queue")}, {Words::tr("Messages"), true}}, parent);
}

QList<TableRow> subscriptionRows(const QList<SubscriptionView> &subscriptions)
{
    QList<TableRow> rows;
    for (int i = 0; i < subscriptions.size(); ++i) {
        const auto &one = subscriptions.at(i);
        TableRow row;
        row.key = QStringLiteral("%1 %2 %3").arg(i).arg(one.subject, one.queue);
        row.cells = {{one.subject}, {one.queue}, {countCell(one.messages), one.messages}};
        row.spoken = Words::tr("%1, %2 messages").arg(one.subject, countCell(one.messages));
        rows.append(row);
    }
    return rows;
}

QString storyText(const BrokerStory &story)
{
    using Kind = BrokerStory::Kind;
    switch (story.kind) {
    case Kind::Up:
        return Words::tr("%1 is up").arg(story.node);
    case Kind::Killed:
        return story.isFromHere ? Words::tr("%1 was killed from this window").arg(story.node)
                                : Words::tr("%1 was killed").arg(story.node);
    case Kind::Stopped:
        return story.isFromHere ? Words::tr("%1 was stopped from this window").arg(story.node)
                                : Words::tr("%1 has ended").arg(story.node);
    case Kind::LameDuck:
        return Words::tr("%1 sends its clients away").arg(story.node);
    case Kind::Paused:
        return Words::tr("%1 is paused").arg(story.node);
    case Kind::Resumed:
        return Words::tr("%1 goes on").arg(story.node);
    case Kind::ClientsLost:
        return Words::tr("%n client(s) lost their connection", nullptr, static_cast<int>(story.clients));
    case Kind::ClientBack:
        break;
    }
    if (story.afterNs <= 0)
        return Words::tr("%1 is now on %2").arg(story.client, story.node);
    return Words::tr("%1 back on %2 after %3 ms")
        .arg(story.client, story.node)
        .arg(std::max<qint64>(1, story.afterNs / 1'000'000));
}

KeyedTableModel *makeStoryTable(QObject *parent)
{
    return new KeyedTableModel({{Words::tr("Time")}, {Words::tr("Event")}}, parent);
}

QList<TableRow> storyRows(const QList<BrokerStory> &stories)
{
    QList<TableRow> rows;
    for (const auto &story : stories) {
        const auto text = storyText(story);
        rows.append({QString::number(story.number),
                     {{timeCell(story.atNs), story.atNs, exactTimeCell(story.atNs)}, {text, {}, text}},
                     text,
                     {{StoryRole, static_cast<int>(story.kind)}}});
    }
    return rows;
}

KeyedTableModel *makeLogTable(QObject *parent)
{
    return new KeyedTableModel({{Words::tr("Time")}, {Words::tr("Server")}, {Words::tr("What")}}, parent);
}

QList<TableRow> logRows(const QList<BrokerLogLine> &lines)
{
    QList<TableRow> rows;
    for (const auto &line : lines)
        rows.append(
            {QString::number(line.number),
             {{timeCell(line.atNs), line.atNs, exactTimeCell(line.atNs)}, {line.node}, {line.text, {}, line.text}},
             line.node + u' ' + line.text,
             {{IsProblemRole, line.isProblem}}});
    return rows;
}

} // namespace gnat
