// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connectionset.h"

#include <QAbstractTableModel>

#include <memory>

namespace gnat {

/// The subscriptions of all connections: on/off (checkable), subject, rate. GUI thread.
class SubscriptionModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Pattern, Rate, ColumnCount };

    explicit SubscriptionModel(ConnectionSet &connections, QObject *parent = nullptr);
    ~SubscriptionModel() override;

    Connection *connection(const QModelIndex &index) const;
    SubscriptionId subscription(const QModelIndex &index) const;
    /// By the server.
    bool isRefused(const QModelIndex &index) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    /// A pattern typed in place is not valid; says why.
    void editRefused(const QString &reason);

private:
    void watch(Connection *connection);
    void takeChanges();
    void measureRates();

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gnat
