// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connectionprofile.h"

#include <QWidget>

class QVBoxLayout;

namespace gnat {

class Preferences;

/// Servers to choose with one click: this computer (if a server answers), recent ones, contexts of the nats program.
/// GUI thread.
class ServerList : public QWidget
{
    Q_OBJECT

public:
    explicit ServerList(Preferences &preferences, QWidget *parent = nullptr);

    /// Reads recent servers and contexts anew; this computer is left out until setLocal().
    void reload();
    /// A server on this computer has answered.
    void setLocal(bool wantsLogin);

Q_SIGNALS:
    void chosen(const gnat::ConnectionProfile &profile);
    /// The server chosen wants a login that is not known.
    void loginWanted(const gnat::ConnectionProfile &profile);
    void failed(const QString &reason);

private:
    void fill();
    void addGroup(const QString &title, const QString &remark = {});
    void addRecent();
    void addContexts();

    Preferences &m_preferences;
    QVBoxLayout *m_column = nullptr;
    bool m_isLocalUp = false;
    bool m_localWantsLogin = false;
};

} // namespace gnat
