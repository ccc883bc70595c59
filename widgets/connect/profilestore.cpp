// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/profilestore.h"

#include "client/savedprofiles.h"
#include "settings/preferences.h"

namespace gnat {

QList<ConnectionProfile> ProfileStore::profiles() const
{
    return profilesFromState(m_preferences.state(savedProfilesKey()));
}

void ProfileStore::save(const ConnectionProfile &profile)
{
    QList<ConnectionProfile> all = profiles();
    for (ConnectionProfile &known : all) {
        if (known.name == profile.name) {
            known = profile;
            return write(all);
        }
    }
    all.append(profile);
    write(all);
}

void ProfileStore::remove(const QString &name)
{
    QList<ConnectionProfile> all = profiles();
    all.removeIf([&](const ConnectionProfile &profile) { return profile.name == name; });
    write(all);
}

void ProfileStore::write(const QList<ConnectionProfile> &profiles)
{
    m_preferences.setState(savedProfilesKey(), stateFromProfiles(profiles));
}

} // namespace gnat
