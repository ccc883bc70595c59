// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connectionprofile.h"

#include <QWidget>

#include <optional>

class QBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace gnat {

class ConnectAttempt;
class ConnectionSet;
class LinkLabel;
class LocalProbe;
class Preferences;
class ServerList;
class TextLabel;

/// What the window shows while there is nothing to show: start the demo, or connect. Emits wishes; the first connection
/// that is up ends it. GUI thread.
class WelcomePage : public QWidget
{
    Q_OBJECT

public:
    WelcomePage(ConnectionSet &connections, Preferences &preferences, QWidget *parent = nullptr);
    ~WelcomePage() override;

    /// It has come to the front: the demo button gets the focus, the lists are read anew, this computer is asked.
    void enter();
    void demoFailed(const QString &text);

Q_SIGNALS:
    void demoRequested();
    void connectRequested(const gnat::ConnectionProfile &profile);
    /// A connection asked for here did not come up; said in place, too.
    void connectFailed(const QString &text);
    /// Login, TLS and more: the dialog, with what is typed here so far.
    void moreRequested(const gnat::ConnectionProfile &profile);
    void openRecordingRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    QWidget *buildDemoCard();
    QWidget *buildConnectCard();
    QBoxLayout *buildFoot();
    void fieldChanged();
    void connectFromField();
    void connectTo(const ConnectionProfile &profile);
    void showProblem(const QString &text);
    void setBusy(bool isBusy);
    /// What the field says, with the login that came with a pasted URL.
    std::optional<ConnectionProfile> typedProfile(QString *problem) const;

    ConnectionSet &m_connections;
    Preferences &m_preferences;
    ConnectAttempt *m_attempt = nullptr;
    LocalProbe *m_probe = nullptr;
    QPushButton *m_demo = nullptr;
    TextLabel *m_demoNote = nullptr;
    QLineEdit *m_url = nullptr;
    QPushButton *m_connect = nullptr;
    QPushButton *m_cancel = nullptr;
    TextLabel *m_hint = nullptr;
    LinkLabel *m_more = nullptr;
    ServerList *m_servers = nullptr;
    ConnectionProfile m_pasted;
    QString m_pastedText;
    QString m_lastText;
};

} // namespace gnat
