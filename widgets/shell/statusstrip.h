// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strongid.h"
#include "shell/windowparts.h"

#include <QHash>
#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <memory>

class QHBoxLayout;

namespace gnat {

class Chip;
class Connection;
class FlowHistory;
class Page;
class StatusCell;

/// The status bar: a cell for each connection (click: details), then rate, what the list shows, kept and dropped
/// (click: where messages go). Reads its figures twice a second. GUI thread.
class StatusStrip : public QWidget
{
    Q_OBJECT

public:
    explicit StatusStrip(const WindowParts &parts, QWidget *parent = nullptr);
    ~StatusStrip() override;

    void setPage(Page *page);
    /// Slower while nobody looks.
    void setSlow(bool isSlow);

public Q_SLOTS:
    void refresh();
    void showFlow();

Q_SIGNALS:
    void editRequested(gnat::Connection *connection);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void addConnection(Connection *connection);
    void showConnection(Connection *connection, StatusCell *cell);
    void refreshConnections();
    void refreshFigures();
    void openConnection(Connection *connection);

    WindowParts m_parts;
    std::unique_ptr<FlowHistory> m_history;
    Page *m_page = nullptr;
    QHash<Connection *, StatusCell *> m_cells;
    QHBoxLayout *m_connectionRow = nullptr;
    StatusCell *m_none = nullptr;
    StatusCell *m_rate = nullptr;
    StatusCell *m_list = nullptr;
    Chip *m_sampling = nullptr;
    StatusCell *m_kept = nullptr;
    StatusCell *m_dropped = nullptr;
    StatusCell *m_missed = nullptr;
    quint64 m_seenMissed = 0; ///< told in red until the user looked where messages go
    quint64 m_seenDropped = 0;
    QPointer<QWidget> m_popup;
    QTimer m_timer;
};

/// What a connection is doing, in a few words: "connecting", "retry in 4 s", "login refused"; empty while connected.
QString connectionStateText(const Connection &connection);

} // namespace gnat
