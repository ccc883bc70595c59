// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "subjectmemory.h"

#include "base/text.h"
#include "client/connectionset.h"
#include "core/clock.h"
#include "flow/frameticker.h"
#include "rememberedas.h"

#include <QStandardPaths>

namespace gnat {

namespace {

constexpr std::int64_t nsPerMs = 1'000'000;
constexpr std::size_t nodesAFrame = 5'000;
constexpr std::size_t nodesAtOnce = 50'000; ///< when a connection is closed: some milliseconds
constexpr quint64 ticksBetweenRounds = 900; ///< half a minute
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

SubjectMemory::SubjectMemory(SubjectTree &tree, ConnectionSet &connections, FrameTicker &ticker, QObject *parent)
    : QObject(parent), m_tree(tree), m_connections(connections), m_file(filePath()), m_newest(tree, mostSubjects)
{
    m_writer.setMaxThreadCount(1); // in the order in which they were asked for
    if (const auto known = m_file.read())
        m_servers = known.value();
    else // whoever could show it is not there yet
        QMetaObject::invokeMethod(
            this, [this, text = errorText(known.error())] { Q_EMIT problemOccurred(text); }, Qt::QueuedConnection);
    connect(&ticker, &FrameTicker::ticked, this, &SubjectMemory::look);
    connect(&connections, &ConnectionSet::added, this, [this](const Connection *connection) { recall(*connection); });
    connect(&connections, &ConnectionSet::aboutToRemove, this, [this](const Connection *connection) {
        lookAtOnce();
        note(*connection);
        m_newest.forget(connection->id());
        write();
    });
}

SubjectMemory::~SubjectMemory()
{
    lookAtOnce();
    noteAll();
    write();
    m_writer.waitForDone();
}

void SubjectMemory::look(quint64 tick)
{
    if (tick % ticksBetweenRounds == 0)
        m_isLooking = true;
    if (!m_isLooking || !m_newest.look(nodesAFrame))
        return;
    m_isLooking = false;
    noteAll();
    write();
}

/// A tree of many nodes would hold up the window: there what the last rounds found has to do.
void SubjectMemory::lookAtOnce()
{
    if (m_tree.nodeCount() > nodesAtOnce)
        return;
    while (!m_newest.look(nodesAtOnce)) {
    } // ends the round that runs
    m_newest.look(nodesAtOnce);
    m_isLooking = false;
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
    QJsonArray subjects;
    for (const auto &[node, lastNs] : m_newest.of(source)) {
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
    const auto subjects = subjectsOf(connection.id());
    if (subjects.isEmpty())
        return;
    const auto closedMs = wallNanoseconds() / nsPerMs;
    m_servers.insert(rememberedAs(connection.profile()),
                     QJsonObject{{closedKey, static_cast<double>(closedMs)}, {subjectsKey, subjects}});
    while (m_servers.size() > mostServers)
        m_servers.remove(oldest(m_servers));
    m_isChanged = true;
}

void SubjectMemory::noteAll()
{
    for (const auto &connection : m_connections.all())
        note(*connection);
}

void SubjectMemory::write()
{
    if (!std::exchange(m_isChanged, false))
        return;
    m_writer.start([this, servers = m_servers] {
        const auto written = m_file.write(servers);
        if (written)
            return;
        qWarning("%s", written.error().message.c_str());
        QMetaObject::invokeMethod(this, [this, text = errorText(written.error())] { tell(text); });
    });
}

/// Once: it will be tried again twice a minute.
void SubjectMemory::tell(const QString &problem)
{
    if (std::exchange(m_problem, problem) != problem)
        Q_EMIT problemOccurred(problem);
}

} // namespace gnat
