// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "recording/recorder.h"

#include <QList>
#include <QString>

namespace gnat {

/// What a recording says about where its messages come from, for a new one that is made of it.
struct RecordingOrigin
{
    QList<RecordedConnection> connections;
    QList<RecordedSubscription> subscriptions;
    QString filter;
    QString note;
};

/// Reads the facts; cheap, but blocks on the disk. The errors are those of RecordingReader::open().
Result<RecordingOrigin> readRecordingOrigin(const QString &path);

} // namespace gnat
