// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How late a replay sends at 1 k, 10 k and 100 k messages a second, beside a bare clock_nanosleep loop and a QTimer of
// 1 ms in the same run; then how late the messages arrive at a plain libnats subscriber of a real nats-server, against
// the recorded times. Alternating repetitions; prints medians of p50 with the spread of the ratio in brackets.
#include "bench/support/spread.h"
#include "client/connectionset.h"
#include "core/clock.h"
#include "flow/dropledger.h"
#include "flow/fanout.h"
#include "publishertarget.h"
#include "recording/recordingfixture.h"
#include "recording/replayer.h"
#include "support/natspeer.h"
#include "support/natsserverprocess.h"
#include "timerloops.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <mutex>

using namespace gnat;
using namespace gnat::bench;

namespace {

constexpr int repetitions = 5;
constexpr qint64 start = 1'700'000'000'000'000'000;

struct Rate
{
    const char *name;
    int perSecond;
    int count;

    qint64 stepNs() const { return 1'000'000'000 / perSecond; }
};

constexpr Rate rates[] = {{"1 k/s", 1000, 2000}, {"10 k/s", 10'000, 20'000}, {"100 k/s", 100'000, 200'000}};

/// Takes everything at once.
class NothingTarget final : public ReplayTarget
{
public:
    Result<void> send(const MessageView & /*message*/) override { return {}; }
    Result<void> flush() override { return {}; }
};

double quantile(std::vector<std::int64_t> values, double share)
{
    std::ranges::sort(values);
    return static_cast<double>(values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))]) / 1e3;
}

ReplayFigures replay(const QString &path, std::shared_ptr<ReplayTarget> target)
{
    Replayer replayer;
    QEventLoop loop;
    ReplayFigures figures;
    QObject::connect(&replayer, &Replayer::finished, &loop, [&](const ReplayFigures &last, const QString &error) {
        if (!error.isEmpty())
            qFatal("%s", qPrintable(error));
        figures = last;
        loop.quit();
    });
    ReplayOptions options;
    options.path = path;
    if (const auto playing = replayer.play(options, std::move(target)); !playing)
        qFatal("%s", playing.error().message.c_str());
    loop.exec();
    return figures;
}

/// Planned against real time in this process alone.
void compareTimers(const Rate &rate, const QString &path)
{
    std::vector<double> ours;
    std::vector<double> toSleep;
    std::vector<double> toTimer;
    for (int i = 0; i < repetitions; ++i) {
        const auto late = static_cast<double>(replay(path, std::make_shared<NothingTarget>()).p50LateNs) / 1e3;
        ours.push_back(late);
        toSleep.push_back(late / quantile(sleepLateness(rate.count, rate.stepNs()), 0.5));
        toTimer.push_back(late / quantile(timerLateness(rate.count, rate.stepNs()), 0.5));
    }
    std::printf("%-8s p50 late %s us; / clock_nanosleep %s (goal 1.30); / QTimer 1 ms %s (goal 0.25)\n", rate.name,
                textOf(spreadOf(ours)).c_str(), textOf(spreadOf(toSleep)).c_str(), textOf(spreadOf(toTimer)).c_str());
}

/// How late messages arrive: against the earliest that any of them can be thought to have been planned.
void measureArrival(const Rate &rate, const QString &path, const QString &url, Connection &connection)
{
    std::mutex mutex;
    std::vector<std::int64_t> times;
    test::NatsPeer peer;
    if (!peer.connect(url) ||
        !peer.subscribe("m.>",
                        [&](const test::PeerMessage &) {
                            const std::lock_guard lock(mutex);
                            times.push_back(monotonicNanoseconds());
                        }) ||
        !peer.flush())
        qFatal("%s", qPrintable(peer.errorText()));
    const auto figures = replay(path, std::make_shared<PublisherTarget>(connection.publisher()));
    const auto until = monotonicNanoseconds() + 10'000'000'000;
    std::vector<std::int64_t> arrived;
    while (arrived.size() < static_cast<std::size_t>(rate.count) && monotonicNanoseconds() < until) {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
        const std::lock_guard lock(mutex);
        arrived = times;
    }
    if (arrived.size() != static_cast<std::size_t>(rate.count))
        qFatal("%zu of %d arrived", arrived.size(), rate.count);
    qint64 earliest = arrived[0];
    for (std::size_t i = 0; i < arrived.size(); ++i)
        earliest = std::min<qint64>(earliest, arrived[i] - static_cast<qint64>(i) * rate.stepNs());
    for (std::size_t i = 0; i < arrived.size(); ++i)
        arrived[i] -= earliest + static_cast<qint64>(i) * rate.stepNs();
    std::printf("%-8s at a subscriber: p50 %.0f us, p99 %.0f us, max %.0f us; sent p50 %.0f us, p99 %.0f us\n",
                rate.name, quantile(arrived, 0.5), quantile(arrived, 0.99), quantile(arrived, 1),
                static_cast<double>(figures.p50LateNs) / 1e3, static_cast<double>(figures.p99LateNs) / 1e3);
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    test::NatsServerProcess server;
    if (!server.start())
        qFatal("%s", qPrintable(server.errorText()));
    Fanout fanout;
    DropLedger ledger;
    ConnectionSet connections(fanout, ledger);
    auto profile = profileFromUrls(server.url());
    auto *connection = connections.add(profile.value());
    QEventLoop loop;
    QObject::connect(connection, &Connection::stateChanged, &loop, [&](ConnectionState state) {
        if (state == ConnectionState::Connected)
            loop.quit();
    });
    loop.exec();
    for (const auto &rate : rates) {
        const auto path = folder.filePath(QString::number(rate.perSecond) + QStringLiteral(".gnat"));
        if (const auto error = test::record(path, test::plainNotes(rate.count, start, rate.stepNs())); !error.isEmpty())
            qFatal("%s", qPrintable(error));
        compareTimers(rate, path);
        measureArrival(rate, path, server.url(), *connection);
    }
    return 0;
}
