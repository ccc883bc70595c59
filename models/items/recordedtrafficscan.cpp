// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/recordedtrafficscan.h"

#include "base/text.h"
#include "core/clock.h"
#include "recording/pastdamage.h"

#include <algorithm>
#include <utility>

namespace gnat {

namespace {

/// Read in one go, so that a recording that is still written to can check-point in between.
constexpr quint64 rowsPerChunk = 16'384;
constexpr std::int64_t progressNs = 200'000'000;

} // namespace

RecordedTrafficScan::RecordedTrafficScan(const RecordingSummary &summary, SourceId source,
                                         std::shared_ptr<RecordedNames> names, SubjectTree::Folding folding,
                                         QObject *parent)
    : QObject(parent), m_summary(summary), m_source(source), m_names(std::move(names)), m_folding(std::move(folding))
{
    m_thread = std::jthread([this](const std::stop_token &stop) { run(stop); });
}

RecordedTrafficScan::~RecordedTrafficScan() = default;

void RecordedTrafficScan::run(const std::stop_token &stop)
{
    const auto reader = RecordingReader::open(m_summary.path, m_names);
    if (!reader)
        return end(nullptr, reader.error());
    auto traffic = std::make_unique<RecordedTraffic>(m_source, m_summary.firstNs, m_summary.lastNs);
    traffic->tree().setFoldRules(m_folding.rules);
    traffic->tree().setAutomaticFolding(m_folding.isAutomatic);
    const auto done = count(reader.value(), *traffic, stop);
    if (stop.stop_requested())
        return;
    traffic->finish(reader.value());
    end(std::move(traffic), done);
}

Result<void> RecordedTrafficScan::count(const RecordingReader &reader, RecordedTraffic &traffic,
                                        const std::stop_token &stop)
{
    auto toldNs = monotonicNanoseconds();
    Result<void> damage;
    for (quint64 row = 0; row < m_summary.messages && !stop.stop_requested(); row += rowsPerChunk) {
        const auto end = std::min(row + rowsPerChunk, m_summary.messages);
        const auto readFrom = [&](quint64 from, quint64 &next) -> Result<void> {
            Result<void> added;
            const auto take = [&](const RecordedFacts &message) {
                added = traffic.add(message, reader);
                next = message.row + (added ? 1 : 0);
                return added.isOk() && !stop.stop_requested();
            };
            const auto read = reader.visitFacts(take, from, end);
            if (stop.stop_requested())
                return {};
            return read ? added : read;
        };
        if (auto done = readPastDamage(row, end, readFrom); !done)
            damage = std::move(done);
        if (const auto now = monotonicNanoseconds(); now - toldNs >= progressNs) {
            toldNs = now;
            const auto tell = [this, messages = traffic.messages()] {
                Q_EMIT progressed(messages);
            };
            QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
        }
    }
    return damage;
}

/// What was counted waits in a shared pointer on its way: a functor of Qt must be copyable.
void RecordedTrafficScan::end(std::unique_ptr<RecordedTraffic> traffic, const Result<void> &done)
{
    const auto parcel = std::make_shared<std::unique_ptr<RecordedTraffic>>(std::move(traffic));
    const auto hand = [this, parcel, error = done ? QString() : errorText(done.error())] {
        m_traffic = std::move(*parcel);
        Q_EMIT finished(error);
    };
    QMetaObject::invokeMethod(this, hand, Qt::QueuedConnection);
}

} // namespace gnat
