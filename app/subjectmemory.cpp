// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "subjectmemory.h"

#include "base/text.h"
#include "client/connectionset.h"
#include "core/clock.h"
#include "rememberedas.h"

#include <QStandardPaths>

#include <algorithm>
#include <functional>
#include <vector>

namespace gnat {

namespace {

constexpr std::int64_t nsPerMs = 1'000'000;
const QString closedKey = QStringLiteral("closed");
const QString subjectsKey = QStringLiteral("subjects");

QString filePath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
           QStringLiteral("/gnatcatcher/subjects.json");
}

/// The server that was closed longest ago.
QString oldest(const QJsonObject &servers)
{
    QString found;
    double closed = 0;
    for (auto server = servers.begin(); server != servers.end(); ++server) {
        const auto at = server.value().toObject().value(closedKey).toDouble();
        if (found.isEmpty() || at < closed) {
            found = server.key();
            closed = at;
        }
    }
    return found;
}

} // namespace

SubjectMemory::SubjectMemory(SubjectTree &tree, ConnectionSet &connections, QObject *parent)
    : QObject(parent), m_tree(tree), m_connections(connections), m_file(filePath())
{
    if (const auto known = m_file.read())
        m_servers = known.value();
    connect(&connections, &ConnectionSet::added, this, [this](const Connection *connection) { recall(*connection); });
    connect(&connections, &ConnectionSet::aboutToRemove, this, [this](const Connection *connection) {
        note(*connection);
        write();
    });
}

SubjectMemory::~SubjectMemory()
{
    for (const auto &connection : m_connections.all())
        note(*connection);
    write();
}

void SubjectMemory::recall(const Connection &connection)
{
    if (connection.profile().isEmbedded)
        return;
    const auto server = m_servers.value(rememberedAs(connection.profile())).toObject();
    const auto subjects = server.value(subjectsKey).toArray();
    for (const auto &entry : subjects) {
        const auto pair = entry.toArray();
        const auto subject = pair.at(0).toString().toUtf8();
        if (subject.isEmpty())
            continue;
        const auto node = m_tree.nodeFor(connection.id(), viewOf(subject));
        m_tree.addTotals(node, {.lastNs = static_cast<std::int64_t>(pair.at(1).toDouble()) * nsPerMs});
    }
}

QJsonArray SubjectMemory::subjectsOf(SourceId source) const
{
    struct Seen
    {
        NodeIndex node = SubjectTree::root;
        std::int64_t lastNs = 0;
    };
    std::vector<Seen> seen;
    m_tree.visitSubjects(m_tree.sourceNode(source), [&](NodeIndex node) {
        const auto lastNs = m_tree.figures(node).lastNs;
        if (lastNs != 0 && !m_tree.isInbox(node) && m_tree.pattern(node) == m_tree.subject(node))
            seen.push_back({node, lastNs});
    });
    const auto count = std::min<std::size_t>(seen.size(), mostSubjects);
    std::ranges::partial_sort(seen, seen.begin() + static_cast<std::ptrdiff_t>(count), std::greater(), &Seen::lastNs);
    seen.resize(count);
    QJsonArray subjects;
    for (const auto &[node, lastNs] : seen) {
        const auto subject = QString::fromStdString(m_tree.subject(node));
        const auto lastMs = lastNs / nsPerMs;
        if (!subject.contains(QChar::ReplacementCharacter)) // else it would come back as another one
            subjects.append(QJsonArray{subject, static_cast<double>(lastMs)});
    }
    return subjects;
}

/// One that showed nothing at all keeps what it had before.
void SubjectMemory::note(const Connection &connection)
{
    const auto source = m_tree.sourceNode(connection.id());
    if (connection.profile().isEmbedded || source == SubjectTree::root || m_tree.figures(source).messages == 0)
        return;
    const auto closedMs = wallNanoseconds() / nsPerMs;
    m_servers.insert(rememberedAs(connection.profile()), QJsonObject{{closedKey, static_cast<double>(closedMs)},
                                                                     {subjectsKey, subjectsOf(connection.id())}});
    while (m_servers.size() > mostServers)
        m_servers.remove(oldest(m_servers));
    m_isChanged = true;
}

void SubjectMemory::write()
{
    if (!m_isChanged)
        return;
    m_isChanged = false;
    if (const auto written = m_file.write(m_servers); !written)
        qWarning("%s", written.error().message.c_str());
}

} // namespace gnat
