// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codecs/payloadcodec.h"

#include <QAbstractItemModel>

#include <memory>

namespace gnat {

/// A decoded payload as a tree: columns key, value, change against the previous message, type. GUI thread.
class PayloadModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Key, Value, Change, Type, ColumnCount };

    explicit PayloadModel(QObject *parent = nullptr);
    ~PayloadModel() override;

    /// `previous` null: no changes are shown.
    void setPayload(PayloadField root, const PayloadField *previous = nullptr);
    void clear();
    const PayloadField *field(const QModelIndex &index) const;
    QString path(const QModelIndex &index) const; ///< "vibration.x", "alarms[2]"
    /// A dragged field: its path in UTF-8.
    static QString fieldMimeType() { return QStringLiteral("application/x-gnatcatcher-field"); }

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QStringList mimeTypes() const override { return {fieldMimeType()}; }
    QMimeData *mimeData(const QModelIndexList &indexes) const override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gnat
