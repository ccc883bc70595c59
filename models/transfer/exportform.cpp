// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/exportform_p.h"

#include "base/text.h"
#include "transfer/flatcsv.h"
#include "transfer/mcapwriter.h"
#include "transfer/ndjson.h"
#include "transfer/snippets.h"

#include <QFileInfo>

#include <algorithm>
#include <array>

namespace gnat {

namespace {

class NdjsonForm final : public ExportForm
{
public:
    Result<void> append(QByteArray &out, const MessageView &message, const QString *note) override
    {
        appendNdjson(out, message, message.sequence);
        if (!note)
            return {};
        out.chop(2); // }\n
        out.append(",\"marked\":true");
        if (!note->isEmpty()) {
            const auto utf8 = note->toUtf8();
            out.append(",\"note\":");
            appendJsonString(out, viewOf(utf8));
        }
        out.append("}\n");
        return {};
    }
};

class CsvForm final : public ExportForm
{
public:
    explicit CsvForm(const CodecRegistry &codecs) : m_csv(codecs) {}

    bool mustLearn() const override { return true; }
    void learn(const MessageView &message) override { m_csv.learn(message); }
    void begin(QByteArray &out) override { m_csv.appendTitles(out); }
    Result<void> append(QByteArray &out, const MessageView &message, const QString *note) override
    {
        m_csv.append(out, message, note);
        return {};
    }
    void report(ExportFigures &figures) const override
    {
        figures.fieldsLeftOut = m_csv.leftOut();
        figures.fieldsNotSeen = m_csv.notWhole();
        figures.asBase64 = m_csv.asBase64();
    }

private:
    FlatCsv m_csv;
};

class ScriptForm final : public ExportForm
{
public:
    explicit ScriptForm(QString server) : m_server(std::move(server)) {}

    void begin(QByteArray &out) override { out += QByteArray::fromStdString(natsScriptHead(m_server.toStdString())); }
    Result<void> append(QByteArray &out, const MessageView &message, const QString * /*note*/) override
    {
        out += QByteArray::fromStdString(natsScriptLine(message));
        return {};
    }

private:
    const QString m_server;
};

class McapForm final : public ExportForm
{
public:
    explicit McapForm(const CodecRegistry &codecs) : m_writer(codecs) {}

    Result<void> append(QByteArray &out, const MessageView &message, const QString * /*note*/) override
    {
        m_withoutRest += !message.headers.empty() || !message.reply.empty();
        return m_writer.append(out, message);
    }
    void end(QByteArray &out) override { m_writer.finish(out); }
    void report(ExportFigures &figures) const override { figures.withoutRest = m_withoutRest; }

private:
    McapWriter m_writer;
    quint64 m_withoutRest = 0;
};

struct Ending
{
    ExportFormat format;
    const char *ending;
};

constexpr std::array endings{Ending{ExportFormat::Ndjson, ".ndjson"}, Ending{ExportFormat::Csv, ".csv"},
                             Ending{ExportFormat::Script, ".sh"}, Ending{ExportFormat::Mcap, ".mcap"}};

} // namespace

std::unique_ptr<ExportForm> makeExportForm(const ExportRequest &request)
{
    switch (request.format) {
    case ExportFormat::Ndjson:
        break;
    case ExportFormat::Csv:
        return std::make_unique<CsvForm>(*request.codecs);
    case ExportFormat::Script:
        return std::make_unique<ScriptForm>(request.server);
    case ExportFormat::Mcap:
        return std::make_unique<McapForm>(*request.codecs);
    }
    return std::make_unique<NdjsonForm>();
}

ExportFormat exportFormatOf(const QString &path)
{
    const auto *const found = std::ranges::find_if(endings, [&path](const Ending &ending) {
        return path.endsWith(QLatin1String(ending.ending), Qt::CaseInsensitive);
    });
    return found == endings.end() ? ExportFormat::Ndjson : found->format;
}

QString exportEnding(ExportFormat format)
{
    return QLatin1String(std::ranges::find(endings, format, &Ending::format)->ending);
}

} // namespace gnat
