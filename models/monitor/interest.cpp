// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor/interest.h"

namespace gnat {

namespace {

bool isPrivate(const QByteArray &subject)
{
    return subject.startsWith("_INBOX.") || subject.startsWith("_R_.") || subject.startsWith("$SYS.");
}

void addOnce(QStringList &list, const QString &text)
{
    if (list.size() < SubjectInterest::maxClients && !list.contains(text))
        list << text;
}

} // namespace

void SubjectInterest::add(const SubjectInterest &other)
{
    subjects += other.subjects;
    subscribers += other.subscribers;
    for (const auto &client : other.clients)
        addOnce(clients, client);
    for (const auto &group : other.queueGroups)
        addOnce(queueGroups, group);
}

void Interest::add(const Subscriber &subscriber)
{
    if (isPrivate(subscriber.subject))
        return;
    ++subscriptions;
    auto found = subjects.find(subscriber.subject);
    if (found == subjects.end()) {
        if (subjects.size() >= maxSubjects) {
            ++beyond;
            return;
        }
        found = subjects.insert(subscriber.subject, {});
    }
    ++found->subscribers;
    addOnce(found->clients, subscriber.client);
    if (!subscriber.queueGroup.isEmpty())
        addOnce(found->queueGroups, QString::fromUtf8(subscriber.queueGroup));
}

} // namespace gnat
