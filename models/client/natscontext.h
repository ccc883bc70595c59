// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connectionprofile.h"

#include <QList>

namespace gnat {

/// A context of the `nats` program, as the welcome page lists it.
struct NatsContext
{
    QString name;
    QString path; ///< its JSON file
    QString url;  ///< servers without secrets
    QString description;
    LoginKind login = LoginKind::None;
    bool isSelected = false; ///< the one that `nats context select` chose
};

/// The contexts in $XDG_CONFIG_HOME/nats/context, by name. Read only; files that are no contexts are left out.
QList<NatsContext> natsContexts();

/// The profile of a context file. The error names the file and what is wrong with it.
Result<ConnectionProfile> profileFromContext(const QString &path);
/// The same for a context's name, as `nats --context NAME` takes it.
Result<ConnectionProfile> profileFromContextName(const QString &name);

} // namespace gnat
