// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <functional>

namespace gnat {

class CodecRegistry;
struct PayloadField;

/// A CSV whose columns are those that the messages have: header.<key> for each header, payload.<path> for each field of
/// decoded payloads (payload.user.name, payload.items[0].id). Two passes: learn() every message, then write them. Every
/// line has the whole payload, too, so that nothing is lost where the columns end. Values are the bytes as they came,
/// see appendCsvField(). Plain, for one thread.
class FlatCsv
{
public:
    static constexpr qsizetype maxHeaders = 100;
    static constexpr qsizetype maxFields = 400;

    explicit FlatCsv(const CodecRegistry &codecs) : m_codecs(codecs) {}

    void learn(const MessageView &message);
    void appendTitles(QByteArray &out) const;
    /// `note`: null if the message is not marked.
    void append(QByteArray &out, const MessageView &message, const QString *note);
    /// Different names that got no column.
    quint64 leftOut() const { return m_leftOut; }
    /// Messages with more fields than are taken apart.
    quint64 notWhole() const { return m_notWhole; }
    /// Values of headers and fields that stand there as Base64.
    quint64 asBase64() const { return m_asBase64; }

private:
    using Columns = QHash<QByteArray, qsizetype>;
    using Visit = std::function<void(const QByteArray &path, const PayloadField &field)>;
    class Cells;
    /// Whether all fields were visited.
    bool visitFields(const MessageView &message, QString &format, const Visit &visit) const;

    const CodecRegistry &m_codecs;
    Columns m_headers; ///< key to column
    Columns m_fields;  ///< path to column
    quint64 m_leftOut = 0;
    quint64 m_notWhole = 0;
    quint64 m_asBase64 = 0;
};

} // namespace gnat
