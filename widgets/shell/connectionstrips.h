// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connection.h"
#include "shell/windowparts.h"

#include <QHash>
#include <QPointer>
#include <QTimer>
#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace gnat {

class Banner;

/// The strips under the toolbar: at most one a connection, three at once; further ones are a line of text. They say
/// what happened and what can be done; other connections go on. Strips that are not about an open connection are posted
/// by a key. GUI thread.
class ConnectionStrips : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionStrips(const WindowParts &parts, QWidget *parent = nullptr);

    /// A strip of the window's own; the same key replaces it. It goes by its cross or dismiss().
    void postError(const QString &key, const QString &html);
    void postOk(const QString &key, const QString &html);
    void dismiss(const QString &key);

Q_SIGNALS:
    /// The user wants to change how a connection logs in or where it goes.
    void editRequested(gnat::Connection *connection);

private:
    struct Watch
    {
        Banner *banner = nullptr;
        qint64 lostAtMs = -1; ///< monotonic; -1: not lost
        bool isDismissed = false;
        bool isNotice = false; ///< something that does not end the connection
    };

    void watch(Connection *connection);
    void showState(Connection *connection);
    void showReconnecting(Connection *connection, Watch &watch);
    void showFailed(Connection *connection, Watch &watch);
    void showBack(Connection *connection, Watch &watch);
    void showNotice(Connection *connection, ErrorKind kind, const QString &message);
    void showLock(Connection *connection);
    void act(Connection *connection, const QString &link);
    Banner *bannerFor(Connection *connection);
    Banner *bannerFor(const QString &key);
    void remove(Connection *connection);
    void limit();

    WindowParts m_parts;
    QHash<Connection *, Watch> m_watches;
    QHash<QString, QPointer<Banner>> m_posted;
    QVBoxLayout *m_column = nullptr;
    QLabel *m_more = nullptr;
    QTimer m_countdown;
};

} // namespace gnat
