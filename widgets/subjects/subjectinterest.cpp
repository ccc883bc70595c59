// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "subjects/subjectinterest.h"

#include "client/connectionset.h"
#include "settings/preferences.h"

#include <QMenu>
#include <QStringList>

namespace gnat {

namespace {
const QString stateName = QStringLiteral("subjects.interest");
} // namespace

SubjectInterests::SubjectInterests(const ConnectionSet &connections, SubjectTree &tree, QObject *parent)
    : QObject(parent), m_connections(connections), m_places(tree)
{
    connect(&m_places, &TreeInterest::placed, this, &SubjectInterests::changed);
    connect(&connections, &ConnectionSet::added, this, [this](Connection *connection) { follow(*connection); });
    connect(&connections, &ConnectionSet::aboutToRemove, this, [this](Connection *connection) {
        m_asked.erase(connection->id().number());
        m_places.set(connection->id(), nullptr);
    });
    for (const auto &connection : connections.all())
        follow(*connection);
}

SubjectInterests::~SubjectInterests() = default;

void SubjectInterests::remember(Preferences &preferences)
{
    m_preferences = &preferences;
    m_chosen = preferences.state(stateName).toMap();
    for (const auto &connection : m_connections.all())
        apply(*connection);
}

bool SubjectInterests::isWanted(const Connection &connection) const
{
    const auto &profile = connection.profile();
    return m_chosen.value(profile.name, profile.isEmbedded).toBool();
}

bool SubjectInterests::isOn(SourceId source) const
{
    const auto asked = m_asked.find(source.number());
    return asked != m_asked.end() && asked->second->isActive();
}

void SubjectInterests::setOn(SourceId source, bool isOn)
{
    auto *connection = m_connections.find(source);
    if (!connection)
        return;
    m_chosen.insert(connection->profile().name, isOn);
    if (m_preferences)
        m_preferences->setState(stateName, m_chosen);
    apply(*connection);
}

void SubjectInterests::follow(Connection &connection)
{
    auto asked = std::make_unique<AccountInterest>(connection);
    connect(asked.get(), &AccountInterest::changed, this, [this, source = connection.id(), from = asked.get()] {
        m_places.set(source, from->interest());
        Q_EMIT changed();
    });
    m_asked[connection.id().number()] = std::move(asked);
    apply(connection);
}

void SubjectInterests::apply(Connection &connection)
{
    m_asked.at(connection.id().number())->setActive(isWanted(connection));
}

QString SubjectInterests::problems() const
{
    QStringList lines;
    for (const auto &[source, asked] : m_asked) {
        if (!asked->problem().isEmpty())
            lines << tr("Who subscribes on %1 is not known. %2")
                         .arg(asked->connection().profile().name, asked->problem());
    }
    return lines.join(u'\n');
}

void SubjectInterests::fillMenu(QMenu &menu, SourceId only)
{
    for (const auto &connection : m_connections.all()) {
        const auto source = connection->id();
        if (!only.isNone() && source != only)
            continue;
        auto *action = menu.addAction(tr("Show who subscribes on %1").arg(connection->profile().name));
        action->setCheckable(true);
        action->setChecked(isOn(source));
        action->setToolTip(
            tr("Asks the servers for the subscriptions of all clients of the account, again and again."));
        connect(action, &QAction::toggled, this, [this, source](bool isOn) { setOn(source, isOn); });
    }
}

} // namespace gnat
