// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace.h"

#include "base/text.h"
#include "filter/filterpredicate.h"
#include "publishertarget.h"
#include "recordedconnection.h"
#include "recording/fanouttarget.h"
#include "traffic/messagelog.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <chrono>

namespace gnat {

namespace {
constexpr std::size_t demoNodes = 3;
// Who watches a lame duck in the window does not want to wait two minutes.
constexpr std::chrono::seconds demoLameDuckGrace(2);
constexpr std::chrono::seconds demoLameDuckDuration(12);
// What is at hand when the record button is pressed; mostly the batches that the message list keeps anyway.
constexpr BatchRing::Limits atHand{30'000'000'000, 64'000'000};
// What the button alone saves of it.
constexpr qint64 recordBeforeNs = 10'000'000'000;

QList<RecordedSubscription> subscriptionsOf(const Connection &connection)
{
    QList<RecordedSubscription> facts;
    const auto subscriptions = connection.subscriptions();
    for (const auto &subscription : subscriptions)
        facts << RecordedSubscription{subscription.id, connection.id(), subscription.pattern, subscription.queueGroup};
    return facts;
}
} // namespace

Workspace::Workspace(QObject *parent)
    : QObject(parent), m_preferences(std::make_unique<Preferences>()),
      m_filters(std::make_unique<FilterBook>(*m_preferences)), m_history(std::make_unique<SendHistory>()),
      m_memory(std::make_unique<SubscriptionMemory>(*m_preferences)), m_broker(std::make_unique<BrokerController>()),
      m_traffic(std::make_unique<TrafficView>(m_fanout, m_ledger, m_ticker)),
      m_signs(std::make_unique<SignsOfLife>(m_fanout)), m_missed(std::make_unique<MissedMessages>(*m_signs, m_ledger)),
      m_analysis(std::make_unique<AnalysisThread>(m_fanout, m_ledger)),
      m_justBefore(std::make_unique<PreTrigger>(m_fanout, atHand)),
      m_recordings(std::make_unique<RecordingSet>(m_fanout)),
      m_gaps(std::make_unique<RecordingGaps>([this] { return m_recordings->running(); }, m_ledger, *m_signs)),
      m_replayer(std::make_unique<Replayer>()), m_connections(std::make_unique<ConnectionSet>(m_fanout, m_ledger)),
      m_exchanges(std::make_unique<ExchangeWatch>(*m_analysis, m_traffic->log(), *m_connections, m_ticker)),
      m_subjects(std::make_unique<SubjectMemory>(m_traffic->tree(), *m_connections, m_ticker))
{
    m_traffic->log().setBudget(m_preferences->memoryBudget());
    connect(m_preferences.get(), &Preferences::memoryBudgetChanged, this,
            [this](quint64 bytes) { m_traffic->log().setBudget(bytes); });
    connect(m_preferences.get(), &Preferences::problemOccurred, this, &Workspace::problemOccurred);
    connect(m_subjects.get(), &SubjectMemory::problemOccurred, this, &Workspace::problemOccurred);
    connect(m_connections.get(), &ConnectionSet::added, this, &Workspace::follow);
    connect(m_recordings.get(), &RecordingSet::started, this, [this](Recorder *recorder) { m_gaps->begin(*recorder); });
    connect(m_recordings.get(), &RecordingSet::finished, this,
            [this](const Recorder *, const RecordingFigures &, const QString &error) {
                if (!error.isEmpty())
                    Q_EMIT problemOccurred(error);
            });
    m_ticker.start();
}

/// The one place where the end is written down. Who sends stops first, then who receives, then who keeps.
Workspace::~Workspace()
{
    m_ticker.stop();
    m_replayer.reset();
    for (auto *recorder : m_recordings->running())
        m_gaps->end(*recorder);
    m_subjects.reset(); // keeps what the connections showed
    m_exchanges.reset();
    m_connections.reset(); // drains: what is on its way still reaches the recorder
    m_gaps.reset();
    m_recordings.reset();
    m_justBefore.reset();
    m_analysis.reset();
    m_broker.reset();
    m_history.reset();
    m_memory.reset();
    m_filters.reset();
    m_preferences.reset();
    m_missed.reset();
    m_signs.reset();
    m_traffic.reset();
}

Connection *Workspace::connectTo(const ConnectionProfile &profile)
{
    auto *connection = m_connections->add(m_memory->recall(profile));
    m_memory->follow(*connection, profile);
    if (!profile.isEmbedded)
        m_preferences->addRecentUrl(profile.servers.join(u','));
    return connection;
}

Connection *Workspace::embeddedConnection() const
{
    for (const auto &connection : m_connections->all()) {
        if (connection->profile().isEmbedded)
            return connection.get();
    }
    return nullptr;
}

Result<Connection *> Workspace::startBroker(bool onFreePorts)
{
    auto *connection = embeddedConnection();
    if (m_broker->isRunning() && connection)
        return connection;
    BrokerOptions options;
    options.port = onFreePorts ? -1 : options.port;
    options.opensSystem = true;
    options.lameDuckGrace = demoLameDuckGrace;
    options.lameDuckDuration = demoLameDuckDuration;
    if (!m_broker->isRunning()) {
        if (const auto started = m_broker->start(options, demoNodes); !started)
            return started.error();
        m_broker->startDemo();
    }
    if (connection)
        m_connections->remove(connection->id()); // of servers that are gone
    ConnectionProfile profile;
    profile.name = QStringLiteral("demo");
    profile.servers = m_broker->clientUrls();
    profile.subscriptions = QStringList{QStringLiteral(">")};
    profile.isEmbedded = true;
    return connectTo(profile);
}

Connection *Workspace::startDemo()
{
    auto started = startBroker(false);
    if (!started)
        started = startBroker(true);
    if (started)
        return started.value();
    Q_EMIT problemOccurred(errorText(started.error()));
    return nullptr;
}

void Workspace::stopBroker()
{
    if (const auto *connection = embeddedConnection())
        m_connections->remove(connection->id());
    m_broker->stop();
}

void Workspace::startRecording()
{
    if (recorder().isRecording()) {
        Q_EMIT problemOccurred(tr("The recording “%1” runs already.").arg(QFileInfo(recorder().path()).fileName()));
        return;
    }
    RecordingOptions options;
    options.before.ns = recordBeforeNs;
    startRecording(std::move(options));
}

void Workspace::stopRecording()
{
    stopRecording(&recorder());
}

void Workspace::stopRecording(Recorder *recorder)
{
    if (!recorder->isRecording())
        return;
    m_gaps->end(*recorder);
    recorder->stop();
}

void Workspace::toggleRecording()
{
    if (recorder().isRecording())
        stopRecording();
    else
        startRecording();
}

FilterContext Workspace::filterContext() const
{
    return {.findConnection = [this](const QString &name) {
        return m_connections->sourceNamed(name);
    }};
}

void Workspace::recordOnly(const QString &filter)
{
    FilterError error;
    const auto wanted = Filter::compile(filter, &error, filterContext());
    if (!wanted) {
        Q_EMIT problemOccurred(error.message);
        return;
    }
    RecordingOptions options;
    options.before.ns = recordBeforeNs;
    options.filter = wanted->text();
    options.wanted = predicateOf(*wanted);
    startRecording(std::move(options));
}

void Workspace::startRecording(RecordingOptions options)
{
    if (m_connections->all().empty()) {
        Q_EMIT problemOccurred(tr("Nothing to record: no connection is open."));
        return;
    }
    options.path = recordingPath(options.path);
    options.atHand = [this] {
        return m_justBefore->ring();
    };
    // They are to be known at the start: what is at hand of others is left out.
    for (const auto &connection : m_connections->all())
        options.connections << recordedConnection(*connection);
    for (const auto &connection : m_connections->all())
        options.subscriptions += subscriptionsOf(*connection);
    if (const auto started = m_recordings->start(options); !started)
        Q_EMIT problemOccurred(errorText(started.error()));
}

/// A connection that opens or subscribes while a recording runs belongs to it.
void Workspace::follow(Connection *connection)
{
    m_signs->watch(*connection);
    m_missed->watch(*connection);
    m_gaps->watch(*connection);
    tellRecorders(*connection);
    connect(connection, &Connection::subscriptionsChanged, this, [this, connection] { tellRecorders(*connection); });
}

void Workspace::tellRecorders(const Connection &connection)
{
    m_recordings->addConnection(recordedConnection(connection));
    for (const auto &subscription : subscriptionsOf(connection))
        m_recordings->addSubscription(subscription);
}

/// In the recording folder, by that name or by date, time and connection; a name that no recording has.
QString Workspace::recordingPath(const QString &wanted) const
{
    static const QRegularExpression unfit(QStringLiteral("[\\\\/:*?\"<>|\\x00-\\x1f]"));
    auto name = wanted;
    if (name.endsWith(QLatin1String(".gnat")))
        name.chop(5);
    if (name.isEmpty()) {
        const auto now = QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd HH-mm-ss"));
        name = now + QLatin1Char(' ') + m_connections->all().front()->profile().name;
    }
    name.replace(unfit, QStringLiteral("-"));
    const QDir folder(m_preferences->recordingFolder());
    const auto isTaken = [](const QString &path) {
        return QFile::exists(path) || !recordingPartPaths(path).isEmpty();
    };
    auto path = folder.filePath(name + QStringLiteral(".gnat"));
    for (int number = 2; isTaken(path); ++number)
        path = folder.filePath(QStringLiteral("%1 (%2).gnat").arg(name).arg(number));
    return path;
}

std::shared_ptr<ReplayTarget> Workspace::replayTarget(const ReplayDestination &destination)
{
    if (destination.source == replayedSource)
        return std::make_shared<FanoutTarget>(m_fanout, replayedSource);
    const auto *connection = m_connections->find(destination.source);
    if (!connection || connection->state() != ConnectionState::Connected)
        return {};
    const auto pass = connection->passFor(destination.typedName); // without one, a locked connection refuses
    return std::make_shared<PublisherTarget>(connection->publisher(pass ? pass.value() : SendingPass()),
                                             destination.throughStream ? SendWay::Stream : SendWay::Core);
}

} // namespace gnat
