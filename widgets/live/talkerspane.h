// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strongid.h"
#include "traffic/toptalkers.h"

#include <QWidget>

#include <functional>

class QModelIndex;
class QSortFilterProxyModel;
class QSpinBox;
class QTableView;

namespace gnat {

class KeyedTableModel;
class Segmented;
class TextLabel;

/// The busiest subjects, tokens at a level, or connections: a table with bars. The owner calls refresh() about once a
/// second; hidden it does nothing. GUI thread.
class TalkersPane final : public QWidget
{
    Q_OBJECT

public:
    static constexpr std::size_t mostRows = 50;

    /// Must outlive it.
    TalkersPane(const SubjectTree &tree, std::function<QString(SourceId)> connectionName, QWidget *parent = nullptr);

    void refresh();
    QTableView *table() const { return m_table; }
    TopTalkers::By by() const;

Q_SIGNALS:
    /// Double click or Enter on a row: show only this.
    void filterRequested(const QString &filter);

private:
    QWidget *buildBar();
    void buildTable();
    void requestFilter(const QModelIndex &index);
    QString filterFor(const TopTalkers::Row &row) const;

    const SubjectTree &m_tree;
    std::function<QString(SourceId)> m_connectionName;
    Segmented *m_by = nullptr;
    QSpinBox *m_level = nullptr;
    TextLabel *m_remark = nullptr;
    KeyedTableModel *m_model = nullptr;
    QSortFilterProxyModel *m_proxy = nullptr;
    QTableView *m_table = nullptr;
};

} // namespace gnat
