// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/qt/brokerview.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace gnat {

class BrokerController;

/// Looks at the controller's nodes for a window. Rates of the nodes are measured twice a second as long as nodes run;
/// clients and routes only while somebody watches, by snapshots that each node takes on its own thread: this thread
/// never waits for one. GUI thread; the controller outlives it.
class BrokerWatch : public QObject
{
    Q_OBJECT

public:
    static constexpr int intervalMs = 500;
    static constexpr qsizetype keptRates = 1200; ///< ten minutes
    static constexpr qsizetype keptLines = 500;

    struct RatePoint
    {
        qint64 atNs = 0;
        double inPerSecond = 0;
    };

    explicit BrokerWatch(BrokerController &controller, QObject *parent = nullptr);
    ~BrokerWatch() override;

    /// Somebody sees clients and routes. Off at first.
    void setWatching(bool isWatching);
    /// This client's subscriptions are wanted, too; node -1: nobody's.
    void setWatchedClient(int node, quint64 client);

    const BrokerView &view() const;
    /// Of the watched client, the first thousand.
    const QList<SubscriptionView> &subscriptions() const;
    /// A node's rates, oldest first.
    const QList<RatePoint> &rates(int node) const;
    const QList<BrokerLogLine> &log() const; ///< oldest first
    const QList<BrokerStory> &stories() const;

    /// A node is about to be stopped or killed because the window's user wants it.
    void expectEnd(int node);

Q_SIGNALS:
    /// The view is a new one, at most a few times a second; at once when a node starts or ends.
    void viewChanged();
    void subscriptionsChanged();
    void logChanged();
    void storiesChanged();

private:
    void begin();
    void end();
    void hear();
    void tick();

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gnat
