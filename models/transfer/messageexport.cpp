// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/messageexport.h"

#include "base/text.h"
#include "base/words.h"
#include "transfer/exportform_p.h"

#include <QFileInfo>
#include <QSaveFile>
#include <QStorageInfo>

#include <algorithm>

namespace gnat {

namespace {

constexpr qsizetype flushBytes = 1 << 20;
constexpr quint64 lookEvery = 1024; ///< messages between two looks at the stop sign

Error cannotWrite(const QString &path, const QString &reason)
{
    return makeError(ErrorKind::StorageFailure,
                     Words::tr("%1 could not be written: %2.").arg(QFileInfo(path).fileName(), reason));
}

/// Of a write that failed: what finds only part of its room sets no reason.
QString reasonOf(const QFileDevice &file)
{
    const QStorageInfo disk(QFileInfo(file.fileName()).absolutePath());
    return disk.isValid() && disk.bytesAvailable() < flushBytes ? Words::tr("the disk is full") : file.errorString();
}

Error cancelled()
{
    return makeError(ErrorKind::Cancelled, Words::tr("The export was cancelled; no file was written."));
}

/// Runs over the wanted messages of a request, as often as it takes.
class Pass
{
public:
    Pass(const ExportRequest &request, const JobControl &control, quint64 before, quint64 total)
        : m_request(request), m_control(control), m_done(before), m_total(total)
    {
    }

    /// `take` is false when something went wrong in it.
    Result<void> run(const std::function<bool(const MessageView &, quint64 position)> &take)
    {
        bool isGood = true;
        for (const auto &range : m_request.ranges) {
            const auto read = m_request.messages->visit(
                range.first, range.end, [&](const MessageView &message, std::uint64_t position) {
                    if (m_done++ % lookEvery == 0) {
                        if (m_control.progress)
                            m_control.progress(m_done, m_total);
                        isGood = !m_control.stop.stop_requested();
                    }
                    if (isGood && (!m_request.wanted || m_request.wanted(message)))
                        isGood = take(message, position);
                    return isGood;
                });
            if (!read)
                return read;
            if (m_control.stop.stop_requested())
                return cancelled();
            if (!isGood)
                break;
        }
        return {};
    }

private:
    const ExportRequest &m_request;
    const JobControl &m_control;
    quint64 m_done;
    quint64 m_total;
};

quint64 countOf(const std::vector<PositionRange> &ranges)
{
    quint64 count = 0;
    for (const auto &range : ranges)
        count += range.end - range.first;
    return count;
}

} // namespace

Result<ExportFigures> exportMessages(const ExportRequest &request, const JobControl &control)
{
    const auto form = makeExportForm(request);
    const auto count = countOf(request.ranges);
    const auto total = form->mustLearn() ? 2 * count : count;
    if (const QFileInfo there(request.path); there.exists() && !there.isFile())
        return cannotWrite(request.path, Words::tr("it is no file")); // a device would be replaced
    QSaveFile file(request.path);
    if (!file.open(QIODevice::WriteOnly))
        return cannotWrite(request.path, file.errorString());
    if (form->mustLearn()) {
        const auto learned = Pass(request, control, 0, total).run([&](const MessageView &message, quint64) {
            form->learn(message);
            return true;
        });
        if (!learned)
            return learned.error();
    }
    ExportFigures figures;
    QByteArray out;
    form->begin(out);
    bool isWritten = true;
    const auto flush = [&](qsizetype from) {
        if (out.size() >= from) {
            isWritten = file.write(out) == out.size();
            out.resize(0);
        }
        return isWritten;
    };
    Result<void> formed;
    const auto written =
        Pass(request, control, total - count, total).run([&](const MessageView &message, quint64 position) {
            const auto note = request.notes.constFind(position);
            formed = form->append(out, message, note == request.notes.constEnd() ? nullptr : &note.value());
            ++figures.messages;
            return formed && flush(flushBytes);
        });
    if (!written)
        return written.error();
    if (!formed)
        return formed.error();
    form->end(out);
    // flush(): commit() alone does not notice that the last bytes found no room.
    if (!isWritten || !flush(0) || !file.flush() || !file.commit())
        return cannotWrite(request.path, reasonOf(file));
    if (request.format == ExportFormat::Script)
        QFile::setPermissions(request.path, QFile::permissions(request.path) | QFile::ExeOwner | QFile::ExeUser);
    form->report(figures);
    return figures;
}

} // namespace gnat
