// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/messagemarks.h"

#include "base/text.h"
#include "core/batchbuilder.h"

#include <utility>

namespace gnat {

namespace {

/// The message alone: its batch has hundreds of others that must not stay in memory with it.
MessageHandle copyOf(const MessageView &view)
{
    BatchBuilder builder(view.source);
    if (!builder.append({view.subject, view.reply, view.headers, view.payload}, view.atNs, view.subscription))
        return {};
    return {builder.take(view.sequence), 0};
}

} // namespace

Result<void> MessageMarks::mark(quint64 position, const MessageHandle &message)
{
    if (message.isEmpty() || find(position))
        return {};
    if (m_marks.size() >= maxMarks)
        return makeError(ErrorKind::TooLarge,
                         tr("There are %n marks already. Remove some first.", nullptr, int(maxMarks)));
    auto copy = copyOf(message.view());
    const auto bytes = copy.isEmpty() ? 0 : copy.batch->memoryBytes();
    if (m_bytes + bytes > maxBytes)
        return makeError(ErrorKind::TooLarge,
                         tr("The marked messages are too large together. Remove some marks first."));
    m_bytes += bytes;
    m_marks.emplace(position, MessageMark{std::move(copy), {}});
    Q_EMIT changed(position);
    return {};
}

void MessageMarks::restore(quint64 position, const QString &note)
{
    if (m_marks.size() >= maxMarks || find(position))
        return;
    m_marks.emplace(position, MessageMark{{}, note});
    Q_EMIT changed(position);
}

void MessageMarks::remove(quint64 position)
{
    const auto mark = m_marks.find(position);
    if (mark == m_marks.end())
        return;
    m_bytes -= mark->second.message.isEmpty() ? 0 : mark->second.message.batch->memoryBytes();
    m_marks.erase(mark);
    Q_EMIT changed(position);
}

void MessageMarks::setNote(quint64 position, const QString &note)
{
    const auto mark = m_marks.find(position);
    if (mark == m_marks.end() || mark->second.note == note)
        return;
    mark->second.note = note;
    Q_EMIT changed(position);
}

void MessageMarks::clear()
{
    m_bytes = 0;
    const auto gone = std::exchange(m_marks, {});
    for (const auto &[position, mark] : gone)
        Q_EMIT changed(position);
}

const MessageMark *MessageMarks::find(quint64 position) const
{
    const auto mark = m_marks.find(position);
    return mark == m_marks.end() ? nullptr : &mark->second;
}

QVariant MessageMarks::noteAt(quint64 position) const
{
    const auto *mark = find(position);
    return mark ? QVariant(QStringLiteral("") + mark->note) : QVariant();
}

std::optional<quint64> MessageMarks::next(quint64 position) const
{
    const auto mark = m_marks.upper_bound(position);
    return mark == m_marks.end() ? std::nullopt : std::optional(mark->first);
}

std::optional<quint64> MessageMarks::previous(quint64 position) const
{
    const auto mark = m_marks.lower_bound(position);
    return mark == m_marks.begin() ? std::nullopt : std::optional(std::prev(mark)->first);
}

QHash<quint64, QString> MessageMarks::notes() const
{
    QHash<quint64, QString> notes;
    for (const auto &[position, mark] : m_marks)
        notes.insert(position, mark.note);
    return notes;
}

} // namespace gnat
