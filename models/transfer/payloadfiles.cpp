// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "base/words.h"
#include "codecs/payloadcodec.h"
#include "transfer/messageexport.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace gnat {

namespace {

constexpr qsizetype longestSubject = 100;

QString extensionOf(const QString &format)
{
    if (format == u"text")
        return QStringLiteral("txt");
    if (format == u"empty" || format.contains(u'/'))
        return QStringLiteral("bin");
    return format;
}

QString safeName(const QString &subject)
{
    QString name = subject.left(longestSubject);
    for (auto &c : name) {
        const bool isRefused = QStringLiteral("/\\:*?\"<>|").contains(c) || c == QChar::ReplacementCharacter;
        if (isRefused || !c.isPrint())
            c = u'_';
    }
    if (name.startsWith(u'.')) // hidden, or a folder
        name[0] = u'_';
    return name;
}

Result<void> save(const QString &path, std::string_view payload)
{
    if (const QFileInfo there(path); there.exists() && !there.isFile()) // a device would be replaced
        return makeError(ErrorKind::StorageFailure,
                         Words::tr("%1 could not be written: %2.").arg(there.fileName(), Words::tr("it is no file")));
    QSaveFile file(path);
    const auto size = static_cast<qint64>(payload.size());
    if (file.open(QIODevice::WriteOnly) && file.write(payload.data(), size) == size && file.flush() && file.commit())
        return {};
    return makeError(ErrorKind::StorageFailure,
                     Words::tr("%1 could not be written: %2.").arg(QFileInfo(path).fileName(), file.errorString()));
}

/// A name that is not there yet: "a.json", "a 2.json".
QString freePath(const QDir &folder, const QString &name)
{
    const QFileInfo info(name);
    const auto suffix = info.suffix();
    const auto base = name.chopped(suffix.size() + 1);
    auto path = folder.filePath(name);
    for (int number = 2; QFileInfo::exists(path); ++number)
        path = folder.filePath(QStringLiteral("%1 %2.%3").arg(base).arg(number).arg(suffix));
    return path;
}

} // namespace

QString payloadFileName(const MessageView &message, const CodecRegistry &codecs)
{
    const auto at = QDateTime::fromMSecsSinceEpoch(message.atNs / 1'000'000);
    return QStringLiteral("%1 %2.%3")
        .arg(safeName(toText(message.subject)), at.toString(QStringLiteral("HH-mm-ss.zzz")),
             extensionOf(codecs.guess(message.payload).name()));
}

Result<quint64> savePayloads(const std::vector<MessageHandle> &messages, const QString &path, bool isFolder,
                             const CodecRegistry &codecs, const JobControl &control)
{
    const QDir folder(path);
    quint64 saved = 0;
    for (const auto &message : messages) {
        if (control.stop.stop_requested())
            return makeError(ErrorKind::Cancelled,
                             Words::tr("Saving was cancelled after %1 payloads.").arg(static_cast<qulonglong>(saved)));
        const auto view = message.view();
        const auto file = isFolder ? freePath(folder, payloadFileName(view, codecs)) : path;
        if (const auto written = save(file, view.payload); !written)
            return written.error();
        ++saved;
        if (control.progress)
            control.progress(saved, messages.size());
    }
    return saved;
}

} // namespace gnat
