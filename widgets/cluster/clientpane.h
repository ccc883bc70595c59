// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/qt/brokerview.h"

#include <QWidget>

class QTableView;

namespace gnat {

class KeyedTableModel;
class TextLabel;

/// The selected client: who it is, and what it is subscribed to. GUI thread.
class ClientPane : public QWidget
{
    Q_OBJECT

public:
    explicit ClientPane(QWidget *parent = nullptr);

    void setClient(const ClientView &client, const QString &server);
    void setSubscriptions(const QList<SubscriptionView> &subscriptions);
    QTableView *subscriptions() const { return m_table; }

private:
    TextLabel *m_name = nullptr;
    TextLabel *m_facts = nullptr;
    KeyedTableModel *m_model = nullptr;
    QTableView *m_table = nullptr;
};

} // namespace gnat
