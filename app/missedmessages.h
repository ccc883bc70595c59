// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connection.h"
#include "signsoflife.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <optional>
#include <unordered_map>

namespace gnat {

class DropLedger;

/// Estimates what servers did not send while a connection was lost, also when a server cut it off as a slow consumer:
/// core NATS keeps nothing and tells no number, so it is the rate before the loss times the time without a sign of
/// life. A dead server is noticed late (after two pings in vain), so rate and time count from the last message or
/// round trip, and are noted while there are some. Counted when the connection is back; as a loss of which no number
/// is known where it had been up too shortly. Main thread.
class MissedMessages : public QObject
{
    Q_OBJECT

public:
    MissedMessages(const SignsOfLife &signs, DropLedger &ledger, QObject *parent = nullptr);

    void watch(Connection &connection);

private:
    /// What is known of a source that was up: its last signs of life, and whether it is lost now.
    struct Source
    {
        std::deque<SignsOfLife::Sign> signs;
        bool isLost = false;

        std::optional<double> rate() const; ///< messages per second
    };

    void follow(SourceId source, ConnectionState state);
    void noteSign(SourceId source);
    void look();
    void countLoss(const Source &lost);

    const SignsOfLife &m_signs;
    DropLedger &m_ledger;
    std::unordered_map<SourceId, Source> m_sources;
    QTimer m_look;
};

} // namespace gnat
