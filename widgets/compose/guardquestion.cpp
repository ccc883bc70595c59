// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/guardquestion.h"

#include "base/text.h"
#include "common/buttons.h"
#include "common/painting.h"
#include "common/textlabel.h"
#include "theme/fonts.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace gnat {

GuardQuestion::GuardQuestion(const QString &connection, const QByteArray &subject, QWidget *parent) : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(tr("Locked connection"));
    auto *title = new TextLabel(tr("Publish to %1?").arg(connection), TextRole::Body, this);
    title->setFont(uiFont(px::body, QFont::DemiBold));
    auto *text = new TextLabel(tr("1 message to %1. This connection is locked.").arg(monoHtml(toText(viewOf(subject)))),
                               TextRole::Body, this);
    text->setTextFormat(Qt::RichText);
    text->setWordWrap(true);
    auto *once = new QPushButton(tr("Publish"), this);
    setButtonKind(once, ButtonKind::Primary);
    once->setAutoDefault(false);
    auto *allow = new QPushButton(tr("Allow for %n min", nullptr, allowedMinutes), this);
    allow->setAutoDefault(false);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setDefault(true); // Enter alone must not send

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(once);
    buttons->addWidget(allow);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 12);
    column->setSpacing(8);
    column->addWidget(title);
    column->addWidget(text);
    column->addSpacing(6);
    column->addLayout(buttons);
    setMinimumWidth(380);

    connect(once, &QPushButton::clicked, this, [this] {
        accept();
        Q_EMIT sendOnceChosen();
    });
    connect(allow, &QPushButton::clicked, this, [this] {
        accept();
        Q_EMIT allowChosen();
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    cancel->setFocus();
}

} // namespace gnat
