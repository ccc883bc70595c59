// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"
#include "items/roles.h"

#include <QByteArray>
#include <QList>
#include <QModelIndex>
#include <QStringList>

namespace gnat {

class ConnectionSet;

/// A row of the subject tree, as it was when it was asked for: the tree goes on changing.
struct ChosenSubject
{
    SourceId source;
    NodeKind kind = NodeKind::Branch;
    QByteArray subject; ///< with `*` for what is folded; empty: the connection's own row
    /// What a subscription or a filter takes for it and all below: ">" for a connection, two of a branch that got
    /// messages itself ("shop" and "shop.>").
    QList<QByteArray> patterns;
};

/// For a row that stands for further ones: its parent.
ChosenSubject chosenSubject(const QModelIndex &row);

/// What is selected in a subject tree, in its order, and what that means elsewhere.
struct SubjectChoice
{
    explicit SubjectChoice(const QModelIndexList &rows);

    bool isOne() const { return rows.size() == 1; }
    /// Can be published to: one subject without wildcards that is no connection and no inbox.
    bool isLiteral() const;
    bool hasConnection() const;
    QStringList subjects() const;
    QStringList patterns() const;
    /// "shop.>", "2 subjects"; of a connection its name. `connections` null: of a recording.
    QString name(const ConnectionSet *connections) const;
    /// Accepts what arrives on it. Of a connection's own row all that comes from there. Names the connections if
    /// there are several, or if `isExact`.
    QString filter(const ConnectionSet *connections, bool isExact = false) const;

    QList<ChosenSubject> rows;
};

} // namespace gnat
