// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/flatcsv.h"

#include "base/text.h"
#include "codecs/fieldbytes.h"
#include "codecs/payloadcodec.h"
#include "core/headerblock.h"
#include "transfer/csv.h"

#include <QDateTime>

#include <optional>
#include <string>
#include <vector>

namespace gnat {

namespace {

void appendText(QByteArray &out, const QString &text)
{
    out.append(',');
    const auto bytes = text.toUtf8();
    appendCsvField(out, viewOf(bytes));
}

/// The names in the order of their columns, each behind a prefix.
void appendNames(QByteArray &out, const QHash<QByteArray, qsizetype> &columns, const QByteArray &prefix)
{
    std::vector<QByteArray> names(static_cast<std::size_t>(columns.size()));
    for (auto it = columns.begin(); it != columns.end(); ++it)
        names[static_cast<std::size_t>(it.value())] = prefix + it.key();
    for (const auto &name : names) {
        out.append(',');
        appendCsvField(out, viewOf(name));
    }
}

QString isoTime(std::int64_t atNs)
{
    const auto seconds = QDateTime::fromSecsSinceEpoch(atNs / 1'000'000'000, Qt::UTC);
    return seconds.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.")) +
           QStringLiteral("%1Z").arg(atNs % 1'000'000'000, 9, 10, QLatin1Char('0'));
}

void walk(const PayloadField &field, const QByteArray &path,
          const std::function<void(const QByteArray &, const PayloadField &)> &visit)
{
    if (field.kind != FieldKind::Map && field.kind != FieldKind::Array) {
        visit(path, field);
        return;
    }
    for (const auto &child : field.children) {
        const bool isFirst = path.isEmpty() || child.key.startsWith(u'[');
        const auto key = child.key.toUtf8();
        walk(child, isFirst ? path + key : path + '.' + key, visit);
    }
}

} // namespace

/// The places of a line that belong to headers or fields, filled as they come.
class FlatCsv::Cells
{
public:
    explicit Cells(const Columns &columns) : m_columns(columns), m_cells(static_cast<std::size_t>(columns.size())) {}

    bool has(const QByteArray &name) const { return m_columns.contains(name); }

    void set(const QByteArray &name, std::string_view value)
    {
        const auto column = m_columns.constFind(name);
        if (column == m_columns.constEnd())
            return;
        auto &cell = m_cells[static_cast<std::size_t>(column.value())];
        if (cell)
            cell->append("\n").append(value); // values of one header key
        else
            cell = std::string(value);
    }

    /// Returns how many stand there as Base64.
    quint64 appendTo(QByteArray &out) const
    {
        quint64 asBase64 = 0;
        for (const auto &cell : m_cells) {
            out.append(',');
            asBase64 += cell && appendCsvField(out, *cell);
        }
        return asBase64;
    }

private:
    const Columns &m_columns;
    std::vector<std::optional<std::string>> m_cells;
};

bool FlatCsv::visitFields(const MessageView &message, QString &format, const Visit &visit) const
{
    if (message.payload.empty())
        return true;
    const auto &codec = m_codecs.guess(message.payload);
    format = codec.name();
    const auto decoded = codec.decode(message.payload);
    if (!decoded || (decoded.value().kind != FieldKind::Map && decoded.value().kind != FieldKind::Array))
        return true;
    walk(decoded.value(), {}, visit);
    return isWhole(decoded.value());
}

void FlatCsv::learn(const MessageView &message)
{
    const auto note = [this](Columns &columns, const QByteArray &name, qsizetype most) {
        if (columns.contains(name))
            return;
        if (columns.size() < most)
            columns.insert(name, columns.size());
        else
            ++m_leftOut;
    };
    if (const auto block = HeaderBlock::parse(message.headers)) {
        for (const auto &field : block->fields)
            note(m_headers, toByteArray(field.key), maxHeaders);
    }
    QString format;
    const auto isAll = visitFields(
        message, format, [&](const QByteArray &path, const PayloadField &) { note(m_fields, path, maxFields); });
    m_notWhole += !isAll;
}

void FlatCsv::appendTitles(QByteArray &out) const
{
    out.append("number,at_ns,time,subject,reply,size,note");
    appendNames(out, m_headers, "header.");
    appendNames(out, m_fields, "payload.");
    out.append(",payload\r\n");
}

void FlatCsv::append(QByteArray &out, const MessageView &message, const QString *note)
{
    out.append(QByteArray::number(static_cast<qulonglong>(message.sequence))).append(',');
    out.append(QByteArray::number(static_cast<qlonglong>(message.atNs)));
    appendText(out, isoTime(message.atNs));
    out.append(',');
    appendCsvField(out, message.subject);
    out.append(',');
    appendCsvField(out, message.reply);
    out.append(',').append(QByteArray::number(static_cast<qulonglong>(message.payload.size())));
    appendText(out, note ? (note->isEmpty() ? QStringLiteral("marked") : *note) : QString());
    Cells headers(m_headers);
    if (const auto block = HeaderBlock::parse(message.headers)) {
        for (const auto &field : block->fields)
            headers.set(toByteArray(field.key), field.value);
    }
    m_asBase64 += headers.appendTo(out);
    Cells fields(m_fields);
    QString format;
    visitFields(message, format, [&](const QByteArray &path, const PayloadField &field) {
        if (fields.has(path))
            fields.set(path, fieldBytes(message.payload, field, format));
    });
    m_asBase64 += fields.appendTo(out);
    out.append(',');
    appendCsvField(out, message.payload);
    out.append("\r\n");
}

} // namespace gnat
