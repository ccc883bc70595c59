// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/filter.h"
#include "items/messagemarks.h"

#include <QList>
#include <QObject>
#include <QString>

class QAction;

namespace gnat {

class CodecRegistry;
class ConnectionSet;
class FreshRows;
class MarkActions;
class MemoryMenu;
class MessageColumns;
class MessageListModel;
class MessageTable;
class MessageTransfer;
class Preferences;
class TrafficView;

/// What the Live page's message list does by itself: shows a sample while it moves too fast to be read, says what is no
/// longer kept, remembers its columns, offers to empty it, and all that can be done with its messages. Owned by the
/// page. GUI thread.
class LiveList final : public QObject
{
    Q_OBJECT

public:
    /// All of them must outlive it.
    LiveList(TrafficView &traffic, const ConnectionSet &connections, const CodecRegistry &codecs,
             MessageListModel &model, MessageTable &table, Preferences &preferences, QObject *parent = nullptr);
    ~LiveList() override;

    /// Twice a second.
    void refresh();
    /// "List shows 1 in 410".
    QString state() const;
    /// "1 in 410", or what a filter or hidden subjects leave: "1.08k of 4.58k".
    QString figure() const;
    bool isSampled() const;

    QList<QAction *> messageActions() const;
    QList<QAction *> viewActions() const;
    MessageColumns &columns() { return *m_columns; }
    /// The strip above the list.
    MessageTransfer &transfer() { return *m_transfer; }

Q_SIGNALS:
    /// state() changed.
    void stateChanged();
    /// A marked message that the list holds no more is to be seen.
    void copyWanted(const gnat::MessageHandle &message);

private:
    void refreshSampling();
    void buildGlow();
    void clear();
    FilterContext filterContext() const;

    TrafficView &m_traffic;
    const ConnectionSet &m_connections;
    Preferences &m_preferences;
    MessageListModel &m_model;
    MessageTable &m_table;
    MessageColumns *m_columns = nullptr;
    FreshRows *m_fresh = nullptr;
    QAction *m_glow = nullptr;
    QAction *m_clear = nullptr;
    MemoryMenu *m_memory = nullptr;
    MessageTransfer *m_transfer = nullptr;
    MessageMarks m_marks;
    MarkActions *m_markActions = nullptr;
};

} // namespace gnat
