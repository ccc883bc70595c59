// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "subjects/bookmarkdialog.h"

#include "common/buttons.h"
#include "common/textlabel.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>

namespace gnat {

BookmarkDialog::BookmarkDialog(const SubjectBookmark &bookmark, const QStringList &groups, bool canRemove,
                               QWidget *parent)
    : QDialog(parent), m_bookmark(bookmark), m_note(new QLineEdit(bookmark.note, this)), m_group(new QComboBox(this))
{
    setWindowTitle(canRemove ? tr("Edit bookmark") : tr("Add bookmark"));
    setMinimumWidth(380);
    m_note->setPlaceholderText(tr("What it is, why you look at it"));
    m_group->setEditable(true);
    m_group->addItems(groups);
    m_group->setCurrentText(bookmark.group);
    auto *form = new QFormLayout(this);
    form->addRow(new TextLabel(bookmark.subject, TextRole::Mono, this));
    form->addRow(tr("Note"), m_note);
    form->addRow(tr("Group"), m_group);
    auto *buttons = new QHBoxLayout;
    if (canRemove) {
        auto *remove = new QPushButton(tr("Remove bookmark"), this);
        remove->setAutoDefault(false);
        buttons->addWidget(remove);
        connect(remove, &QPushButton::clicked, this, [this] {
            Q_EMIT removed();
            reject();
        });
    }
    buttons->addStretch(1);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    auto *save = new QPushButton(tr("Save"), this);
    setButtonKind(save, ButtonKind::Primary);
    save->setDefault(true);
    buttons->addWidget(cancel);
    buttons->addWidget(save);
    form->addRow(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(save, &QPushButton::clicked, this, &QDialog::accept);
    m_note->setFocus();
}

SubjectBookmark BookmarkDialog::bookmark() const
{
    auto changed = m_bookmark;
    changed.note = m_note->text().trimmed();
    changed.group = m_group->currentText().trimmed();
    return changed;
}

} // namespace gnat
