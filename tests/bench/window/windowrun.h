// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace gnat::bench {

/// The program as a user has it: the window with the Live page on `>`, tree, list and two graphs. Prints "ready", then
/// its figures; returns an exit code. Needs a QApplication and a display.
int runWindow(quint16 port, quint64 messages, bool isRecording);

} // namespace gnat::bench
