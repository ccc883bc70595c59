// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/recordingstate.h"

#include "settings/preferences.h"

#include <QFileInfo>

namespace gnat {

namespace {

QString stateKey(const QString &kind, const QString &path)
{
    return QStringLiteral("recording.%1:%2").arg(kind, path);
}

} // namespace

QVariant recordingState(Preferences &preferences, const QString &kind, const QString &path)
{
    auto state = preferences.state(stateKey(kind, path));
    const auto former = kind + u'.' + QFileInfo(path).fileName();
    if (state.isValid() || !preferences.state(former).isValid())
        return state;
    state = preferences.state(former);
    preferences.setState(former, {});
    preferences.setState(stateKey(kind, path), state);
    return state;
}

void setRecordingState(Preferences &preferences, const QString &kind, const QString &path, const QVariant &state)
{
    const auto key = stateKey(kind, path);
    if (preferences.state(key) != state)
        preferences.setState(key, state);
}

} // namespace gnat
