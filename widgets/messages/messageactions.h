// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"

#include <QKeySequence>
#include <QList>
#include <QObject>

#include <functional>
#include <memory>
#include <vector>

class QAction;
class QKeyEvent;
class QMenu;

namespace gnat {

enum class CopyFormat;
class MessageTable;

/// What can be done with the messages of a list: the actions of its context menu and of the window's Message menu, and
/// the keys that mean them while the list has the focus. Owned by the list. GUI thread.
class MessageActions final : public QObject
{
    Q_OBJECT

public:
    explicit MessageActions(MessageTable &table);
    ~MessageActions() override;

    /// In the order of the menus.
    const QList<QAction *> &all() const { return m_all; }
    /// More actions behind those that are there, with a line before them or without.
    void append(const QList<QAction *> &actions, bool withLine = true);
    /// Whether "Publish again" and "Request" make sense; built: no.
    void setCanSend(bool canSend);
    /// The URL that copied programs connect to; without secrets.
    void setServer(std::function<QString(SourceId)> server) { m_server = std::move(server); }

    /// An action that `keys` trigger while the list has the focus. The menus show them.
    QAction *addKeyAction(const QString &text, const QKeySequence &keys, const std::function<void()> &act,
                          bool needsMessage = true);
    /// True if the key means one of the actions; trigger() does it.
    bool means(const QKeyEvent &key) const;
    bool trigger(const QKeyEvent &key) const;

    /// What the list's columns show of the selected rows.
    void copyRows();
    void copyAs(CopyFormat format);
    void copyPayload();

private:
    QAction *add(const QString &text, const std::function<void()> &act);
    void addLine();
    void buildFilter();
    void buildCopy();
    void buildSend();
    void enable();
    QAction *meant(const QKeyEvent &key) const;

    struct Key
    {
        QKeySequence keys;
        QAction *action;
    };

    MessageTable &m_table;
    std::function<QString(SourceId)> m_server;
    QList<QAction *> m_all;
    QList<QAction *> m_needMessage; ///< make sense only with a current message
    QList<QAction *> m_sending;
    std::vector<Key> m_keys;
    std::unique_ptr<QMenu> m_copyAs;
};

} // namespace gnat
