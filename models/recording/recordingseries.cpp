// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recordingseries_p.h"

#include "base/text.h"
#include "base/words.h"
#include "recording/recordingpart_p.h"
#include "recording/recordingpath_p.h"

#include <QFileInfo>

namespace gnat {

namespace {

constexpr quint64 pageBytes = 32768;
/// For what comes beside the rows until the next commit: the next subject, seconds, the trees' inner pages.
constexpr quint64 reservedBytes = 4 * pageBytes;
/// Of a row beside its bytes: its header, its numbers, its place in the page.
constexpr quint64 rowBytes = 32;

/// About what a row takes in the file: large ones leave a part of their pages empty.
quint64 bytesOf(const MessageView &message)
{
    const auto bytes = rowBytes + message.reply.size() + message.headers.size() + message.payload.size();
    return bytes < pageBytes ? pageBytes / (pageBytes / bytes) : bytes + pageBytes;
}

/// About what a subject takes: a row, and its name again in the index, whose pages stay half empty at worst.
quint64 bytesOfSubject(std::string_view name)
{
    return 3 * (rowBytes / 2 + name.size());
}

Result<void> removeSeries(const QString &path)
{
    const auto paths = recordingsInTheWay(path);
    for (const auto &part : paths) {
        if (auto removed = removeRecording(part); !removed)
            return removed;
    }
    return {};
}

} // namespace

RecordingSeries::RecordingSeries(const RecordingOptions &options)
    : m_split(options.split), m_path(options.path), m_seriesStartedNs(options.startedNs)
{
    m_parts.number = isOn() ? 1 : 0;
}

QString RecordingSeries::firstPath(const RecordingOptions &options)
{
    return options.split.isOn() ? recordingPartPath(options.path, 1) : options.path;
}

Result<std::unique_ptr<RecordingWriter>> RecordingSeries::createFirst(const RecordingOptions &options)
{
    for (auto checked : {checkSplit(options.split), checkLargestRecording(options.maxFileBytes)}) {
        if (!checked)
            return checked.error();
    }
    if (!options.split.isOn())
        return RecordingWriter::create(options);
    if (QFileInfo(options.path).fileName().isEmpty())
        return makeError(ErrorKind::InvalidInput, Words::tr("The recording needs a file name."));
    const auto older = recordingsInTheWay(options.path);
    if (!older.isEmpty() && !options.overwrite)
        return makeError(ErrorKind::Exists, Words::tr("“%1” exists already.").arg(older.constFirst()));
    if (auto removed = removeSeries(options.path); !removed)
        return removed.error();
    auto first = options;
    first.path = firstPath(options);
    return RecordingWriter::create(first,
                                   RecordedPart{QFileInfo(options.path).completeBaseName(), options.startedNs, 1, {}});
}

bool RecordingSeries::isFull(const MessageView &next, quint64 inFile) const
{
    if (inFile == 0)
        return false;
    if (m_split.messages && inFile >= m_split.messages)
        return true;
    if (m_split.ms && next.atNs - m_firstNs >= m_split.ms * 1'000'000)
        return true;
    const auto most = m_split.largestFile();
    return most && m_measuredBytes + m_openBytes + bytesOf(next) + reservedBytes > most;
}

void RecordingSeries::appended(const MessageView &message, bool isFirst, bool hasNewSubject)
{
    if (isFirst)
        m_firstNs = message.atNs;
    m_openBytes += bytesOf(message) + (hasNewSubject ? bytesOfSubject(message.subject) : 0);
}

void RecordingSeries::measured(quint64 fileBytes)
{
    m_measuredBytes = fileBytes;
    m_openBytes = 0;
}

/// With the next file, and as large as that may become.
bool RecordingSeries::isOverLimits() const
{
    if (m_split.keepFiles && m_closed.size() + 2 > m_split.keepFiles)
        return true;
    return m_split.totalBytes && m_closedBytes + m_split.largestFile() > m_split.totalBytes;
}

/// False if it cannot be removed. A file that somebody moved away is theirs and not counted as removed.
bool RecordingSeries::removeOldest()
{
    const auto &oldest = m_closed.front();
    if (oldest.watch.isFileThere()) {
        if (auto removed = removeRecording(oldest.file.path); !removed) {
            m_parts.problem = errorText(removed.error());
            return false;
        }
        ++m_parts.removedFiles;
        m_parts.removedMessages += oldest.file.messages;
        m_parts.removedBytes += oldest.file.fileBytes;
    }
    m_parts.problem.clear();
    m_closedBytes -= oldest.file.fileBytes;
    m_closed.pop_front();
    return true;
}

void RecordingSeries::makeRoom(const File &current)
{
    m_closedBytes += current.fileBytes; // it is closed by then
    while (!m_closed.empty() && isOverLimits()) {
        if (!removeOldest())
            break;
    }
    m_closedBytes -= current.fileBytes;
}

QString RecordingSeries::nextPath() const
{
    auto path = recordingPartPath(m_path, m_number + 1);
    return isFreeForRecording(path) ? path : freeRecordingPath(path);
}

Result<std::unique_ptr<RecordingWriter>> RecordingSeries::createNext(RecordingOptions facts, const File &current,
                                                                     qint64 startedNs)
{
    facts.startedNs = startedNs;
    facts.overwrite = false;
    m_nextStartedNs = startedNs;
    return RecordingWriter::create(facts, RecordedPart{QFileInfo(m_path).completeBaseName(), m_seriesStartedNs,
                                                       m_number + 1, QFileInfo(current.path).fileName(),
                                                       m_before.messages + current.messages, m_parts.removedFiles,
                                                       m_parts.removedMessages});
}

void RecordingSeries::goOn(const File &current, quint64 emptyBytes)
{
    m_closed.push_back({current, DiskWatch(current.path)});
    m_closedBytes += current.fileBytes;
    m_before.messages += current.messages;
    m_before.payloadBytes += current.payloadBytes;
    m_before.fileBytes += current.fileBytes;
    m_parts.number = ++m_number;
    m_startedNs = m_nextStartedNs;
    measured(emptyBytes);
}

void RecordingSeries::addEarlier(const RecordedGap &gap)
{
    if (gap.atNs >= m_startedNs)
        return;
    for (const auto &closed : m_closed) {
        // If it cannot be written, the gap stands in this file all the same, from its true beginning.
        if (closed.file.endedNs > gap.atNs && closed.watch.isFileThere())
            (void)addGapToClosed(closed.file.path, {gap.atNs, gap.untilNs, gap.reason, 0});
    }
}

} // namespace gnat
