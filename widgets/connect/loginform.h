// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connectionprofile.h"

#include <QList>
#include <QWidget>

class QGridLayout;
class QLineEdit;

namespace gnat {

class Segmented;

/// How a connection logs in: the kind and the fields that it needs. GUI thread.
class LoginForm : public QWidget
{
    Q_OBJECT

public:
    explicit LoginForm(QWidget *parent = nullptr);

    void setProfile(const ConnectionProfile &profile);
    void writeTo(ConnectionProfile &profile) const;
    /// Puts the cursor where the login is wrong most likely.
    void focusSecret();

private:
    struct Field
    {
        QList<LoginKind> kinds;
        QWidget *label;
        QWidget *content;
        QLineEdit *edit;
    };

    QLineEdit *addField(const QList<LoginKind> &kinds, const QString &name, bool isSecret, bool isFile);
    void showKind();
    LoginKind kind() const;

    Segmented *m_kind = nullptr;
    QGridLayout *m_grid = nullptr;
    QList<Field> m_fields;
    QLineEdit *m_user = nullptr;
    QLineEdit *m_password = nullptr;
    QLineEdit *m_token = nullptr;
    QLineEdit *m_nkey = nullptr;
    QLineEdit *m_credentials = nullptr;
};

/// A line for a file's path with Browse beside it; `edit` gets the line.
QWidget *makeFileField(const QString &name, QLineEdit **edit, QWidget *parent);
/// A form's label: right-aligned, 108 px wide.
QWidget *makeFormLabel(const QString &text, QWidget *buddy, QWidget *parent);

} // namespace gnat
