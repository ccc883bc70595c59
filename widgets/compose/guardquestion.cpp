// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/guardquestion.h"

#include "base/text.h"
#include "common/buttons.h"
#include "common/painting.h"
#include "common/textlabel.h"
#include "theme/fonts.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace gnat {

QVBoxLayout *GuardQuestion::build(const QString &title, const QString &html)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(tr("Locked connection"));
    setMinimumWidth(380);
    auto *heading = new TextLabel(title, TextRole::Heading, this);
    auto *text = new TextLabel(html, TextRole::Body, this);
    text->setTextFormat(Qt::RichText);
    text->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 12);
    column->setSpacing(8);
    column->addWidget(heading);
    column->addWidget(text);
    return column;
}

/// The button that sends, `other` beside it if there is one, Cancel, which has the focus.
QPushButton *GuardQuestion::addButtons(QVBoxLayout *column, const QString &go, QPushButton *other)
{
    auto *send = new QPushButton(go, this);
    setButtonKind(send, ButtonKind::Primary);
    send->setAutoDefault(false);
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_cancel->setDefault(true); // Enter alone must not send
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(send);
    if (other)
        buttons->addWidget(other);
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    column->addSpacing(6);
    column->addLayout(buttons);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    m_cancel->setFocus();
    return send;
}

GuardQuestion::GuardQuestion(const QString &connection, const QByteArray &subject, QWidget *parent) : QDialog(parent)
{
    auto *column = build(tr("Publish to %1?").arg(connection),
                         tr("1 message to %1. This connection is locked.").arg(monoHtml(toText(viewOf(subject)))));
    auto *allow = new QPushButton(tr("Allow for %n min", nullptr, allowedMinutes), this);
    allow->setAutoDefault(false);
    const auto *once = addButtons(column, tr("Publish"), allow);
    connect(once, &QPushButton::clicked, this, [this] {
        accept();
        Q_EMIT sendOnceChosen();
    });
    connect(allow, &QPushButton::clicked, this, [this] {
        accept();
        Q_EMIT allowChosen();
    });
}

GuardQuestion::GuardQuestion(const Work &work, QWidget *parent) : QDialog(parent)
{
    const auto name = work.connection;
    auto *column = build(work.title, work.text);
    auto *asked = new TextLabel(
        tr("This connection is locked. Type its name, %1, to send this and nothing else.").arg(monoHtml(name)),
        TextRole::Body, this);
    asked->setTextFormat(Qt::RichText);
    asked->setWordWrap(true);
    auto *field = new QLineEdit(this);
    field->setFont(monoFont(px::data));
    field->setAccessibleName(tr("Name of the connection"));
    column->addWidget(asked);
    column->addWidget(field);
    auto *go = addButtons(column, work.button, nullptr);
    go->setEnabled(false);
    connect(field, &QLineEdit::textChanged, this, [this, go, name](const QString &text) {
        go->setEnabled(text == name);
        (text == name ? go : m_cancel)->setDefault(true);
    });
    connect(go, &QPushButton::clicked, this, [this, name] {
        accept();
        Q_EMIT nameTyped(name);
    });
    field->setFocus();
}

} // namespace gnat
