// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recordings/recordingspage.h"
#include "workspace.h"

#include <QSignalSpy>
#include <QTest>

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

/// A recording of 200 messages of what the workspace is subscribed to; where it lies. Empty: it could not be made.
inline QString recordDemo(Workspace &workspace)
{
    constexpr int deadline = 20'000;
    QSignalSpy finished(&workspace.recorder(), &Recorder::finished);
    workspace.toggleRecording();
    if (!QTest::qWaitFor([&] { return workspace.recorder().figures().messages > 200; }, deadline))
        return {};
    workspace.toggleRecording();
    if (!QTest::qWaitFor([&] { return finished.size() == 1; }, deadline))
        return {};
    return finished.first().at(2).toString().isEmpty() ? finished.first().at(0).toString() : QString();
}

} // namespace gnat::test
