// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/talkerspane.h"

#include "base/text.h"
#include "client/connectionset.h"
#include "common/elidedlabel.h"
#include "common/humantext.h"
#include "common/segmented.h"
#include "items/keyedtablemodel.h"
#include "items/roles.h"
#include "live/clienttalkers.h"
#include "live/talkerstable.h"
#include "theme/fonts.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QSortFilterProxyModel>
#include <QSpinBox>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace gnat {

namespace {
enum Column { Name, Messages, Bytes, Share, Total };
constexpr int filterRole = SortRole + 1000; // a row's own fact
constexpr int mostLevels = 16;
constexpr int clientsChoice = 3; // behind those of TopTalkers::By
} // namespace

TalkersPane::TalkersPane(const SubjectTree &tree, const ConnectionSet &connections, QWidget *parent)
    : QWidget(parent), m_tree(tree), m_connections(connections)
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildBar());
    buildTable();
    m_clients = new ClientTalkers(connections, this);
    m_clients->hide();
    column->addWidget(m_table, 1);
    column->addWidget(m_clients, 1);
    setFocusProxy(m_table);
    connect(m_clients, &ClientTalkers::remarkChanged, this, &TalkersPane::showRemark);
}

QWidget *TalkersPane::buildBar()
{
    auto *bar = new QWidget(this);
    m_by = new Segmented({tr("Subjects"), tr("Tokens"), tr("Connections"), tr("Clients")}, tr("Top talkers by"), bar);
    m_by->setBarHeight(20);
    m_level = new QSpinBox(bar);
    m_level->setRange(1, mostLevels);
    m_level->setValue(2);
    m_level->setPrefix(tr("Level "));
    m_level->setFixedHeight(20);
    m_level->setFont(uiFont(px::caption));
    m_level->setAccessibleName(tr("Level of the tokens"));
    m_level->hide();
    m_remark = new ElidedLabel(TextRole::Caption, bar);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(12, 4, 12, 4);
    row->setSpacing(10);
    row->addWidget(m_by);
    row->addWidget(m_level);
    row->addWidget(m_remark, 1);
    connect(m_by, &Segmented::currentChanged, this, &TalkersPane::choose);
    connect(m_level, &QSpinBox::valueChanged, this, &TalkersPane::refresh);
    return bar;
}

void TalkersPane::buildTable()
{
    m_model = new KeyedTableModel({{tr("Name")},
                                   {tr("Messages/s"), true},
                                   {tr("Bytes/s"), true},
                                   {tr("Share of messages")},
                                   {tr("Messages"), true}},
                                  this);
    m_proxy = new QSortFilterProxyModel(this);
    m_table = makeTalkersTable(*m_model, *m_proxy, Share, tr("Top talkers"), this);
    auto *header = m_table->horizontalHeader();
    header->resizeSection(Messages, 110);
    header->resizeSection(Bytes, 90);
    header->resizeSection(Share, 180);
    header->resizeSection(Total, 100);
    connect(m_table, &QTableView::activated, this, &TalkersPane::requestFilter);
}

bool TalkersPane::isByClient() const
{
    return m_by->current() == clientsChoice;
}

void TalkersPane::choose()
{
    m_level->setVisible(by() == TopTalkers::By::Token);
    m_clients->setVisible(isByClient());
    m_table->setVisible(!isByClient());
    setFocusProxy(isByClient() ? static_cast<QWidget *>(m_clients) : m_table);
    refresh();
}

void TalkersPane::showRemark()
{
    if (isByClient())
        m_remark->setWhole(m_clients->remark());
    else
        m_remark->setWhole(m_isPartial ? tr("Large branches stand for their subjects, as …>") : QString());
}

QString TalkersPane::connectionName(SourceId source) const
{
    const auto *connection = m_connections.find(source);
    return connection ? connection->profile().name : tr("closed");
}

TopTalkers::By TalkersPane::by() const
{
    return static_cast<TopTalkers::By>(m_by->current());
}

QString TalkersPane::filterFor(const TopTalkers::Row &row) const
{
    const QString name = toText(row.name);
    switch (by()) {
    case TopTalkers::By::Connection:
        return u'@' + connectionName(row.source);
    case TopTalkers::By::Token: {
        const QString pattern = QStringLiteral("*.").repeated(m_level->value() - 1) + name;
        return m_level->value() == 1 && !name.contains(u'.') ? pattern + QStringLiteral(".>")
                                                             : QStringLiteral("%1 or %1.>").arg(pattern);
    }
    case TopTalkers::By::Subject:
        break;
    }
    const QString pattern = toText(row.pattern);
    return pattern.contains(u'.') ? pattern : QStringLiteral("subject:") + pattern;
}

void TalkersPane::refresh()
{
    if (!isVisible())
        return;
    if (isByClient()) {
        m_clients->refresh();
        return showRemark();
    }
    const auto found = findTopTalkers(m_tree, by(), m_level->value(), mostRows);
    QList<TableRow> rows;
    for (const auto &row : found.rows) {
        const QString connection = row.source.isNone() ? tr("several connections") : connectionName(row.source);
        const QString name = by() == TopTalkers::By::Connection ? connection : toText(row.name);
        const double share = found.messageRate > 0 ? std::min(row.messageRate / found.messageRate, 1.0) : 0;
        TableRow one;
        one.key = QString::number(row.source.number()) + u' ' + name;
        one.cells = {{name, name, tr("%1, %n subject(s)", nullptr, int(row.subjects)).arg(connection)},
                     {rateFigure(row.messageRate), row.messageRate},
                     {byteRateText(row.byteRate), row.byteRate},
                     {percentText(share), share},
                     {countFull(row.messages), qulonglong(row.messages)}};
        one.spoken = tr("%1, %2 messages a second").arg(name, rateFigure(row.messageRate));
        one.facts = {{filterRole, filterFor(row)}};
        rows.append(one);
    }
    std::ranges::sort(rows, {}, &TableRow::key); // the proxy sorts by what is shown
    m_model->setRows(rows);
    m_isPartial = found.isPartial;
    showRemark();
}

void TalkersPane::requestFilter(const QModelIndex &index)
{
    Q_EMIT filterRequested(index.data(filterRole).toString());
}

} // namespace gnat
