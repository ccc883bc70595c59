// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/clienttalkers.h"

#include "client/connectionset.h"
#include "common/humantext.h"
#include "common/textlabel.h"
#include "items/keyedtablemodel.h"
#include "items/roles.h"
#include "live/talkerstable.h"

#include <QEvent>
#include <QHeaderView>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace gnat {

namespace {

constexpr int narrowestName = 220;
enum Column { Name, PublishRate, PublishByteRate, Share, Published, ReceiveRate, ReceiveByteRate };

QString nameOf(const ClientFigures &client)
{
    const auto who = clientText(client);
    return client.isOwn ? ClientTalkers::tr("%1 (this program)").arg(who) : who;
}

QString tipOf(const ClientFigures &client)
{
    QStringList lines{nameOf(client)};
    if (!client.address.isEmpty())
        lines << ClientTalkers::tr("From %1").arg(client.address);
    if (!client.user.isEmpty())
        lines << ClientTalkers::tr("User %1").arg(client.user);
    lines << ClientTalkers::tr("Published %1 messages, %2, since it connected")
                 .arg(countFull(client.published), bytesText(client.publishedBytes));
    lines << ClientTalkers::tr("Received %1 messages, %2")
                 .arg(countFull(client.received), bytesText(client.receivedBytes));
    lines << ClientTalkers::tr("%n subscription(s)", nullptr, static_cast<int>(client.subscriptions));
    return lines.join(u'\n');
}

/// A figure, or a dash that is sorted below all of them.
template <typename Text>
TableCell rateCell(double rate, const Text &text)
{
    return rate < 0 ? TableCell{missingText(), -1.0} : TableCell{text(rate), rate};
}

TableRow rowOf(const ClientTalker &client, double allRates)
{
    using By = TopClients::By;
    const auto &figures = client.figures;
    const auto name = nameOf(figures);
    const auto rate = clientFigure(client, By::PublishRate);
    const double share = rate > 0 && allRates > 0 ? std::min(rate / allRates, 1.0) : 0;
    TableRow row;
    row.key = figures.serverId + u' ' + QString::number(figures.number);
    row.cells = {{name, name, tipOf(figures)},
                 rateCell(rate, rateFigure),
                 rateCell(clientFigure(client, By::PublishByteRate), byteRateText),
                 {rate < 0 ? missingText() : percentText(share), share},
                 {countFull(figures.published), qulonglong(figures.published)},
                 rateCell(clientFigure(client, By::ReceiveRate), rateFigure),
                 rateCell(clientFigure(client, By::ReceiveByteRate), byteRateText)};
    row.spoken = rate < 0 ? ClientTalkers::tr("%1, not yet known how much it publishes").arg(name)
                          : ClientTalkers::tr("%1 publishes %2 messages a second").arg(name, rateFigure(rate));
    return row;
}

/// Whom the rows are of, and who counted.
QString remarkOf(const TopClients &top, const QHash<QString, qint64> &servers, qint64 intervalNs)
{
    constexpr qint64 usualNs = 4'000'000'000;
    if (top.clients == 0)
        return {};
    qint64 beyond = 0;
    for (const auto clients : servers)
        beyond += std::max<qint64>(clients - AccountClients::mostClients, 0);
    const auto all = countFull(quint64(top.clients));
    QStringList parts{
        ClientTalkers::tr("Counted by the servers in the whole account, also what is not subscribed to here")};
    if (beyond > 0)
        parts << ClientTalkers::tr("%1 of %2 clients; the newest %3 were not asked for")
                     .arg(QString::number(top.rows.size()), all, countFull(quint64(beyond)));
    else if (top.rows.size() < top.clients)
        parts << ClientTalkers::tr("%1 of %2 clients").arg(QString::number(top.rows.size()), all);
    if (intervalNs > usualNs)
        parts << ClientTalkers::tr("mean of %1").arg(agoText(intervalNs / 1'000'000));
    return parts.join(QStringLiteral(" · "));
}

} // namespace

ClientTalkers::ClientTalkers(const ConnectionSet &connections, QWidget *parent)
    : QWidget(parent), m_connections(connections)
{
    m_words = new TextLabel({}, TextRole::Caption, this);
    m_words->setWordWrap(true);
    m_words->setContentsMargins(12, 4, 12, 6);
    m_words->hide();
    buildTable();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_words);
    column->addWidget(m_table, 1);
    setFocusProxy(m_table);
    connect(&connections, &ConnectionSet::aboutToRemove, this, [this](const Connection *connection) {
        m_asked.erase(connection->id().number());
        showAnswers();
    });
}

ClientTalkers::~ClientTalkers() = default;

void ClientTalkers::buildTable()
{
    m_model = new KeyedTableModel({{tr("Client")},
                                   {tr("Published/s"), true},
                                   {tr("Published B/s"), true},
                                   {tr("Share of messages")},
                                   {tr("Published"), true},
                                   {tr("Received/s"), true},
                                   {tr("Received B/s"), true}},
                                  this);
    m_proxy = new QSortFilterProxyModel(this);
    m_table = makeTalkersTable(*m_model, *m_proxy, Share, tr("Top talkers by client"), this);
    auto *header = m_table->horizontalHeader();
    header->setSectionResizeMode(Name, QHeaderView::Interactive); // here it is fit() that stretches it
    header->resizeSection(PublishRate, 124);                      // with the arrow
    for (const int column : {PublishByteRate, Published, ReceiveRate, ReceiveByteRate})
        header->resizeSection(column, 94);
    header->resizeSection(Share, 130);
    m_table->viewport()->installEventFilter(this);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &ClientTalkers::showAnswers);
}

/// The name takes what the figures leave, and no less than it needs: then the table scrolls sideways.
void ClientTalkers::fit()
{
    auto *header = m_table->horizontalHeader();
    const int figures = header->length() - header->sectionSize(Name);
    header->resizeSection(Name, std::max(m_table->viewport()->width() - figures, narrowestName));
}

bool ClientTalkers::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        fit();
    return QWidget::eventFilter(watched, event);
}

TopClients::By ClientTalkers::by() const
{
    switch (m_table->horizontalHeader()->sortIndicatorSection()) {
    case Name:
        return TopClients::By::Name;
    case PublishByteRate:
        return TopClients::By::PublishByteRate;
    case Published:
        return TopClients::By::Published;
    case ReceiveRate:
        return TopClients::By::ReceiveRate;
    case ReceiveByteRate:
        return TopClients::By::ReceiveByteRate;
    default: // the share goes by it, too
        return TopClients::By::PublishRate;
    }
}

void ClientTalkers::ask(Connection &connection)
{
    auto &asked = m_asked[connection.id().number()];
    if (!asked) {
        asked = std::make_unique<AccountClients>(connection);
        connect(asked.get(), &AccountClients::changed, this, &ClientTalkers::showAnswers);
    }
    asked->refresh();
}

void ClientTalkers::refresh()
{
    if (!isVisible())
        return;
    for (const auto &connection : m_connections.all())
        ask(*connection);
    showWords();
}

void ClientTalkers::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_asked.clear();
    m_model->setRows({});
    m_remark.clear(); // the owner sees it when it shows this again; it may be going away
}

void ClientTalkers::showAnswers()
{
    QList<ClientTalker> all;
    qint64 intervalNs = 0;
    QHash<QString, qint64> servers; // those that two connections know are the same
    for (const auto &[source, asked] : m_asked) {
        all += asked->clients();
        servers.insert(asked->servers());
        intervalNs = std::max(intervalNs, asked->intervalNs());
    }
    const bool isDescending = m_table->horizontalHeader()->sortIndicatorOrder() == Qt::DescendingOrder;
    const auto top = topClients(all, by(), isDescending, mostRows);
    QList<TableRow> rows;
    for (const auto &client : top.rows)
        rows.append(rowOf(client, top.publishRate));
    std::ranges::sort(rows, {}, &TableRow::key); // the proxy sorts by what is shown
    m_model->setRows(rows);
    m_remark = remarkOf(top, servers, intervalNs);
    Q_EMIT remarkChanged();
    showWords();
}

void ClientTalkers::showWords()
{
    QStringList lines;
    for (const auto &[source, asked] : m_asked) {
        const auto &name = asked->connection().profile().name;
        if (asked->connection().state() != ConnectionState::Connected)
            lines << tr("Who publishes on %1 is not known while it is not connected.").arg(name);
        else if (!asked->problem().isEmpty())
            lines << tr("Who publishes on %1 is not known. %2").arg(name, asked->problem());
        else if (!asked->hasAnswer())
            lines << tr("Asking the servers of %1 who publishes…").arg(name);
    }
    if (m_connections.all().empty())
        lines << tr("Connect to a server to see which clients publish.");
    m_words->setText(lines.join(u'\n'));
    m_words->setVisible(!lines.isEmpty());
}

} // namespace gnat
