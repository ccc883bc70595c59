// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a RecordingJob does while the disk does not take its file.
#include "base/text.h"
#include "base/words.h"
#include "core/clock.h"
#include "recording/recordingjob_p.h"
#include "recording/recordingpath_p.h"

#include <QFile>
#include <QFileInfo>

#include <utility>

namespace gnat {

namespace {
/// How long to leave a disk that does not take anything in peace.
constexpr std::chrono::milliseconds retryInterval(250);
} // namespace

/// An error if what is written now would be found by nobody.
Result<void> RecordingJob::checkFile() const
{
    const auto name = QFileInfo(m_path).fileName();
    switch (m_watch.look()) {
    case DiskWatch::State::FileGone:
        return makeError(ErrorKind::StorageFailure, Words::tr("“%1” was removed while it was recorded.").arg(name));
    case DiskWatch::State::LogGone:
        return makeError(ErrorKind::StorageFailure,
                         Words::tr("The log beside “%1” was removed while it was recorded.").arg(name));
    case DiskWatch::State::FolderGone:
        return makeError(ErrorKind::StorageFailure, Words::tr("The folder of “%1” is gone.").arg(name));
    case DiskWatch::State::There:
        break;
    }
    return {};
}

QString RecordingJob::reasonOf(const Error &error) const
{
    switch (m_watch.look()) {
    case DiskWatch::State::FileGone:
        return QStringLiteral("file removed");
    case DiskWatch::State::LogGone:
        return QStringLiteral("log removed");
    case DiskWatch::State::FolderGone:
        return QStringLiteral("folder gone");
    case DiskWatch::State::There:
        break;
    }
    return error.kind == ErrorKind::StorageFailure ? sqlite::failureReason(error) : QStringLiteral("disk error");
}

/// The disk did not take it: what is not committed stays in memory, what comes waits in the queue.
void RecordingJob::hold(const Error &error)
{
    if (!m_trouble)
        m_trouble = {reasonOf(error), {}, m_clock.nowNs(), m_dropsNoted, std::exchange(m_hasFailedToSync, false), 1};
    m_trouble->sentence = errorText(error);
    forgetAppended();
    publishFigures();
    m_callbacks.figuresChanged(figures());
}

void RecordingJob::forgetAppended()
{
    m_writer->recover();
    m_open.nextBatch = m_open.nextNote = 0;
    m_open.nextMessage = m_open.firstMessage;
    m_series.forgotten();
    m_open.filtered = 0;
    m_open.hasLast = m_open.isLastCommitted;
}

void RecordingJob::waitForDisk()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, retryInterval, [this] { return m_isStopping; });
}

/// Tries the disk again; on success all that was held is in the file, and what happened is said there.
Result<void> RecordingJob::goOn()
{
    forgetAppended();
    if (m_watch.look() != DiskWatch::State::There) {
        if (auto moved = moveOn(); !moved)
            return moved;
    }
    if (auto done = appendOpen(); !done)
        return done;
    if (auto done = commit(); !done)
        return done;
    if (m_trouble->isUncertain && m_unsynced)
        ++m_unsynced->times;
    else if (m_trouble->isUncertain)
        m_unsynced = m_trouble;
    else if (m_dropsNoted == m_trouble->dropsBefore)
        noteTrouble(*m_trouble);
    m_trouble.reset();
    m_committedAtNs = monotonicNanoseconds();
    publishFigures();
    m_callbacks.figuresChanged(figures());
    return {};
}

/// As far as is known nothing was lost, so there is no gap: a mark says what happened.
void RecordingJob::noteTrouble(const Trouble &trouble)
{
    const auto forMs = (m_clock.nowNs() - trouble.sinceNs) / 1'000'000;
    auto text = trouble.isUncertain ? Words::tr("%1 for %2 ms; whether this time and the quarter of a second before it "
                                                "are safe on the disk is not known")
                                    : Words::tr("%1 for %2 ms; nothing was lost");
    text = text.arg(trouble.reason).arg(forMs);
    if (trouble.times > 1)
        text += Words::tr("; tried %1 times").arg(trouble.times);
    m_open.notes.push_back(Note::of(RecordedMark{trouble.sinceNs, QStringLiteral("disk"), text}));
}

/// What was written came to the disk again: one mark tells of all the times before that it did not.
void RecordingJob::noteSynced()
{
    if (m_unsynced)
        noteTrouble(*m_unsynced);
    m_unsynced.reset();
}

/// The file or its log has lost its name, but we have it open still: everything goes into a new one beside it. A folder
/// that is gone may be a medium that was taken out: it is waited for, and only made anew at the end. Where only the log
/// is gone, the old file stays, with all that came before.
Result<void> RecordingJob::moveOn()
{
    if (m_watch.look() == DiskWatch::State::FolderGone && !m_queue->isClosed())
        return checkFile();
    const auto path = freeRecordingPath(m_path);
    if (auto prepared = prepareRecordingPath(path, false); !prepared)
        return prepared;
    auto copied = m_writer->copyTo(path);
    if (!copied) {
        QFile::remove(path);
        return copied.error();
    }
    dropNextFile(); // it names the old one as the one before it
    m_writer = std::move(copied).value();
    if (!QFileInfo::exists(m_path))
        (void)removeRecording(m_path); // its log is of no use to anybody
    m_watch = DiskWatch(path);
    m_path = path;
    return {};
}

} // namespace gnat
