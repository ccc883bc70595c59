// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/historypane.h"

#include "bench/historydelegate.h"
#include "common/docktitle.h"
#include "common/humantext.h"
#include "items/historymodel.h"

#include <QHeaderView>
#include <QMessageBox>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace gnat {

HistoryPane::HistoryPane(SendHistory &history, QWidget *parent) : QWidget(parent), m_history(history)
{
    m_title = new DockTitle(tr("History"), this);
    auto *clear = m_title->addButton(QStringLiteral("trash"), tr("Clear history"));
    connect(clear, &QToolButton::clicked, this, [this] {
        const auto answer = QMessageBox::question(this, tr("Clear history"), tr("Forget everything that was sent?"));
        if (answer == QMessageBox::Yes)
            m_history.clear();
    });
    m_model = new HistoryModel(history, this);
    m_proxy = new QSortFilterProxyModel(this);
    m_proxy->setSourceModel(m_model);
    m_proxy->setFilterKeyColumn(HistoryModel::Subject);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    buildTable();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_table);
    const auto tellCount = [this] {
        const auto count = m_history.entries().size();
        m_title->setRemark(count > 0 ? countFull(quint64(count)) : QString());
    };
    connect(&m_history, &SendHistory::changed, this, tellCount);
    tellCount();
}

void HistoryPane::buildTable()
{
    m_table = new QTableView(this);
    m_table->setModel(m_proxy);
    m_table->setItemDelegate(new HistoryDelegate(m_table));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setAccessibleName(tr("History of what was sent"));
    m_table->viewport()->setBackgroundRole(QPalette::AlternateBase);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setMinimumSectionSize(23);
    m_table->verticalHeader()->setDefaultSectionSize(23);
    auto *columns = m_table->horizontalHeader();
    columns->hide();
    columns->setMinimumSectionSize(20);
    columns->setSectionResizeMode(HistoryModel::Subject, QHeaderView::Stretch);
    columns->resizeSection(HistoryModel::Kind, 30);
    columns->resizeSection(HistoryModel::Result, 72);
    columns->resizeSection(HistoryModel::Age, 50);
    const auto choose = [this](const QModelIndex &index) {
        if (const auto *entry = m_model->entry(m_proxy->mapToSource(index)))
            Q_EMIT entryChosen(HistoryEntry(*entry));
    };
    connect(m_table, &QTableView::clicked, this, choose);
    connect(m_table, &QTableView::activated, this, choose);
}

void HistoryPane::setFilterText(const QString &text)
{
    m_proxy->setFilterFixedString(text.trimmed());
}

int HistoryPane::shownEntries() const
{
    return m_proxy->rowCount();
}

} // namespace gnat
