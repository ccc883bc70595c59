// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/sendhistory.h"

#include <QWidget>

class QSortFilterProxyModel;
class QTableView;

namespace gnat {

class DockTitle;
class HistoryModel;

/// What was sent, newest first; a click puts it back into the composer. GUI thread.
class HistoryPane final : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryPane(SendHistory &history, QWidget *parent = nullptr);

    /// To be given to the dock.
    DockTitle *title() const { return m_title; }
    QTableView *table() const { return m_table; }
    /// Shows only subjects that contain this.
    void setFilterText(const QString &text);
    int shownEntries() const;

Q_SIGNALS:
    void entryChosen(const gnat::HistoryEntry &entry);

private:
    void buildTable();

    SendHistory &m_history;
    HistoryModel *m_model = nullptr;
    QSortFilterProxyModel *m_proxy = nullptr;
    DockTitle *m_title = nullptr;
    QTableView *m_table = nullptr;
};

} // namespace gnat
