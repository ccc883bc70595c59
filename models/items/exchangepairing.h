// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/exchangetable.h"

#include <QObject>

#include <memory>
#include <thread>

namespace gnat {

class RecordedNames;
class RecordingSource;

/// Pairs the requests of an opened recording with their replies, on a thread and a read connection of its own, and
/// tells the source as it goes. What was recorded does not say what would have been seen: a request without a reply is
/// "not observed", never a timeout. Ends early when destroyed. GUI thread.
class ExchangePairing final : public QObject
{
    Q_OBJECT

public:
    /// `source` is opened and must outlive this; what is recorded later is left out, as in the list.
    explicit ExchangePairing(RecordingSource &source, QObject *parent = nullptr);
    ~ExchangePairing() override;

Q_SIGNALS:
    /// All was looked at, or what could be read.
    void finished();

private:
    void run(const std::stop_token &stop, const QString &path, quint64 messages, std::shared_ptr<RecordedNames> names);
    void tell(const std::vector<ExchangeChange> &changes);

    RecordingSource &m_source;
    std::shared_ptr<ExchangeTable> m_table = std::make_shared<ExchangeTable>();
    std::jthread m_thread; // last: it uses all of the above
};

} // namespace gnat
