// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connection.h"

#include <QObject>

namespace gnat {

class Preferences;

/// Brings the subscriptions back that a server had when it was last connected to, each on or off, with its queue group.
/// What a profile asks for counts anew once it asks for something else than it did then. Not for the embedded broker.
/// Main thread.
class SubscriptionMemory : public QObject
{
    Q_OBJECT

public:
    /// `preferences` must outlive it.
    explicit SubscriptionMemory(Preferences &preferences, QObject *parent = nullptr);

    /// The profile as it is to be opened: without what of its subscriptions the user took away.
    ConnectionProfile recall(ConnectionProfile profile) const;
    /// Makes the other subscriptions, and keeps what the user changes from now on. `asked` is the profile before
    /// recall().
    void follow(Connection &connection, const ConnectionProfile &asked);

private:
    void keep(const Connection &connection, const ConnectionProfile &asked);

    Preferences &m_preferences;
};

} // namespace gnat
