// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVariant>

namespace gnat {

class Preferences;

// What the window remembers of a recording, by the place of its file: bookmarks, how it was replayed. GUI thread.

/// What was kept under `kind` ("bookmarks", "replay"). What a former version kept by the name of the file alone goes to
/// the first file of that name that asks.
QVariant recordingState(Preferences &preferences, const QString &kind, const QString &path);
/// Invalid: forgets it.
void setRecordingState(Preferences &preferences, const QString &kind, const QString &path, const QVariant &state);

} // namespace gnat
