// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QModelIndex;
class QTreeView;

namespace gnat {

class PayloadModel;

/// What can be done with a field of the payload tree: plot it (icon, P, menu, drag it onto a graph), copy it. Sets the
/// tree's delegate. GUI thread.
class FieldActions final : public QObject
{
    Q_OBJECT

public:
    FieldActions(QTreeView &tree, PayloadModel &model, QObject *parent);

Q_SIGNALS:
    void plotRequested(const QString &path);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void plot(const QModelIndex &index);
    void openMenu(const QPoint &at);

    QTreeView &m_tree;
    PayloadModel &m_model;
};

} // namespace gnat
