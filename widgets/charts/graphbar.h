// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QMenu;

namespace gnat {

class FieldSeries;
class GraphPane;
class WindowSelector;

/// What can be done with graphs, in the corner beside their tab: how much time, another line, the menu. GUI thread.
class GraphBar final : public QWidget
{
    Q_OBJECT

public:
    explicit GraphBar(GraphPane &graphs, QWidget *parent = nullptr);

    /// A line to type a pattern into.
    void askPattern();

private:
    void openMenu(const QPoint &globalAt);
    void addCapacities(QMenu &menu, FieldSeries &fields);

    GraphPane &m_graphs;
    WindowSelector *m_window = nullptr;
    QWidget *m_add = nullptr;
};

} // namespace gnat
