// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connectionprofile.h"
#include "connect/profilestore.h"
#include "core/strongid.h"

#include <QDialog>

#include <optional>

class QCheckBox;
class QLineEdit;
class QListWidget;
class QListWidgetItem;
class QPushButton;

namespace gnat {

class ConnectAttempt;
class ConnectionSet;
class LinkLabel;
class LoginForm;
class TextLabel;

/// All that there is to say about a connection: servers, name, login, TLS, subjects. Stays open until the connection is
/// up; what went wrong stands in the form. GUI thread.
class ConnectDialog : public QDialog
{
    Q_OBJECT

public:
    ConnectDialog(ConnectionSet &connections, Preferences &preferences, QWidget *parent = nullptr);
    ~ConnectDialog() override;

    void setProfile(const ConnectionProfile &profile);
    /// Once the new connection is up this one is closed: it was edited.
    void setReplaces(SourceId connection);

Q_SIGNALS:
    void connectRequested(const gnat::ConnectionProfile &profile);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    QWidget *buildList();
    QWidget *buildForm();
    QWidget *buildFoot();
    void fillList();
    void choose(const QListWidgetItem *item);
    void submit(bool isToBeSaved);
    std::optional<ConnectionProfile> profile();
    bool readSubscriptions(ConnectionProfile &profile);
    void showProblem(const QString &text, QLineEdit *field = nullptr);
    void setBusy(bool isBusy);

    ConnectionSet &m_connections;
    ProfileStore m_store;
    ConnectAttempt *m_attempt = nullptr;
    SourceId m_replaces;
    QListWidget *m_list = nullptr;
    QWidget *m_form = nullptr;
    QLineEdit *m_servers = nullptr;
    QLineEdit *m_name = nullptr;
    LoginForm *m_login = nullptr;
    QCheckBox *m_verify = nullptr;
    QCheckBox *m_lock = nullptr;
    LinkLabel *m_moreTls = nullptr;
    QWidget *m_tlsFiles = nullptr;
    QLineEdit *m_ca = nullptr;
    QLineEdit *m_cert = nullptr;
    QLineEdit *m_key = nullptr;
    QLineEdit *m_subscriptions = nullptr;
    QWidget *m_problemBox = nullptr;
    TextLabel *m_problem = nullptr;
    QPushButton *m_connect = nullptr;
    QPushButton *m_save = nullptr;
};

} // namespace gnat
