// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <string>
#include <vector>

namespace gnat {

class CodecRegistry;
struct PayloadField;

/// A CSV whose columns are those that the messages have: header.<key> for each header, payload.<path> for each field of
/// decoded payloads (payload.user.name, payload.items[0].id). Two passes: learn() every message, then write them. Every
/// line has the whole payload, too, so that nothing is lost where the columns end. Plain, for one thread.
class FlatCsv
{
public:
    static constexpr qsizetype maxHeaders = 100;
    static constexpr qsizetype maxFields = 400;

    explicit FlatCsv(const CodecRegistry &codecs) : m_codecs(codecs) {}

    void learn(const MessageView &message);
    void appendTitles(QByteArray &out) const;
    /// `note`: null if the message is not marked.
    void append(QByteArray &out, const MessageView &message, const QString *note) const;
    /// Different names that got no column.
    quint64 leftOut() const { return m_leftOut; }

private:
    using Visit = std::function<void(const QString &path, const QString &value)>;
    void visitFields(const MessageView &message, const Visit &visit) const;
    void walk(const PayloadField &field, const QString &path, const Visit &visit) const;

    const CodecRegistry &m_codecs;
    QHash<QString, qsizetype> m_headers; ///< key to column
    QHash<QString, qsizetype> m_fields;  ///< path to column
    quint64 m_leftOut = 0;
};

} // namespace gnat
