// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rework/recordingprofile.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <array>

namespace gnat {

/// One way in which a subject differs between two recordings.
struct SubjectDifference
{
    enum class Kind { Rate, Size, Format, FieldNew, FieldGone, FieldType, Range, Latency, NoResponders };

    Kind kind = Kind::Rate;
    QString what;   ///< the field's path; empty for the whole subject
    QString before; ///< in words: "0.1 … 8.2", "12.0/s"
    QString after;
};

/// A subject of either recording. Figures of a recording that does not have it are 0.
struct ComparedSubject
{
    enum class State { Same, Differs, New, Gone, NotKnown };

    QString subject; ///< empty: all for which there was no room, which are NotKnown
    State state = State::Same;
    quint64 messages[2] = {};
    double rate[2] = {};        ///< messages a second, over the recording
    double meanSize[2] = {};    ///< bytes of payload
    qint64 p50Ns[2] = {-1, -1}; ///< latency of requests; -1: none
    qint64 p99Ns[2] = {-1, -1};
    quint64 fieldsLeftOut[2] = {}; ///< values of fields beyond RecordingProfile::maxFields, which were not compared
    QList<SubjectDifference> differences;
};

struct ComparisonSide
{
    QString path;
    quint64 messages = 0;
    quint64 bytes = 0;
    qint64 firstNs = 0;
    qint64 lastNs = 0;
    quint64 subjects = 0; ///< those that have a row
    bool hasMore = false; ///< subjects, which stand in the row without a name
};

/// Two recordings beside each other: first is the older, second the newer one.
struct RecordingComparison
{
    std::array<ComparisonSide, 2> sides;
    QList<ComparedSubject> subjects; ///< new, gone, different, not known, then the same; by name within each

    quint64 count(ComparedSubject::State state) const;
    quint64 withFieldsLeftOut() const; ///< subjects
    bool hasMore() const { return sides[0].hasMore || sides[1].hasMore; }
    bool isSame() const { return count(ComparedSubject::State::Same) == static_cast<quint64>(subjects.size()); }
};

struct CompareOptions
{
    /// By how much rates, sizes, latencies and value ranges may differ, as a share of the larger one.
    double tolerance = 0.2;
};

/// `after` was made with `before` beside it.
RecordingComparison compareProfiles(const RecordingProfile &before, const RecordingProfile &after,
                                    const CompareOptions &options);

/// Reads both files and compares them; of each what passes the filter, as that file means it (recordingFilter()). For a
/// worker thread.
Result<RecordingComparison> compareRecordings(const QString &before, const QString &after, const QString &filter,
                                              const CompareOptions &options, const CodecRegistry &codecs,
                                              const JobControl &control);

/// "new", "gone", "differs", "not known", "same".
QString comparedStateText(ComparedSubject::State state);
/// "rate", "field gone", "range of temp_c" …: what differs.
QString differenceText(const SubjectDifference &difference);
/// One JSON object with all of it, and a newline.
QByteArray comparisonJson(const RecordingComparison &comparison);

} // namespace gnat
