// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strongid.h"

#include <QByteArray>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QTableView;

namespace gnat {

class ConnectionSet;
class SubscriptionModel;
class TextLabel;

/// The navigator's lower part: what the servers send us. Each subscription can be switched off, removed, and new ones
/// added in a line at the foot; an invalid subject is refused there in words. GUI thread.
class SubscriptionsPane final : public QWidget
{
    Q_OBJECT

public:
    explicit SubscriptionsPane(ConnectionSet &connections, QWidget *parent = nullptr);

    /// Opens the line for a new subscription, of this connection if one is named.
    void openLine(SourceId source = {}, const QByteArray &pattern = {});
    /// Subscribes; what is wrong is said in the line.
    void subscribe(SourceId source, const QByteArray &pattern);
    /// Removes the connection's subscriptions to exactly this pattern.
    void unsubscribe(SourceId source, const QByteArray &pattern);
    QString problem() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildTable();
    QWidget *buildLine();
    void fillConnections();
    void acceptLine();
    void closeLine();
    void showMenu(const QPoint &where);
    void removeSelected();
    void tryAgain(const QModelIndex &index);

    ConnectionSet &m_connections;
    SubscriptionModel *m_model = nullptr;
    QTableView *m_table = nullptr;
    QWidget *m_line = nullptr;
    QComboBox *m_connection = nullptr;
    QLineEdit *m_pattern = nullptr;
    TextLabel *m_problem = nullptr;
};

} // namespace gnat
