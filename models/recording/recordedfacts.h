// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a recording holds beside its messages, as its writer is told and its reader tells.
#pragma once

#include "core/strongid.h"

#include <QByteArray>
#include <QString>

namespace gnat {

/// Facts about a connection that go into a recording. No secrets.
struct RecordedConnection
{
    SourceId source;
    QString name;
    QString server;
    QString cluster;
    QString profile;
};

/// Facts about a subscription that go into a recording.
struct RecordedSubscription
{
    SubscriptionId id;
    SourceId source;
    QByteArray pattern;
    QByteArray queueGroup;
};

/// A stretch in which messages may be missing.
struct RecordedGap
{
    qint64 atNs = 0;
    qint64 untilNs = 0;
    QString reason;
    quint64 count = 0; ///< 0: not known
};

struct RecordedMark
{
    qint64 atNs = 0;
    QString kind;
    QString text;
};

} // namespace gnat
