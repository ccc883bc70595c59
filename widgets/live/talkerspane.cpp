// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/talkerspane.h"

#include "base/text.h"
#include "client/connectionset.h"
#include "common/elidedlabel.h"
#include "common/humantext.h"
#include "common/segmented.h"
#include "filter/filterfor.h"
#include "items/keyedtablemodel.h"
#include "items/roles.h"
#include "live/clienttalkers.h"
#include "live/livewords.h"
#include "live/talkerstable.h"
#include "theme/fonts.h"

#include <QCheckBox>
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
constexpr std::size_t mostVisited = 20'000; // nodes of the tree, at a time
constexpr int clientsChoice = 3;            // behind those of TopTalkers::By
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
    m_isBelow = new QCheckBox(bar);
    m_isBelow->setFont(uiFont(px::caption));
    m_isBelow->hide();
    m_remark = new ElidedLabel(TextRole::Caption, bar);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(12, 4, 12, 4);
    row->setSpacing(10);
    row->addWidget(m_by);
    row->addWidget(m_level);
    row->addWidget(m_isBelow);
    row->addWidget(m_remark, 1);
    connect(m_by, &Segmented::currentChanged, this, &TalkersPane::choose);
    connect(m_level, &QSpinBox::valueChanged, this, &TalkersPane::refresh);
    connect(m_isBelow, &QCheckBox::toggled, this, [this](bool isBelow) {
        m_level->setValue(isBelow ? 1 : 2); // the next tokens, or those that tell most of a whole bus
        refresh();
    });
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
    header->resizeSection(Messages, 128); // with the arrow
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
    showBranch();
    m_clients->setVisible(isByClient());
    m_table->setVisible(!isByClient());
    setFocusProxy(isByClient() ? static_cast<QWidget *>(m_clients) : m_table);
    refresh();
}

void TalkersPane::setBranch(SourceId source, const QByteArray &pattern)
{
    const auto node = pattern.isEmpty() ? SubjectTree::root : m_tree.findPattern(source, viewOf(pattern));
    if (node == SubjectTree::root || m_tree.childCount(node) == 0)
        return;
    m_branchSource = source;
    m_branch = pattern;
    showBranch();
    if (m_isBelow->isChecked())
        refresh();
}

void TalkersPane::showBranch()
{
    constexpr int longest = 28;
    const auto name = toText(viewOf(m_branch));
    const bool isLong = name.size() > longest;
    auto shown = isLong ? u'…' + name.right(longest - 1) : name;
    m_isBelow->setText(tr("Below %1").arg(shown.replace(u'&', QStringLiteral("&&"))));
    m_isBelow->setToolTip(
        tr("Only the branch %1, which is chosen in the subject tree; levels count from it").arg(name));
    m_isBelow->setVisible(!m_branch.isEmpty() && by() == TopTalkers::By::Token);
}

/// What is looked at: the root unless below a branch; none if that is not there any more.
std::optional<NodeIndex> TalkersPane::branch() const
{
    if (by() != TopTalkers::By::Token || !m_isBelow->isChecked())
        return SubjectTree::root;
    const auto node = m_tree.findPattern(m_branchSource, viewOf(m_branch));
    return node == SubjectTree::root ? std::nullopt : std::optional(node);
}

void TalkersPane::showRemark()
{
    if (isByClient())
        m_remark->setWhole(m_clients->remark());
    else
        m_remark->setWhole(m_isPartial ? tr("Large branches stand for their subjects, as …>") : QString());
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
        return filterForConnection(m_connections.shownName(row.source));
    case TopTalkers::By::Token: {
        const bool isBelow = m_isBelow->isChecked();
        const QString above = isBelow ? toText(viewOf(m_branch)) + u'.' : QString();
        const QString pattern = above + QStringLiteral("*.").repeated(m_level->value() - 1) + name;
        const QString below = pattern + QStringLiteral(".>");
        return m_level->value() == 1 && !isBelow ? filterForPattern(below) : filterForPatterns({pattern, below});
    }
    case TopTalkers::By::Subject:
        break;
    }
    return filterForPattern(toText(row.pattern));
}

void TalkersPane::refresh()
{
    if (!isVisible())
        return;
    if (isByClient()) {
        m_clients->refresh();
        return showRemark();
    }
    const auto from = branch();
    const auto found =
        from ? findTopTalkers(m_tree, by(), m_level->value(), mostRows, mostVisited, *from) : TopTalkers();
    QList<TableRow> rows;
    for (const auto &row : found.rows) {
        const QString connection =
            row.source.isNone() ? tr("several connections") : connectionName(m_connections, row.source);
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
