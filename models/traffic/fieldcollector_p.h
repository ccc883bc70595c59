// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codecs/payloadcodec.h"
#include "core/subjectpattern.h"
#include "flow/analyser.h"
#include "traffic/fieldseries.h"

#include <atomic>
#include <deque>
#include <memory>
#include <mutex>
#include <set>
#include <vector>

namespace gnat {

/// A field that is looked for. Shared by the threads that look; what may change is atomic.
struct FieldPin
{
    FieldPin(FieldSeries::SeriesId number, const FieldSeries::Field &field, SubjectPattern subjects,
             const PayloadCodec *format)
        : series(number), source(field.source), pattern(std::move(subjects)), path(field.path), codec(format),
          isArrival(field.isArrival)
    {
    }

    const FieldSeries::SeriesId series;
    const SourceId source;
    const SubjectPattern pattern;
    const QString path;
    const PayloadCodec *const codec; ///< null: guessed anew for each payload
    const bool isArrival;
    std::atomic<std::int64_t> oldestWantedNs = INT64_MIN;

    bool matches(const MessageView &message) const
    {
        return (source.isNone() || source == message.source) && pattern.matches(message.subject);
    }
};

/// Decodes what the pins ask for: on the analysis thread what comes, on scanning threads what is kept. What it finds
/// waits, bounded, until the GUI thread takes it. Thread-safe.
class FieldCollector final : public Analyser
{
public:
    using Pins = std::vector<std::shared_ptr<FieldPin>>;
    struct Found
    {
        FieldSeries::SeriesId series;
        FieldPoint point;
    };
    /// More is not waited for: the oldest goes and is counted.
    static constexpr std::size_t mostWaiting = 500'000;
    /// Larger payloads are not decoded for a graph.
    static constexpr std::size_t largestPayload = 1'000'000;

    explicit FieldCollector(const CodecRegistry &codecs) : m_codecs(codecs) {}

    void setPins(Pins pins);
    void take(const BatchPtr &batch) override;
    /// What was missed breaks the lines.
    void missed(std::uint64_t messages) override;
    /// One kept message, for one pin.
    void look(const FieldPin &pin, const MessageView &message);

    /// In order of finding; of a series that lost some, not taken in time, a gap first.
    std::deque<Found> takeFound();
    std::uint64_t notTaken() const { return m_notTaken; }

private:
    void put(const std::vector<Found> &found);

    const CodecRegistry &m_codecs;
    std::mutex m_mutex; // guards the three below
    std::shared_ptr<const Pins> m_pins = std::make_shared<Pins>();
    std::deque<Found> m_found;
    std::set<FieldSeries::SeriesId> m_lost; ///< series of which some left m_found before it was taken
    std::atomic<std::uint64_t> m_notTaken = 0;
    bool m_hasMissed = false; ///< the analysis thread's
};

} // namespace gnat
