// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strongid.h"
#include "traffic/toptalkers.h"

#include <QWidget>

#include <optional>

class QCheckBox;
class QModelIndex;
class QSortFilterProxyModel;
class QSpinBox;
class QTableView;

namespace gnat {

class ClientTalkers;
class ConnectionSet;
class ElidedLabel;
class KeyedTableModel;
class Segmented;

/// The busiest subjects, tokens at a level, or connections by what arrives here, or the clients that publish most by
/// what servers say: a table with bars. The owner calls refresh() about once a second; hidden it does nothing. GUI
/// thread.
class TalkersPane final : public QWidget
{
    Q_OBJECT

public:
    static constexpr std::size_t mostRows = 50;

    /// Must outlive it.
    TalkersPane(const SubjectTree &tree, const ConnectionSet &connections, QWidget *parent = nullptr);

    void refresh();
    /// The row that is chosen in the subject tree: tokens may be listed below it. A subject without others below leaves
    /// the one before.
    void setBranch(SourceId source, const QByteArray &pattern);
    QTableView *table() const { return m_table; }
    ClientTalkers &clients() { return *m_clients; }
    bool isByClient() const;
    TopTalkers::By by() const; ///< unless by client

Q_SIGNALS:
    /// Double click or Enter on a row: show only this.
    void filterRequested(const QString &filter);

private:
    QWidget *buildBar();
    void buildTable();
    void choose();
    void showBranch();
    std::optional<NodeIndex> branch() const;
    void showRemark();
    void requestFilter(const QModelIndex &index);
    QString filterFor(const TopTalkers::Row &row) const;

    const SubjectTree &m_tree;
    const ConnectionSet &m_connections;
    SourceId m_branchSource;
    QByteArray m_branch; ///< empty: none was chosen
    Segmented *m_by = nullptr;
    QCheckBox *m_isBelow = nullptr;
    QSpinBox *m_level = nullptr;
    ElidedLabel *m_remark = nullptr;
    KeyedTableModel *m_model = nullptr;
    QSortFilterProxyModel *m_proxy = nullptr;
    QTableView *m_table = nullptr;
    ClientTalkers *m_clients = nullptr;
    bool m_isPartial = false;
};

} // namespace gnat
