// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"

#include <QTabWidget>

namespace gnat {

class AnalysisThread;
class CodecRegistry;
class Composer;
class ConnectionSet;
class FieldSeries;
class GraphPane;
class SendHistory;
class TrafficView;

/// What stands below the list of the Live page: graphs, and a composer for messages. Hidden tabs do nothing. GUI
/// thread.
class TimeDock final : public QTabWidget
{
    Q_OBJECT

public:
    TimeDock(ConnectionSet &connections, TrafficView &traffic, const CodecRegistry &codecs, AnalysisThread &analysis,
             SendHistory &history, QWidget *parent = nullptr);

    GraphPane &graphs() { return *m_graphs; }
    Composer &composer() { return *m_composer; }
    void showComposer();
    /// Plots a number of this message's payload and of all that follow on its subject, or takes it away again.
    void plotField(const MessageHandle &message, const QString &path, const QString &format);
    /// Marks the message in the graphs; empty: none.
    void setSelected(const MessageHandle &message);
    void setPaused(bool isPaused);
    /// On the window's tick, unless the page is paused.
    void tick(quint64 count);

Q_SIGNALS:
    /// The user clicked a point of a graph: show the message at this position of the kept ones.
    void positionWanted(quint64 position);
    /// A field of the open message was dropped onto the graphs.
    void fieldDropped(const QString &path);

private:
    void findMoment(SourceId source, const QByteArray &pattern, qint64 atNs);

    TrafficView &m_traffic;
    FieldSeries *m_fields = nullptr;
    GraphPane *m_graphs = nullptr;
    Composer *m_composer = nullptr;
};

} // namespace gnat
