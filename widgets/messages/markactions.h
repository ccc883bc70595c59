// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"

#include <QObject>

#include <memory>

class QMenu;

namespace gnat {

class MessageListModel;
class MessageMarks;
class MessageTable;

/// Marks and notes on a list's messages: M marks, N writes a note, F2 and Shift+F2 go to the next and the one before;
/// the menu Marks lists them. Adds its actions to the list's. Owned by the page. GUI thread.
class MarkActions final : public QObject
{
    Q_OBJECT

public:
    /// The model shows the marks from now on. At the end it may go after all of them.
    MarkActions(MessageListModel &model, MessageTable &table, MessageMarks &marks, QObject *parent = nullptr);
    ~MarkActions() override;

    /// Marks the selected messages, or takes the marks away if all of them have one.
    void toggle();
    void setNote(const QString &note);
    /// False: there is none in that direction.
    bool goToNext();
    bool goToPrevious();
    QMenu &menu() { return *m_menu; }

Q_SIGNALS:
    /// The marked message is no longer in the list; the mark's copy is.
    void copyWanted(const gnat::MessageHandle &message);

private:
    void askNote();
    void goTo(quint64 position);
    void fillMenu();
    quint64 current() const;

    MessageListModel &m_model;
    MessageTable &m_table;
    MessageMarks &m_marks;
    quint64 m_last = 0; ///< where the last step went
    std::unique_ptr<QMenu> m_menu;
};

} // namespace gnat
