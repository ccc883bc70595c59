// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rework/recordingexport.h"

#include "base/plural.h"
#include "base/words.h"
#include "recording/recordingreader.h"
#include "rework/targetcheck.h"

#include <QLocale>

namespace gnat {

namespace {

/// A recording as exports read it.
class FileMessages final : public MessageSnapshot
{
public:
    FileMessages(RecordingReader reader, quint64 messages) : m_reader(std::move(reader)), m_messages(messages) {}

    std::uint64_t begin() const override { return 0; }
    std::uint64_t end() const override { return m_messages; }
    Result<void> visit(std::uint64_t first, std::uint64_t end, const Visit &visit) const override
    {
        return m_reader.visit([&](const MessageView &message, quint64 row) { return row < end && visit(message, row); },
                              first);
    }

private:
    RecordingReader m_reader;
    const quint64 m_messages;
};

} // namespace

Result<ExportFigures> exportRecording(const RecordingExportRequest &request, const JobControl &control)
{
    if (auto checked = checkTarget(request.path, {request.source}); !checked)
        return checked.error();
    auto reader = RecordingReader::open(request.source);
    if (!reader)
        return reader.error();
    const auto messages = reader.value().messages();
    if (!messages)
        return messages.error();
    ExportRequest whole;
    whole.messages = std::make_shared<FileMessages>(std::move(reader).value(), messages.value());
    whole.ranges = {{0, messages.value()}};
    whole.wanted = request.wanted;
    whole.format = request.format;
    whole.path = request.path;
    whole.codecs = request.codecs;
    return exportMessages(whole, control);
}

QString exportText(const ExportFigures &figures)
{
    const auto count = [](quint64 n) {
        return QLocale().toString(static_cast<qulonglong>(n));
    };
    if (figures.messages == 0)
        return Words::tr("There was no message to export; the file holds none.");
    auto text =
        Words::tr("%1 message(s) were exported.", nullptr, pluralOf(figures.messages)).arg(count(figures.messages));
    if (figures.fieldsLeftOut)
        text += u' ' + Words::tr("%1 fields got no column of their own; they stand in the payload.")
                           .arg(count(figures.fieldsLeftOut));
    if (figures.fieldsNotSeen)
        text += u' ' + Words::tr("%1 messages have more fields than are taken apart; they stand in the payload.")
                           .arg(count(figures.fieldsNotSeen));
    if (figures.asBase64)
        text += u' ' + Words::tr("%1 values are no text and stand as “base64:…”.").arg(count(figures.asBase64));
    if (figures.withoutRest)
        text += u' ' + Words::tr("%1 had headers or a reply subject, for which MCAP has no place.")
                           .arg(count(figures.withoutRest));
    return text;
}

} // namespace gnat
