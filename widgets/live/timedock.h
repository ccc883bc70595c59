// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"

#include <QTabWidget>

#include <memory>

namespace gnat {

class AnalysisThread;
class CodecRegistry;
class Composer;
class ConnectionSet;
class ExchangeAnalyser;
class FieldSeries;
class FrameTicker;
class GapsPane;
class GraphLayout;
class GraphPane;
class Preferences;
class SendHistory;
class TalkersPane;
class TrafficMarks;
class TrafficView;

/// What stands below the list of the Live page: graphs, and a composer for messages. Hidden tabs do nothing. GUI
/// thread.
class TimeDock final : public QTabWidget
{
    Q_OBJECT

public:
    TimeDock(ConnectionSet &connections, TrafficView &traffic, const CodecRegistry &codecs, AnalysisThread &analysis,
             SendHistory &history, Preferences &preferences, QWidget *parent = nullptr);
    ~TimeDock() override;

    GraphPane &graphs() { return *m_graphs; }
    TalkersPane &talkers() { return *m_talkers; }
    GapsPane &gaps() { return *m_gaps; }
    Composer &composer() { return *m_composer; }
    /// Adds the tab with what became of requests; both must outlive this.
    void addRequests(ExchangeAnalyser &exchanges, FrameTicker &ticker);
    void showComposer();
    /// Plots a number of this message's payload and of all that follow on its subject, or takes it away again.
    void plotField(const MessageHandle &message, const QString &path, const QString &format);
    /// Marks the message in the graphs; empty: none.
    void setSelected(const MessageHandle &message);
    void setPaused(bool isPaused);
    /// Whether the list shows a sample: the graphs say when that began.
    void setSampled(bool isSampled);
    /// On the window's tick, unless the page is paused.
    void tick(quint64 count);
    /// Instead of it while the page is paused or hidden: what is decoded does not pile up.
    void tickUnseen(quint64 count);

Q_SIGNALS:
    /// The user clicked a point of a graph: show the message at this position of the kept ones.
    void positionWanted(quint64 position);
    /// A top talker was chosen: filter to it.
    void filterRequested(const QString &filter);
    /// A field of the open message was dropped onto the graphs.
    void fieldDropped(const QString &path);

private:
    void findMessage(quint64 sequence);
    void findMoment(SourceId source, const QByteArray &pattern, qint64 atNs);

    TrafficView &m_traffic;
    FieldSeries *m_fields = nullptr;
    GraphPane *m_graphs = nullptr;
    TrafficMarks *m_marks = nullptr;
    Composer *m_composer = nullptr;
    TalkersPane *m_talkers = nullptr;
    GapsPane *m_gaps = nullptr;
    std::unique_ptr<GraphLayout> m_layout; ///< goes before what it remembers
};

} // namespace gnat
