// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/recordingmarks.h"

#include "messages/listcolours.h"
#include "messages/markactions.h"
#include "messages/messagetransfer.h"
#include "settings/preferences.h"

#include <QVariant>

namespace gnat {

namespace {

QString stateName(const QString &path)
{
    return QStringLiteral("recording.marks:") + path;
}

} // namespace

RecordingMarks::RecordingMarks(MessageListModel &model, MessageTable &table, MessageTransfer &transfer,
                               Preferences &preferences, QObject *parent)
    : QObject(parent), m_preferences(preferences)
{
    m_actions = new MarkActions(model, table, m_marks, this);
    transfer.setNotes([this] { return m_marks.notes(); });
    const auto context = [] {
        return FilterContext();
    };
    new ListColours(model, table, preferences, context, this);
}

void RecordingMarks::open(const QString &path)
{
    keep();
    m_path.clear();
    m_marks.clear();
    const auto remembered = m_preferences.state(stateName(path)).toMap();
    for (auto mark = remembered.begin(); mark != remembered.end(); ++mark)
        m_marks.restore(mark.key().toULongLong(), mark.value().toString());
    m_path = path;
}

void RecordingMarks::keep() const
{
    if (m_path.isEmpty())
        return;
    QVariantMap all;
    for (const auto &[position, mark] : m_marks.all())
        all.insert(QString::number(position), mark.note);
    const auto name = stateName(m_path);
    if (m_preferences.state(name).toMap() != all)
        m_preferences.setState(name, all.isEmpty() ? QVariant() : QVariant(all));
}

} // namespace gnat
