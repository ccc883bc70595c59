// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokerevents.h"
#include "broker/qt/brokerview.h"

#include <QHash>
#include <QSet>

#include <vector>

namespace gnat {

/// Makes sentences' matter of what nodes report and of who is connected where: which node went, how many clients lost
/// their connection, who is back where and how soon. Recognizes a client by its name, library and user, so that of
/// several equal ones it tells how many are back, not which. GUI thread.
class FailoverTale
{
public:
    static constexpr qsizetype kept = 200;
    /// So long a client that came back counts as moved.
    static constexpr qint64 movedForNs = 60'000'000'000;

    void clear();
    /// This node is about to be stopped or killed from the window.
    void expectEnd(const QString &node) { m_expected.insert(node); }
    void add(const std::vector<BrokerEvent> &events);
    /// The clients as they are now; fills in ClientView::movedFrom.
    void look(BrokerView &view);

    /// Oldest first.
    const QList<BrokerStory> &stories() const { return m_stories; }
    quint64 lastNumber() const { return m_last; }

private:
    struct Lost
    {
        QString who;
        QString node;
        qint64 atNs;
        bool isExact; ///< the time; otherwise some time after it
    };
    struct Moved
    {
        QString from;
        qint64 atNs;
    };
    using ClientKey = QPair<QString, quint64>; ///< node and number

    void tell(BrokerStory story);
    void nodeEnded(const BrokerEvent &event);
    void lose(const QString &node, qint64 atNs);
    void loseFromLameDucks(const BrokerView &view);
    void welcomeBack(const ClientKey &key, const ClientView &client);

    QList<BrokerStory> m_stories;
    quint64 m_last = 0;
    QSet<QString> m_expected;
    QHash<QString, QList<qint64>> m_leaving; ///< by node: when clients left it
    qint64 m_lookedAtNs = 0;
    QHash<ClientKey, QString> m_known; ///< who was connected when looked at last
    QList<Lost> m_lost;
    QHash<ClientKey, Moved> m_moved;
};

} // namespace gnat
