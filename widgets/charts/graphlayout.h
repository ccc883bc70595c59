// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/graphpane.h"

#include <QHash>
#include <QObject>
#include <QTimer>
#include <QVariant>

namespace gnat {

class Connection;
class ConnectionSet;
class Preferences;

/// Remembers what is plotted, by the connections' names, and how: a pin comes back when its connection does. GUI
/// thread.
class GraphLayout final : public QObject
{
    Q_OBJECT

public:
    /// All must outlive it; `graphs` shows fields.
    GraphLayout(GraphPane &graphs, ConnectionSet &connections, Preferences &preferences, QObject *parent = nullptr);
    /// Writes what is pending.
    ~GraphLayout() override;

private:
    void restore();
    void bringBack(const Connection &connection);
    QVariantMap toMap(const GraphPane::Pin &pin) const;
    void save();

    GraphPane &m_graphs;
    Preferences &m_preferences;
    QHash<quint32, QString> m_names; ///< of all connections so far
    QVariantList m_waiting;          ///< pins whose connection is not there
    QTimer m_timer;
    bool m_isRestoring = false;
};

} // namespace gnat
