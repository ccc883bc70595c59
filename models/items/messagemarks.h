// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"
#include "core/result.h"

#include <QHash>
#include <QObject>
#include <QString>
#include <QVariant>

#include <map>
#include <optional>

namespace gnat {

/// A message that the user marked: a copy of its own, so that it is there when the list has let it go.
struct MessageMark
{
    MessageHandle message;
    QString note; ///< empty: none
};

/// The marks of a list, by position in its source; bounded in number and bytes. GUI thread.
class MessageMarks final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t maxMarks = 1000;
    static constexpr std::size_t maxBytes = 64'000'000;

    using QObject::QObject;

    /// The error says which limit is reached. A mark that is there keeps its note.
    Result<void> mark(quint64 position, const MessageHandle &message);
    /// A mark of an earlier time, without a copy of the message; none beyond the limit.
    void restore(quint64 position, const QString &note);
    void remove(quint64 position);
    void setNote(quint64 position, const QString &note);
    void clear();

    const MessageMark *find(quint64 position) const;
    /// The note as a text, empty if there is none; not valid where there is no mark.
    QVariant noteAt(quint64 position) const;
    const std::map<quint64, MessageMark> &all() const { return m_marks; }
    /// The nearest marked position behind, or before, this one.
    std::optional<quint64> next(quint64 position) const;
    std::optional<quint64> previous(quint64 position) const;
    /// Note by position, for exports.
    QHash<quint64, QString> notes() const;

Q_SIGNALS:
    void changed(quint64 position);

private:
    std::map<quint64, MessageMark> m_marks;
    std::size_t m_bytes = 0;
};

} // namespace gnat
