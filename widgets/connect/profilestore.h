// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connectionprofile.h"

#include <QList>

namespace gnat {

class Preferences;

/// The connections that the user saved, by name, in the preferences. Passwords and tokens are never written: who needs
/// one is asked for it again.
class ProfileStore
{
public:
    explicit ProfileStore(Preferences &preferences) : m_preferences(preferences) {}

    QList<ConnectionProfile> profiles() const;
    /// Replaces the one of the same name.
    void save(const ConnectionProfile &profile);
    void remove(const QString &name);

private:
    void write(const QList<ConnectionProfile> &profiles);

    Preferences &m_preferences;
};

} // namespace gnat
