// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/qt/brokercontroller.h"
#include "client/connectionset.h"
#include "codecs/payloadcodec.h"
#include "exchangewatch.h"
#include "filter/filter.h"
#include "flow/analysisthread.h"
#include "flow/dropledger.h"
#include "flow/fanout.h"
#include "flow/frameticker.h"
#include "missedmessages.h"
#include "recording/pretrigger.h"
#include "recording/recordingset.h"
#include "recording/replayer.h"
#include "recordinggaps.h"
#include "settings/filterbook.h"
#include "settings/preferences.h"
#include "settings/sendhistory.h"
#include "subjectmemory.h"
#include "subscriptionmemory.h"
#include "traffic/trafficview.h"

#include <QObject>

#include <memory>

namespace gnat {

/// Builds and owns the rooms of the engine, introduces them to each other, and takes them down in the written order.
/// Knows no window: the desktop program gives its parts to the pages, tests drive it alone. Main thread.
class Workspace : public QObject
{
    Q_OBJECT

public:
    explicit Workspace(QObject *parent = nullptr);
    ~Workspace() override;

    DropLedger &ledger() { return m_ledger; }
    FrameTicker &ticker() { return m_ticker; }
    Fanout &fanout() { return m_fanout; }
    AnalysisThread &analysis() { return *m_analysis; }
    ExchangeAnalyser &exchanges() { return m_exchanges->exchanges(); }
    const CodecRegistry &codecs() const { return m_codecs; }
    Preferences &preferences() { return *m_preferences; }
    FilterBook &filters() { return *m_filters; }
    SendHistory &history() { return *m_history; }
    BrokerController &broker() { return *m_broker; }
    ConnectionSet &connections() { return *m_connections; }
    TrafficView &traffic() { return *m_traffic; }
    RecordingSet &recordings() { return *m_recordings; }
    Recorder &recorder() { return m_recordings->main(); } ///< that of the record key
    Replayer &replayer() { return *m_replayer; }

    /// Opens a connection to a server; its states tell the rest. Subscribes to what the profile asks for, as the user
    /// changed it when this server was last open; to nothing else unasked.
    Connection *connectTo(const ConnectionProfile &profile);
    /// Starts the embedded broker, three servers on 127.0.0.1 at 4222, 4223 and 4224, or at free ports, its demo
    /// traffic, and the connection "demo" that knows all three and subscribes to everything. If it runs already, its
    /// connection is returned. The error says which port is taken.
    Result<Connection *> startBroker(bool onFreePorts);
    /// As startBroker(), at free ports if those are taken. Null if that fails: problemOccurred() says why.
    Connection *startDemo();
    /// Closes the connection "demo" and stops the broker.
    void stopBroker();

    /// Begins to record what all connections are subscribed to, into "<date> <time> <connection>.gnat" in the
    /// recording folder; if that of the record key runs it goes on instead, and a strip says so.
    void startRecording();
    /// That of the record key.
    void stopRecording();
    void stopRecording(Recorder *recorder);
    /// The one or the other.
    void toggleRecording();
    /// Begins to record what passes the filter, beside what runs.
    void recordOnly(const QString &filter);
    /// Begins to record as `options` say, beside what runs; the path (which may be a name for it), connections and
    /// subscriptions are filled in. The last seconds before the start belong to it, as far as `options.before` allows
    /// and they are at hand.
    void startRecording(RecordingOptions options);
    /// What a filter of live traffic may name.
    FilterContext filterContext() const;
    /// The way to where a replay is to go; null if that connection is not open.
    std::shared_ptr<ReplayTarget> replayTarget(const ReplayDestination &destination);

Q_SIGNALS:
    /// Something that the user asked for could not be done; a sentence for a strip.
    void problemOccurred(const QString &text);

private:
    Connection *embeddedConnection() const;
    void follow(Connection *connection);
    void tellRecorders(const Connection &connection);
    QString recordingPath(const QString &wanted) const;

    DropLedger m_ledger;
    Fanout m_fanout;
    FrameTicker m_ticker;
    CodecRegistry m_codecs;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<FilterBook> m_filters;
    std::unique_ptr<SendHistory> m_history;
    std::unique_ptr<SubscriptionMemory> m_memory;
    std::unique_ptr<BrokerController> m_broker;
    std::unique_ptr<TrafficView> m_traffic;
    std::unique_ptr<SignsOfLife> m_signs;
    std::unique_ptr<MissedMessages> m_missed;
    std::unique_ptr<AnalysisThread> m_analysis;
    std::unique_ptr<PreTrigger> m_justBefore;
    std::unique_ptr<RecordingSet> m_recordings;
    std::unique_ptr<RecordingGaps> m_gaps;
    std::unique_ptr<Replayer> m_replayer;
    std::unique_ptr<ConnectionSet> m_connections;
    std::unique_ptr<ExchangeWatch> m_exchanges;
    std::unique_ptr<SubjectMemory> m_subjects;
};

} // namespace gnat
