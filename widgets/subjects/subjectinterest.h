// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strongid.h"
#include "items/treeinterest.h"
#include "monitor/accountinterest.h"

#include <QObject>
#include <QVariantMap>

#include <memory>
#include <unordered_map>

class QMenu;

namespace gnat {

class ConnectionSet;
class Preferences;

/// Who subscribes, asked of each connection where the user wants it and put into the tree. Listing all clients costs a
/// server something, so it is asked unasked only of the embedded broker; the choice is remembered by the connection's
/// name. GUI thread.
class SubjectInterests final : public QObject
{
    Q_OBJECT

public:
    SubjectInterests(const ConnectionSet &connections, SubjectTree &tree, QObject *parent = nullptr);
    ~SubjectInterests() override;

    /// Takes what was chosen before, and remembers from now on. `preferences` must outlive it.
    void remember(Preferences &preferences);
    bool isOn(SourceId source) const;
    void setOn(SourceId source, bool isOn);
    const TreeInterest &places() const { return m_places; }
    /// Why a connection tells nothing, one line each; empty if all is well.
    QString problems() const;
    /// A switch for each connection, or for one.
    void fillMenu(QMenu &menu, SourceId only = {});

Q_SIGNALS:
    /// The marks in the tree, or problems(), are new.
    void changed();

private:
    void follow(Connection &connection);
    void apply(Connection &connection);
    bool isWanted(const Connection &connection) const;

    const ConnectionSet &m_connections;
    TreeInterest m_places;
    Preferences *m_preferences = nullptr;
    QVariantMap m_chosen; ///< connection's name to on or off
    std::unordered_map<quint32, std::unique_ptr<AccountInterest>> m_asked;
};

} // namespace gnat
