// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "flow/exchangetable.h"
#include "flow/messagesource.h"
#include "recording/recordingreader.h"

#include <memory>

namespace gnat {

/// An opened recording as a MessageSource: pages are read on a worker and kept in a small cache, so that files far
/// over memory can be looked at. GUI thread. Also answers for the file's facts.
class RecordingSource final : public MessageSource
{
    Q_OBJECT

public:
    /// Opening happens on the worker; opened() or failed() follows.
    RecordingSource(const QString &path, SourceId source, QObject *parent = nullptr);
    ~RecordingSource() override;

    QString path() const;
    const RecordingSummary &summary() const; ///< empty until opened()
    /// For others who read the same file. Not null.
    std::shared_ptr<RecordedNames> names() const;

    quint64 begin() const override;
    quint64 end() const override;
    MessageHandle at(quint64 position) override;
    std::shared_ptr<const MessageSnapshot> snapshot() const override;
    quint64 startScan(const MessagePredicate &wanted, const PayloadWords &words = {}) override;
    void stopScan(quint64 scan) override;
    std::optional<quint64> positionAt(std::int64_t atNs) override;
    FindExchange exchanges() const override;
    std::optional<quint64> positionOf(std::uint64_t sequence) const override;
    std::vector<std::uint64_t> repliesTo(std::uint64_t request, std::size_t most) const override;

    /// What is known of its requests and replies; sequences are rows counted from 1. Not null.
    void setExchanges(std::shared_ptr<ExchangeTable> exchanges);
    /// The table has news of these messages.
    void noteExchanges(std::uint64_t first, std::uint64_t last, bool isRejudged);

Q_SIGNALS:
    void opened();
    /// It is being recorded still, and summary() and end() are of now. At most once a second.
    void grown();
    /// The file could not be opened, or a part of it not be read. `isDamaged`: what else it holds may be salvaged.
    void failed(const QString &error, bool isDamaged);

private:
    void takeSummary(const RecordingSummary &summary);
    void takeGrown(const RecordingSummary &summary);
    void takePage(quint64 firstRow, const BatchPtr &page);
    void postFailure(const Error &error);

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gnat
