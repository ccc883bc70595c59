// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/resources.h"

#include <QResource>

// The macro declares a function of the global namespace, so it cannot stand inside ours.
static void registerResources()
{
    Q_INIT_RESOURCE(resources);
}

namespace gnat {

void initResources()
{
    registerResources();
}

} // namespace gnat
