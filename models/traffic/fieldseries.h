// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strongid.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>

namespace gnat {

class AnalysisThread;
class CodecRegistry;
class MessageSource;

/// A number from a message: when it came and which message it was. A value that is no number is a gap: there messages
/// may have been missed.
struct FieldPoint
{
    std::int64_t atNs;      ///< wall clock
    std::uint64_t sequence; ///< of the message; 0: a gap
    double value;
};

/// Chosen numeric fields of payloads over time: of the kept messages, looked through on a worker when a field is
/// added, and of all that come, decoded on the analysis thread. The newest points stay, up to a capacity each. GUI
/// thread; nothing here waits for those who decode.
class FieldSeries final : public QObject
{
    Q_OBJECT

public:
    using SeriesId = std::uint32_t;
    static constexpr std::size_t defaultCapacity = 100'000;

    struct Field
    {
        SourceId source;        ///< none: all
        std::string pattern;    ///< subject or pattern
        QString path;           ///< as childPath() writes it; empty: the payload itself
        QString format = {};    ///< a codec's name; empty: guessed
        bool isArrival = false; ///< no field: a point of value 0 for each message, nothing is decoded
    };

    /// All must outlive it. Without `analysis` (a recording) only what `kept` holds is looked at.
    FieldSeries(MessageSource &kept, const CodecRegistry &codecs, AnalysisThread *analysis, QObject *parent = nullptr);
    ~FieldSeries() override;

    /// 0 if the pattern is none.
    SeriesId add(const Field &field);
    void remove(SeriesId series);
    /// Nothing of a series that is gone.
    std::optional<Field> field(SeriesId series) const;

    /// Points a series; the oldest leave.
    void setCapacity(std::size_t points);
    std::size_t capacity() const;

    /// Takes in what was found since; true if there is something new. Once a frame, also while nothing is shown.
    bool take();
    /// In order of time.
    const std::deque<FieldPoint> &points(SeriesId series) const;
    /// The point whose time is nearest, gaps left out; nothing if there is none.
    std::optional<FieldPoint> nearest(SeriesId series, std::int64_t atNs) const;
    /// The same where a time is known to a microsecond only: of the points within it, that of the nearest value.
    std::optional<FieldPoint> nearest(SeriesId series, std::int64_t atNs, double value) const;
    /// That of one message, by its time and its running number.
    std::optional<FieldPoint> pointOf(SeriesId series, std::int64_t atNs, std::uint64_t sequence) const;
    /// The kept messages are still being looked through.
    bool isSearching(SeriesId series) const;
    /// Points that were found and not taken in time.
    std::uint64_t notTaken() const;

private:
    void endScan(std::uint64_t scan);
    void sharePins();

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gnat
