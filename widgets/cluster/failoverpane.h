// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QTableView;

namespace gnat {

class BrokerWatch;
class EventChart;
class KeyedTableModel;

/// The time dock of the cluster page: messages per second of each server with marks where one went or came, and beside
/// it what was observed. GUI thread.
class FailoverPane : public QWidget
{
    Q_OBJECT

public:
    explicit FailoverPane(BrokerWatch &watch, QWidget *parent = nullptr);

    QTableView *events() const { return m_events; }

private:
    void refreshChart();
    void refreshEvents();

    BrokerWatch &m_watch;
    EventChart *m_chart = nullptr;
    KeyedTableModel *m_model = nullptr;
    QTableView *m_events = nullptr;
};

/// Hands a table all rows, and keeps the last one in view if it was.
void setRowsFollowing(QTableView *table, KeyedTableModel *model, const QList<struct TableRow> &rows);

} // namespace gnat
