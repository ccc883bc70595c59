// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/colourrules.h"

#include <QObject>

namespace gnat {

class MessageListModel;
class MessageTable;
class Preferences;

/// The colour rules of a message list: remembered, the same for all lists, edited by an entry of the list's actions.
/// Belongs to its owner's list, all of which must outlive it. GUI thread.
class ListColours final : public QObject
{
    Q_OBJECT

public:
    ListColours(MessageListModel &model, MessageTable &table, Preferences &preferences,
                std::function<FilterContext()> context, QObject *parent);

    /// What `@name` means may have changed.
    void useAgain() { use(QList(m_rules)); }

protected:
    /// A list that comes into view may find other rules than when it left.
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void readRules();
    void use(const QList<ColourRule> &rules);
    void edit();

    MessageListModel &m_model;
    MessageTable &m_table;
    Preferences &m_preferences;
    std::function<FilterContext()> m_context;
    QList<ColourRule> m_rules;
};

} // namespace gnat
