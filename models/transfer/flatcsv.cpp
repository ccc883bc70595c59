// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/flatcsv.h"

#include "base/text.h"
#include "codecs/payloadcodec.h"
#include "core/headerblock.h"
#include "transfer/csv.h"

#include <QDateTime>

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
void appendNames(QByteArray &out, const QHash<QString, qsizetype> &columns, const QString &prefix)
{
    std::vector<QString> names(static_cast<std::size_t>(columns.size()));
    for (auto it = columns.begin(); it != columns.end(); ++it)
        names[static_cast<std::size_t>(it.value())] = it.key();
    for (const auto &name : names)
        appendText(out, prefix + name);
}

QString isoTime(std::int64_t atNs)
{
    const auto seconds = QDateTime::fromSecsSinceEpoch(atNs / 1'000'000'000, Qt::UTC);
    return seconds.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.")) +
           QStringLiteral("%1Z").arg(atNs % 1'000'000'000, 9, 10, QLatin1Char('0'));
}

/// The places of a line that belong to headers or fields, filled as they come.
class Cells
{
public:
    explicit Cells(const QHash<QString, qsizetype> &columns)
        : m_columns(columns), m_cells(static_cast<std::size_t>(columns.size()))
    {
    }

    void set(const QString &name, const QString &value)
    {
        const auto column = m_columns.constFind(name);
        if (column == m_columns.constEnd())
            return;
        auto &cell = m_cells[static_cast<std::size_t>(column.value())];
        cell = cell.isNull() ? value : cell + u'\n' + value; // values of one header key
    }

    void appendTo(QByteArray &out) const
    {
        for (const auto &cell : m_cells)
            appendText(out, cell);
    }

private:
    const QHash<QString, qsizetype> &m_columns;
    std::vector<QString> m_cells;
};

} // namespace

void FlatCsv::walk(const PayloadField &field, const QString &path, const Visit &visit) const
{
    if (field.kind != FieldKind::Map && field.kind != FieldKind::Array) {
        visit(path, field.text);
        return;
    }
    for (const auto &child : field.children) {
        const bool isFirst = path.isEmpty() || child.key.startsWith(u'[');
        walk(child, isFirst ? path + child.key : path + u'.' + child.key, visit);
    }
}

void FlatCsv::visitFields(const MessageView &message, const Visit &visit) const
{
    if (message.payload.empty())
        return;
    const auto decoded = m_codecs.guess(message.payload).decode(message.payload);
    if (decoded && (decoded.value().kind == FieldKind::Map || decoded.value().kind == FieldKind::Array))
        walk(decoded.value(), {}, visit);
}

void FlatCsv::learn(const MessageView &message)
{
    const auto note = [this](QHash<QString, qsizetype> &columns, const QString &name, qsizetype most) {
        if (columns.contains(name))
            return;
        if (columns.size() < most)
            columns.insert(name, columns.size());
        else
            ++m_leftOut;
    };
    if (const auto block = HeaderBlock::parse(message.headers)) {
        for (const auto &field : block->fields)
            note(m_headers, toText(field.key), maxHeaders);
    }
    visitFields(message, [&](const QString &path, const QString &) { note(m_fields, path, maxFields); });
}

void FlatCsv::appendTitles(QByteArray &out) const
{
    out.append("number,at_ns,time,subject,reply,size,note");
    appendNames(out, m_headers, QStringLiteral("header."));
    appendNames(out, m_fields, QStringLiteral("payload."));
    out.append(",payload\r\n");
}

void FlatCsv::append(QByteArray &out, const MessageView &message, const QString *note) const
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
            headers.set(toText(field.key), toText(field.value));
    }
    headers.appendTo(out);
    Cells fields(m_fields);
    visitFields(message, [&](const QString &path, const QString &value) { fields.set(path, value); });
    fields.appendTo(out);
    out.append(',');
    appendCsvField(out, message.payload);
    out.append("\r\n");
}

} // namespace gnat
