// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recordings/recordingspage.h"
#include "workspace.h"

#include <memory>

namespace gnat::test {

/// The Recordings page on a workspace as the window makes it, shown; wait until it is exposed.
inline std::unique_ptr<RecordingsPage> showRecordingsPage(Workspace &workspace)
{
    auto page = std::make_unique<RecordingsPage>(
        workspace.connections(), workspace.recordings(), workspace.replayer(), workspace.codecs(),
        workspace.preferences(),
        [&workspace](const ReplayDestination &destination) { return workspace.replayTarget(destination); });
    page->resize(1300, 760);
    page->show();
    return page;
}

} // namespace gnat::test
