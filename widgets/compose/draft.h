// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/sendhistory.h"

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>
#include <QVariantMap>

namespace gnat {

/// What is in a composer: a message or request that may be sent. A value.
struct Draft
{
    QString connection; ///< its name; empty: whichever is there
    bool isRequest = true;
    QByteArray subject;
    QByteArray reply; ///< of a message
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray payload;
    int timeoutMs = 5000;
    int maxReplies = 1; ///< 0: all until the time is over

    /// For keeping what was typed between runs.
    QVariantMap toMap() const;
    static Draft fromMap(const QVariantMap &map);
    static Draft fromEntry(const HistoryEntry &entry);
    HistoryEntry toEntry() const;
    friend bool operator==(const Draft &, const Draft &) = default;
};

} // namespace gnat
