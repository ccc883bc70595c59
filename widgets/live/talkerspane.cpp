// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/talkerspane.h"

#include "base/text.h"
#include "common/humantext.h"
#include "common/segmented.h"
#include "common/textlabel.h"
#include "items/keyedtablemodel.h"
#include "items/roles.h"
#include "live/talkerdelegate.h"
#include "theme/fonts.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QSortFilterProxyModel>
#include <QSpinBox>
#include <QTableView>

#include <algorithm>

namespace gnat {

namespace {
enum Column { Name, Messages, Bytes, Share, Total };
constexpr int filterRole = SortRole + 1000; // a row's own fact
constexpr int mostLevels = 16;
} // namespace

TalkersPane::TalkersPane(const SubjectTree &tree, std::function<QString(SourceId)> connectionName, QWidget *parent)
    : QWidget(parent), m_tree(tree), m_connectionName(std::move(connectionName))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildBar());
    buildTable();
    column->addWidget(m_table, 1);
    setFocusProxy(m_table);
}

QWidget *TalkersPane::buildBar()
{
    auto *bar = new QWidget(this);
    m_by = new Segmented({tr("Subjects"), tr("Tokens"), tr("Connections")}, tr("Top talkers by"), bar);
    m_by->setBarHeight(20);
    m_level = new QSpinBox(bar);
    m_level->setRange(1, mostLevels);
    m_level->setValue(2);
    m_level->setPrefix(tr("Level "));
    m_level->setFixedHeight(20);
    m_level->setFont(uiFont(px::caption));
    m_level->setAccessibleName(tr("Level of the tokens"));
    m_level->hide();
    m_remark = new TextLabel({}, TextRole::Caption, bar);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(12, 4, 12, 4);
    row->setSpacing(10);
    row->addWidget(m_by);
    row->addWidget(m_level);
    row->addWidget(m_remark, 1);
    connect(m_by, &Segmented::currentChanged, this, [this] {
        m_level->setVisible(by() == TopTalkers::By::Token);
        refresh();
    });
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
    m_proxy->setSourceModel(m_model);
    m_proxy->setSortRole(SortRole);
    m_table = new QTableView(this);
    m_table->setModel(m_proxy);
    m_table->setItemDelegate(new TalkerDelegate(Share, m_table));
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(Messages, Qt::DescendingOrder);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setAccessibleName(tr("Top talkers"));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setMinimumSectionSize(22);
    m_table->verticalHeader()->setDefaultSectionSize(22);
    auto *header = m_table->horizontalHeader();
    header->setSectionResizeMode(Name, QHeaderView::Stretch);
    header->resizeSection(Messages, 110);
    header->resizeSection(Bytes, 90);
    header->resizeSection(Share, 180);
    header->resizeSection(Total, 100);
    connect(m_table, &QTableView::activated, this, &TalkersPane::requestFilter);
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
        return u'@' + m_connectionName(row.source);
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
    const auto found = findTopTalkers(m_tree, by(), m_level->value(), mostRows);
    QList<TableRow> rows;
    for (const auto &row : found.rows) {
        const QString connection = row.source.isNone() ? tr("several connections") : m_connectionName(row.source);
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
    m_remark->setText(found.isPartial ? tr("Large branches stand for their subjects, as …>") : QString());
}

void TalkersPane::requestFilter(const QModelIndex &index)
{
    Q_EMIT filterRequested(index.data(filterRole).toString());
}

} // namespace gnat
