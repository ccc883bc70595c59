// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/memorymenu.h"

#include "common/humantext.h"
#include "settings/preferences.h"

#include <QActionGroup>
#include <QInputDialog>

namespace gnat {

namespace {
constexpr quint64 megabyte = 1'000'000;
constexpr quint64 sizes[] = {64 * megabyte, 256 * megabyte, 1000 * megabyte, 4000 * megabyte};
constexpr int smallest = 1;
constexpr int largest = 64'000;
} // namespace

MemoryMenu::MemoryMenu(Preferences &preferences, QWidget *parent)
    : QMenu(tr("&Memory for messages"), parent), m_preferences(preferences)
{
    auto *group = new QActionGroup(this);
    for (const auto size : sizes) {
        auto *action = addAction(bytesText(size));
        action->setCheckable(true);
        action->setData(size);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, size] { m_preferences.setMemoryBudget(size); });
    }
    auto *other = addAction(tr("&Another size…"));
    other->setCheckable(true);
    group->addAction(other);
    connect(other, &QAction::triggered, this, &MemoryMenu::ask);
    connect(this, &QMenu::aboutToShow, this, &MemoryMenu::tick);
    connect(&m_preferences, &Preferences::memoryBudgetChanged, this, &MemoryMenu::tick);
    tick();
}

void MemoryMenu::tick()
{
    const auto budget = m_preferences.memoryBudget();
    QAction *chosen = actions().last();
    const auto all = actions();
    for (auto *action : all) {
        if (action->data().toULongLong() == budget)
            chosen = action;
    }
    chosen->setChecked(true);
    actions().last()->setText(chosen == actions().last() ? tr("&Another size (now %1)…").arg(bytesText(budget))
                                                         : tr("&Another size…"));
}

void MemoryMenu::ask()
{
    auto *dialog = new QInputDialog(parentWidget());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Memory for messages"));
    dialog->setLabelText(tr("Keep the newest messages, up to this many megabytes:"));
    dialog->setInputMode(QInputDialog::IntInput);
    dialog->setIntRange(smallest, largest);
    dialog->setIntValue(static_cast<int>(m_preferences.memoryBudget() / megabyte));
    connect(dialog, &QInputDialog::intValueSelected, this,
            [this](int value) { m_preferences.setMemoryBudget(static_cast<quint64>(value) * megabyte); });
    connect(dialog, &QInputDialog::finished, this, &MemoryMenu::tick);
    dialog->open();
}

} // namespace gnat
