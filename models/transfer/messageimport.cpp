// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/messageimport.h"

#include "base/text.h"
#include "base/words.h"
#include "core/subject.h"
#include "transfer/mcapreader.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <tuple>

namespace gnat {

namespace {

constexpr qsizetype chunkBytes = 1 << 20;
constexpr qsizetype longestLine = qsizetype{512} * 1024 * 1024;
constexpr qsizetype longestSubject = 65'535; ///< as a batch has room for
constexpr qsizetype keptProblems = 20;

Error cannotRead(const QString &path, const QString &reason)
{
    return makeError(ErrorKind::StorageFailure, Words::tr("“%1” cannot be read: %2.").arg(path, reason));
}

Error cancelled()
{
    return makeError(ErrorKind::Cancelled, Words::tr("The import was cancelled; no recording was written."));
}

/// Programs of Windows begin texts with a mark that they are UTF-8.
std::string_view withoutByteOrderMark(std::string_view text)
{
    constexpr std::string_view mark = "\xef\xbb\xbf";
    return text.starts_with(mark) ? text.substr(mark.size()) : text;
}

bool isBlank(std::string_view line)
{
    return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

/// One import: what was read so far, and what happens with what is broken.
class Import
{
public:
    Import(bool skipBroken, const TakeImported &take) : m_skipBroken(skipBroken), m_take(take) {}

    /// `place`: "line 12 of a.ndjson".
    Result<void> object(std::string_view json, const QString &place, std::int64_t fallbackNs)
    {
        auto message = parseMessageObject(json);
        return message ? take(std::move(message).value(), place, fallbackNs) : broken(place, message.error());
    }

    Result<void> take(ImportedMessage message, const QString &place, std::int64_t fallbackNs)
    {
        if (message.subject.size() > longestSubject || message.reply.size() > longestSubject)
            return broken(place, makeError(ErrorKind::TooLarge,
                                           Words::tr("a subject or reply subject has more than 65,535 bytes")));
        if (!message.atNs) {
            ++m_figures.withoutTime;
            message.atNs = std::max(fallbackNs, m_lastNs);
        }
        m_lastNs = *message.atNs;
        m_figures.renamed += message.isRenamed;
        ++m_figures.messages;
        return m_take(message);
    }

    Result<void> broken(const QString &place, const Error &error)
    {
        const auto text = QStringLiteral("%1: %2").arg(place, errorText(error));
        if (!m_skipBroken)
            return makeError(ErrorKind::InvalidInput,
                             Words::tr("%1. Nothing was imported.").arg(text.endsWith(u'.') ? text.chopped(1) : text));
        ++m_figures.skipped;
        if (m_figures.problems.size() < keptProblems)
            m_figures.problems << text;
        return {};
    }

    const ImportFigures &figures() const { return m_figures; }

private:
    const bool m_skipBroken;
    const TakeImported &m_take;
    ImportFigures m_figures;
    std::int64_t m_lastNs = 0;
};

std::int64_t writtenNs(const QFileInfo &file)
{
    return std::int64_t{file.lastModified().toMSecsSinceEpoch()} * 1'000'000;
}

/// The lines of a file, whatever their length.
class LineFile
{
public:
    explicit LineFile(const QString &path) : m_file(path) {}

    bool open() { return m_file.open(QIODevice::ReadOnly); }
    QString errorText() const { return m_file.errorString(); }
    qint64 size() const { return m_file.size(); }
    qint64 position() const { return m_file.pos() - (m_buffer.size() - m_at); }
    bool isTooLong() const { return m_buffer.size() - m_at > longestLine; }
    bool hasFailed() const { return m_file.error() != QFileDevice::NoError; }

    /// False at the end. The line lives until the next call.
    bool next(std::string_view *line)
    {
        for (auto from = m_at;;) {
            const auto end =
                std::find_if(m_buffer.cbegin() + from, m_buffer.cend(), [](char c) { return c == '\n' || c == '\0'; });
            if (end != m_buffer.cend()) {
                *line = {m_buffer.constData() + m_at, static_cast<std::size_t>(end - m_buffer.cbegin() - m_at)};
                m_at = end - m_buffer.cbegin() + 1;
                return true;
            }
            from = m_buffer.size() - m_at;
            m_buffer.remove(0, std::exchange(m_at, 0));
            const auto more = isTooLong() ? QByteArray() : m_file.read(chunkBytes);
            if (more.isEmpty())
                break;
            m_buffer.append(more);
        }
        if (m_buffer.isEmpty() || isTooLong())
            return false;
        *line = viewOf(m_buffer);
        m_at = m_buffer.size();
        return true;
    }

private:
    QFile m_file;
    QByteArray m_buffer;
    qsizetype m_at = 0;
};

Result<void> importLines(const QString &path, Import &import, const JobControl &control)
{
    LineFile file(path);
    if (!file.open())
        return cannotRead(path, file.errorText());
    const auto fallbackNs = writtenNs(QFileInfo(path));
    const auto name = QFileInfo(path).fileName();
    std::string_view line;
    for (quint64 number = 1; file.next(&line); ++number) {
        if (control.stop.stop_requested())
            return cancelled();
        if (control.progress)
            control.progress(static_cast<quint64>(file.position()), static_cast<quint64>(file.size()));
        if (number == 1)
            line = withoutByteOrderMark(line);
        if (isBlank(line))
            continue;
        const auto place = Words::tr("Line %1 of %2").arg(QString::number(number), name);
        if (const auto done = import.object(line, place, fallbackNs); !done)
            return done;
    }
    if (file.isTooLong())
        return cannotRead(path, Words::tr("it has no lines"));
    return file.hasFailed() ? Result<void>(cannotRead(path, file.errorText())) : Result<void>();
}

/// Of a file that isMcap().
Result<void> importMcap(QFile &file, Import &import, const JobControl &control)
{
    const auto name = QFileInfo(file.fileName()).fileName();
    const auto total = static_cast<quint64>(file.size());
    const auto take = [&](const McapMessage &found) -> Result<void> {
        const auto place = Words::tr("Message %1 of %2").arg(found.number).arg(name);
        if (!isLiteralSubject(found.topic))
            return import.broken(place,
                                 makeError(ErrorKind::InvalidInput,
                                           Words::tr("The topic “%1” is no NATS subject.").arg(toText(found.topic))));
        ImportedMessage message;
        message.subject = toByteArray(found.topic);
        message.payload = toByteArray(found.payload);
        message.atNs = found.atNs;
        return import.take(std::move(message), place, 0);
    };
    const auto read = readMcap(file, take, [&](quint64 bytes) {
        if (control.progress)
            control.progress(bytes, total);
        return !control.stop.stop_requested();
    });
    return control.stop.stop_requested() ? cancelled() : read;
}

Result<QByteArray> readWhole(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return cannotRead(path, file.errorString());
    auto bytes = file.readAll();
    return file.error() == QFileDevice::NoError ? Result<QByteArray>(bytes) : cannotRead(path, file.errorString());
}

/// A message file of a folder, by what orders it.
struct FolderFile
{
    QString name;
    quint64 number = 0;
    bool isReply = false;
};

/// The message files of a folder in order; what else lies there is not looked at.
QList<FolderFile> messageFiles(const QDir &folder)
{
    static const QRegularExpression pattern(QStringLiteral("^(?:(\\d+)(_reply)?|rabtap-(\\d+))\\.json$"));
    QList<FolderFile> files;
    const auto names = folder.entryList({QStringLiteral("*.json")}, QDir::Files);
    for (const auto &name : names) {
        const auto match = pattern.match(name);
        if (match.hasMatch())
            files.append({name, (match.captured(1) + match.captured(3)).toULongLong(), !match.captured(2).isEmpty()});
    }
    std::ranges::sort(files, {}, [](const FolderFile &file) { return std::tuple(file.number, file.isReply); });
    return files;
}

Result<void> importFile(const QDir &folder, const QString &name, Import &import)
{
    const auto json = readWhole(folder.filePath(name));
    if (!json)
        return json.error();
    const auto place = Words::tr("File %1").arg(name);
    auto message = parseMessageObject(withoutByteOrderMark(viewOf(json.value())));
    if (!message)
        return import.broken(place, message.error());
    const auto bodyPath = folder.filePath(name.chopped(5) + QStringLiteral(".dat")); // of rabtap
    if (name.startsWith(u'r') && QFile::exists(bodyPath)) {
        const auto body = readWhole(bodyPath);
        if (!body)
            return body.error();
        message.value().payload = body.value();
    }
    return import.take(std::move(message).value(), place, writtenNs(QFileInfo(folder.filePath(name))));
}

Result<void> importFolder(const QString &path, Import &import, const JobControl &control)
{
    const QDir folder(path);
    const auto files = messageFiles(folder);
    if (files.isEmpty())
        return makeError(
            ErrorKind::NotFound,
            Words::tr("“%1” holds no messages: neither 1.json, 2.json … as nats sub --dump writes them, nor "
                      "rabtap-….json.")
                .arg(path));
    for (qsizetype i = 0; i < files.size(); ++i) {
        if (control.stop.stop_requested())
            return cancelled();
        if (control.progress)
            control.progress(static_cast<quint64>(i), static_cast<quint64>(files.size()));
        if (const auto done = importFile(folder, files.at(i).name, import); !done)
            return done;
    }
    return {};
}

} // namespace

Result<ImportFigures> importMessages(const QString &path, bool skipBroken, const TakeImported &take,
                                     const JobControl &control)
{
    const QFileInfo info(path);
    if (!info.exists())
        return makeError(ErrorKind::NotFound, Words::tr("There is no file “%1”.").arg(path));
    Import import(skipBroken, take);
    QFile file(path);
    const bool isOfMcap = info.isFile() && file.open(QIODevice::ReadOnly) && isMcap(file);
    const auto done = info.isDir() ? importFolder(path, import, control)
                      : isOfMcap   ? importMcap(file, import, control)
                                   : importLines(path, import, control);
    return done ? Result<ImportFigures>(import.figures()) : Result<ImportFigures>(done.error());
}

} // namespace gnat
