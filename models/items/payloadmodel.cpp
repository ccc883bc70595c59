// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/payloadmodel.h"

#include "codecs/fieldpath.h"

#include "codecs/fieldpath.h"
#include "items/payloadnodes_p.h"
#include "items/roles.h"

#include <QMimeData>

namespace gnat {

struct PayloadModel::Private
{
    PayloadField root;
    PayloadNodes nodes;
    bool isEmpty = true;

    const PayloadNode *node(const QModelIndex &index) const
    {
        return static_cast<const PayloadNode *>(index.constInternalPointer());
    }
};

PayloadModel::PayloadModel(QObject *parent) : QAbstractItemModel(parent), d(std::make_unique<Private>()) {}

PayloadModel::~PayloadModel() = default;

void PayloadModel::setPayload(PayloadField root, const PayloadField *previous)
{
    // The next message of a subject mostly has the same fields: then rows, selection and open branches stay.
    if (!d->isEmpty && d->nodes.hasShapeOf(root)) {
        d->root = std::move(root);
        d->nodes.bind(d->root, previous);
        d->nodes.forEachParent([this](int first, int last) {
            const auto &from = d->nodes.at(first);
            const auto &to = d->nodes.at(last);
            Q_EMIT dataChanged(createIndex(from.row, 0, &from), createIndex(to.row, ColumnCount - 1, &to));
        });
        return;
    }
    beginResetModel();
    d->root = std::move(root);
    d->nodes.build(d->root);
    d->nodes.bind(d->root, previous);
    d->isEmpty = false;
    endResetModel();
}

void PayloadModel::clear()
{
    beginResetModel();
    d->root = {};
    d->nodes.clear();
    d->isEmpty = true;
    endResetModel();
}

const PayloadField *PayloadModel::field(const QModelIndex &index) const
{
    return index.isValid() ? d->node(index)->field : nullptr;
}

QString PayloadModel::path(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    return childPath(path(index.parent()), *d->node(index)->field);
}

QModelIndex PayloadModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, &d->nodes.child(parent.isValid() ? d->node(parent) : nullptr, row));
}

QModelIndex PayloadModel::parent(const QModelIndex &child) const
{
    const auto *parent = child.isValid() ? d->nodes.parent(*d->node(child)) : nullptr;
    return parent ? createIndex(parent->row, 0, parent) : QModelIndex();
}

int PayloadModel::rowCount(const QModelIndex &parent) const
{
    if (d->isEmpty || parent.column() > 0)
        return 0;
    return d->nodes.childCount(parent.isValid() ? d->node(parent) : nullptr);
}

int PayloadModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant PayloadModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto &node = *d->node(index);
    const auto &field = *node.field;
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case Key:
            return field.key.isEmpty() && !parent(index).isValid() ? tr("value") : field.key;
        case Value:
            return field.text;
        case Change:
            return node.change;
        default:
            return field.typeName;
        }
    case Qt::ToolTipRole:
        return index.column() == Key ? path(index) : field.text.left(1000);
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1: %2").arg(field.key, field.text.left(200));
    case FieldKindRole:
        return static_cast<int>(field.kind);
    case OffsetRole:
        return static_cast<qulonglong>(field.offset);
    case SizeRole:
        return static_cast<qulonglong>(field.size);
    case IsChangedRole:
        return !node.change.isEmpty();
    case IsPlottableRole:
        return numberOf(field).has_value();
    default:
        return {};
    }
}

QVariant PayloadModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString titles[ColumnCount] = {tr("Key"), tr("Value"), tr("Change"), tr("Type")};
    return section >= 0 && section < ColumnCount ? titles[section] : QVariant();
}

Qt::ItemFlags PayloadModel::flags(const QModelIndex &index) const
{
    const auto flags = QAbstractItemModel::flags(index);
    return index.data(IsPlottableRole).toBool() ? flags | Qt::ItemIsDragEnabled : flags;
}

QMimeData *PayloadModel::mimeData(const QModelIndexList &indexes) const
{
    auto *data = new QMimeData;
    if (!indexes.isEmpty()) {
        const auto path = this->path(indexes.first().siblingAtColumn(0));
        data->setData(fieldMimeType(), path.toUtf8());
        data->setText(path);
    }
    return data;
}

} // namespace gnat
