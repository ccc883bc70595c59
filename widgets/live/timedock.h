// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTabWidget>

namespace gnat {

class Composer;
class ConnectionSet;
class GraphPane;
class SendHistory;
class TrafficView;

/// What stands below the list of the Live page: graphs, and a composer for messages. Hidden tabs do nothing. GUI
/// thread.
class TimeDock final : public QTabWidget
{
    Q_OBJECT

public:
    TimeDock(ConnectionSet &connections, TrafficView &traffic, SendHistory &history, QWidget *parent = nullptr);

    GraphPane &graphs() { return *m_graphs; }
    Composer &composer() { return *m_composer; }
    void showComposer();
    void setPaused(bool isPaused);
    /// On the window's tick, unless the page is paused.
    void tick(quint64 count);

private:
    GraphPane *m_graphs = nullptr;
    Composer *m_composer = nullptr;
};

} // namespace gnat
