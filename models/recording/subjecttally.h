// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"
#include "core/result.h"

#include <QByteArray>
#include <QList>

#include <functional>
#include <limits>
#include <stop_token>
#include <vector>

namespace gnat {

class RecordingReader;

/// Counts by the number of a subject in its file: 16 bytes a subject, whatever its name. Plain; one thread.
class SubjectTally
{
public:
    struct Count
    {
        quint64 messages = 0;
        quint64 bytes = 0; ///< of payload
    };

    /// Numbers above `last` are of damaged rows and are left out.
    explicit SubjectTally(quint32 last) : m_last(last) {}

    void add(quint32 subject, quint64 bytes);
    Count of(quint32 subject) const { return subject < m_counts.size() ? m_counts[subject] : Count(); }
    /// Numbers of those that have messages, most messages first, at equal counts the one that was met first.
    std::vector<quint32> byCount() const;

private:
    quint32 m_last;
    std::vector<Count> m_counts; ///< by number
};

struct RecordedSubject
{
    QByteArray name;
    quint64 messages = 0;
    quint64 bytes = 0; ///< payload
};

/// What is asked of countSubjects().
struct SubjectsWish
{
    std::function<bool(const MessageView &)> wanted;            ///< null: all, without a look at their bytes
    std::size_t most = std::numeric_limits<std::size_t>::max(); ///< that are listed
    std::stop_token stop;
    std::function<void(quint64 done, quint64 total)> progressed; ///< messages; called often; may be empty
};

/// What passed, as a whole and by subject.
struct SubjectsFound
{
    QList<RecordedSubject> list; ///< by count, at most as many as wished
    quint64 all = 0;             ///< subjects, with those beyond the list
    quint64 messages = 0;
    quint64 payloadBytes = 0;
    qint64 firstNs = 0; ///< 0: none passed
    qint64 lastNs = 0;
};

/// Looks at every message; blocks on the disk. Cancelled if it was stopped.
Result<SubjectsFound> countSubjects(const RecordingReader &reader, const SubjectsWish &wish = {});

} // namespace gnat
