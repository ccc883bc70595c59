// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/listcolours.h"

#include "items/messagelistmodel.h"
#include "messages/colourrulesdialog.h"
#include "messages/messageactions.h"
#include "messages/messagetable.h"
#include "settings/preferences.h"

#include <QAction>
#include <QEvent>

namespace gnat {

namespace {
const QString coloursName = QStringLiteral("live.colours"); // of all lists
}

ListColours::ListColours(MessageListModel &model, MessageTable &table, Preferences &preferences,
                         std::function<FilterContext()> context, QObject *parent)
    : QObject(parent), m_model(model), m_table(table), m_preferences(preferences), m_context(std::move(context))
{
    readRules();
    auto *action = new QAction(tr("Co&lour rules…"), this);
    connect(action, &QAction::triggered, this, &ListColours::edit);
    table.messageActions().append({action}, false);
    table.installEventFilter(this);
}

void ListColours::readRules()
{
    const auto remembered = m_preferences.state(coloursName);
    const auto rules = remembered.isValid() ? ColourRules::fromText(remembered.toStringList()) : ColourRules::builtIn();
    if (rules != m_rules)
        use(rules);
}

void ListColours::use(const QList<ColourRule> &rules)
{
    m_rules = rules;
    m_model.setColourRules(ColourRules(rules, m_context()));
}

void ListColours::edit()
{
    auto *dialog = new ColourRulesDialog(m_rules, m_context(), m_table.window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ColourRulesDialog::rulesChanged, this, &ListColours::use);
    connect(dialog, &QDialog::accepted, this,
            [this] { m_preferences.setState(coloursName, ColourRules::toText(m_rules)); });
    dialog->open();
}

bool ListColours::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::Show)
        readRules();
    return QObject::eventFilter(object, event);
}

} // namespace gnat
