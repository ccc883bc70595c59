// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "monitor/accountclients.h"
#include "monitor/topclients.h"

#include <QWidget>

#include <map>
#include <memory>

class QSortFilterProxyModel;
class QTableView;

namespace gnat {

class ConnectionSet;
class KeyedTableModel;
class TextLabel;

/// The clients that publish most in the accounts of the open connections, as their servers say. Asks them while it is
/// visible and its owner calls refresh(), about once a second; hidden it forgets what it knew. GUI thread.
class ClientTalkers final : public QWidget
{
    Q_OBJECT

public:
    static constexpr qsizetype mostRows = 50;

    /// Must outlive it.
    explicit ClientTalkers(const ConnectionSet &connections, QWidget *parent = nullptr);
    ~ClientTalkers() override;

    void refresh();
    QTableView *table() const { return m_table; }
    /// How many of how many clients have rows, and who counted; empty while nothing is known.
    QString remark() const { return m_remark; }

Q_SIGNALS:
    void remarkChanged();

protected:
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildTable();
    void fit();
    void ask(Connection &connection);
    void showAnswers();
    void showWords();
    TopClients::By by() const;

    const ConnectionSet &m_connections;
    std::map<quint32, std::unique_ptr<AccountClients>> m_asked; ///< by the connection's number
    KeyedTableModel *m_model = nullptr;
    QSortFilterProxyModel *m_proxy = nullptr;
    QTableView *m_table = nullptr;
    TextLabel *m_words = nullptr; ///< why nothing is known
    QString m_remark;
};

} // namespace gnat
