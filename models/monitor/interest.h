// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QStringList>

namespace gnat {

/// Somebody's subscription, as a server lists it.
struct Subscriber
{
    QByteArray subject; ///< as subscribed: may hold wildcards
    QByteArray queueGroup;
    QString client; ///< who it is, for people: "billing (go 1.28), cid 7 on n1"
};

/// Who subscribes to one subject or pattern, or to several that are shown as one.
struct SubjectInterest
{
    static constexpr qsizetype maxClients = 12; ///< names kept, of clients and of queue groups

    quint32 subjects = 1;
    quint32 subscribers = 0;
    QStringList clients; ///< the first few, for people
    QStringList queueGroups;

    void add(const SubjectInterest &other);
};

/// Everybody's subscriptions in an account, by subject as subscribed. Bounded: what is beyond the limit is counted in
/// `beyond`. Plain value.
struct Interest
{
    static constexpr qsizetype maxSubjects = 200'000;

    QHash<QByteArray, SubjectInterest> subjects;
    quint64 subscriptions = 0;
    quint64 beyond = 0; ///< subscriptions on subjects that are not kept
    quint32 clients = 0;
    quint32 servers = 0;

    /// Inboxes and what begins with `$SYS.` are everybody's own affair and left out.
    void add(const Subscriber &subscriber);
};

} // namespace gnat
