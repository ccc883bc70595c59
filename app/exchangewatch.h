// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connection.h"
#include "exchange/exchangeanalyser.h"

#include <QObject>

#include <map>
#include <memory>
#include <set>

namespace gnat {

class AnalysisThread;
class ConnectionSet;
class FrameTicker;
class MessageLog;

/// Introduces the exchange analyser to the connections and the message log: tells it what the connections certainly
/// receive and how requests from here ended, and the log what has become known. Main thread; owned by the workspace.
class ExchangeWatch : public QObject
{
    Q_OBJECT

public:
    /// All must outlive it.
    ExchangeWatch(AnalysisThread &analysis, MessageLog &log, ConnectionSet &connections, FrameTicker &ticker);
    ~ExchangeWatch() override;

    ExchangeAnalyser &exchanges() { return *m_exchanges; }

private:
    struct Heard
    {
        std::set<SubscriptionId> confirmed; ///< by the server
        quint64 dropped = 0;                ///< by the client library
    };

    void watch(const Connection *connection);
    void noteState(const Connection &connection);
    void noteConfirmed(const Connection &connection);
    void noteSubscriptions(const Connection &connection);
    void tellSubscriptions(const Connection &connection);
    void showNews();

    AnalysisThread &m_analysis;
    MessageLog &m_log;
    const std::shared_ptr<ExchangeTable> m_table = std::make_shared<ExchangeTable>();
    const std::shared_ptr<ExchangeAnalyser> m_exchanges = std::make_shared<ExchangeAnalyser>(m_table);
    std::map<SourceId, Heard> m_heard;
};

} // namespace gnat
