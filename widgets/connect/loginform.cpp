// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/loginform.h"

#include "common/segmented.h"
#include "common/textlabel.h"
#include "theme/fonts.h"

#include <QDir>
#include <QFileDialog>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace gnat {

namespace {

constexpr int labelWidth = 108;

// "~/reader.creds" as people write it.
QString expanded(const QString &path)
{
    const QString text = path.trimmed();
    return text.startsWith(QStringLiteral("~/")) ? QDir::homePath() + text.mid(1) : text;
}

} // namespace

QWidget *makeFormLabel(const QString &text, QWidget *buddy, QWidget *parent)
{
    auto *label = new TextLabel(text, TextRole::Secondary, parent);
    label->setFixedWidth(labelWidth);
    label->setMinimumHeight(28);
    label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    label->setBuddy(buddy);
    return label;
}

QWidget *makeFileField(const QString &name, QLineEdit **edit, QWidget *parent)
{
    auto *whole = new QWidget(parent);
    auto *line = new QLineEdit(whole);
    line->setFont(monoFont());
    line->setAccessibleName(name);
    auto *browse = new QPushButton(LoginForm::tr("Browse"), whole);
    browse->setAutoDefault(false);
    auto *row = new QHBoxLayout(whole);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(line, 1);
    row->addWidget(browse);
    QObject::connect(browse, &QPushButton::clicked, line, [line, name] {
        const QString path = QFileDialog::getOpenFileName(line->window(), name, expanded(line->text()));
        if (!path.isEmpty())
            line->setText(path);
    });
    *edit = line;
    return whole;
}

LoginForm::LoginForm(QWidget *parent) : QWidget(parent)
{
    m_kind =
        new Segmented({tr("None"), tr("Password"), tr("Token"), tr("NKey"), tr("Credentials file")}, tr("Login"), this);
    m_kind->setBarHeight(28);
    m_grid = new QGridLayout(this);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(9);
    m_grid->setColumnStretch(1, 1);
    m_grid->addWidget(makeFormLabel(tr("Login"), m_kind, this), 0, 0);
    m_grid->addWidget(m_kind, 0, 1, Qt::AlignLeft);
    m_user = addField({LoginKind::Password}, tr("User"), false, false);
    m_password = addField({LoginKind::Password}, tr("Password"), true, false);
    m_token = addField({LoginKind::Token}, tr("Token"), true, false);
    m_nkey = addField({LoginKind::NKey}, tr("Seed file"), false, true);
    m_credentials = addField({LoginKind::Credentials}, tr("File"), false, true);
    connect(m_kind, &Segmented::currentChanged, this, &LoginForm::showKind);
    showKind();
}

QLineEdit *LoginForm::addField(const QList<LoginKind> &kinds, const QString &name, bool isSecret, bool isFile)
{
    QLineEdit *edit = nullptr;
    QWidget *content = nullptr;
    if (isFile) {
        content = makeFileField(name, &edit, this);
    } else {
        edit = new QLineEdit(this);
        edit->setAccessibleName(name);
        content = edit;
    }
    if (isSecret)
        edit->setEchoMode(QLineEdit::Password);
    QWidget *label = makeFormLabel(name, edit, this);
    const int row = m_grid->rowCount();
    m_grid->addWidget(label, row, 0);
    m_grid->addWidget(content, row, 1);
    m_fields.append({kinds, label, content, edit});
    return edit;
}

LoginKind LoginForm::kind() const
{
    return static_cast<LoginKind>(qMax(0, m_kind->current()));
}

void LoginForm::showKind()
{
    for (const Field &field : std::as_const(m_fields)) {
        const bool isShown = field.kinds.contains(kind());
        field.label->setVisible(isShown);
        field.content->setVisible(isShown);
    }
}

void LoginForm::setProfile(const ConnectionProfile &profile)
{
    m_kind->setCurrent(static_cast<int>(profile.login));
    m_user->setText(profile.user);
    m_password->setText(profile.password);
    m_token->setText(profile.token);
    m_nkey->setText(profile.nkeyFile);
    m_credentials->setText(profile.credentialsFile);
    showKind();
}

void LoginForm::writeTo(ConnectionProfile &profile) const
{
    profile.login = kind();
    profile.user = profile.login == LoginKind::Password ? m_user->text() : QString();
    profile.password = profile.login == LoginKind::Password ? m_password->text() : QString();
    profile.token = profile.login == LoginKind::Token ? m_token->text().trimmed() : QString();
    profile.nkeyFile = profile.login == LoginKind::NKey ? expanded(m_nkey->text()) : QString();
    profile.credentialsFile = profile.login == LoginKind::Credentials ? expanded(m_credentials->text()) : QString();
}

void LoginForm::focusSecret()
{
    const auto last = std::find_if(m_fields.crbegin(), m_fields.crend(),
                                   [this](const auto &field) { return field.kinds.contains(kind()); });
    if (last == m_fields.crend())
        return;
    last->edit->setFocus();
    last->edit->selectAll();
}

} // namespace gnat
