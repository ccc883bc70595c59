// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/support/processfigures.h"
#include "bench/support/rawpublisher.h"
#include "charts/graphpane.h"
#include "desktop.h"
#include "live/livepage.h"
#include "resources/resources.h"
#include "support/heartbeat.h"
#include "support/natsserverprocess.h"
#include "traffic/messagelog.h"
#include "traffic/subjecttree.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <span>
#include <thread>
#include <vector>

using namespace gnat;

namespace {

constexpr int perSecond = 20'000;
constexpr std::size_t settledAfter = 120; ///< seconds
constexpr std::size_t spanSeconds = 120;  ///< what a figure of memory is the median of
constexpr double allowedMegabytes = 100;  ///< beside the budget for messages

/// GNAT_SOAK_MINUTES, 30 without it.
int soakSeconds()
{
    bool isNumber = false;
    const auto minutes = qEnvironmentVariable("GNAT_SOAK_MINUTES").toDouble(&isNumber);
    return isNumber ? static_cast<int>(minutes * 60) : 30 * 60;
}

double median(std::span<const double> samples)
{
    std::vector<double> sorted(samples.begin(), samples.end());
    std::sort(sorted.begin(), sorted.end());
    return sorted[sorted.size() / 2];
}

/// A line a minute, to see where it went if it grew.
void printMinutes(std::span<const double> samples)
{
    for (std::size_t from = 0; from + 60 <= samples.size(); from += 60)
        std::printf("%s%.0f", from == 0 ? "MB by the minute: " : " ", median(samples.subspan(from, 60)));
    std::puts("");
}

double residentMegabytes()
{
    return bench::residentBytes(QCoreApplication::applicationPid()) / 1e6;
}

} // namespace

/// The window with tree, list and graphs at 20,000 messages a second for half an hour: nothing is lost, the ledger adds
/// up at every look, the memory stays.
class WindowSoakTest : public QObject
{
    Q_OBJECT

public:
    /// Qt Test ends a function after five minutes otherwise.
    static void initMain() { qputenv("QTEST_FUNCTION_TIMEOUT", QByteArray::number((soakSeconds() + 600) * 1000)); }

private Q_SLOTS:
    void addsUpAndKeepsItsMemory();

private:
    static void look(const TrafficView &traffic);
};

/// One look at the ledger: nothing is kept that was not received, and what is in hand is soon none.
void WindowSoakTest::look(const TrafficView &traffic)
{
    const QDeadlineTimer deadline(1000);
    auto figures = traffic.figures();
    while (figures.inHand() != 0 && !deadline.hasExpired()) {
        QVERIFY2(figures.inHand() > 0, qPrintable(QString::number(figures.inHand())));
        figures = traffic.figures();
    }
    QCOMPARE(figures.inHand(), 0);
    QCOMPARE(figures.droppedHere(), 0U);
    QCOMPARE(figures.missed, 0U);
}

void WindowSoakTest::addsUpAndKeepsItsMemory()
{
    initResources();
    test::NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    Desktop desktop(true);
    auto &traffic = desktop.workspace().traffic();
    desktop.window().resize(1440, 900);
    desktop.window().show();
    desktop.window().goToPage(QStringLiteral("live"));
    auto profile = profileFromUrls(server.url()).value();
    profile.subscriptions = QStringList{QStringLiteral(">")};
    auto *connection = desktop.workspace().connectTo(profile);
    bool isSubscribed = false;
    connect(connection, &Connection::subscriptionsConfirmed, this, [&isSubscribed] { isSubscribed = true; });
    QTRY_VERIFY(isSubscribed);
    auto *live = qobject_cast<LivePage *>(desktop.window().page(QStringLiteral("live")));
    live->graphs().pin(connection->id(), "plant.>");
    live->graphs().pin(connection->id(), "plant.line1.>");

    const int seconds = soakSeconds();
    const bench::RawLoad load{server.port(), perSecond * seconds, 128, 5000, perSecond};
    int exitCode = -1;
    std::jthread publisher([&] { exitCode = bench::publishRaw(load); });
    test::Heartbeat heartbeat;
    heartbeat.start();
    QElapsedTimer clock;
    clock.start();
    std::vector<double> memory;
    for (int second = 1; second <= seconds; ++second) {
        (void)QTest::qWaitFor([&] { return clock.elapsed() >= second * 1000LL; }, 2000);
        look(traffic);
        if (QTest::currentTestFailed())
            return;
        memory.push_back(residentMegabytes());
    }
    publisher.join();
    heartbeat.stop();
    QCOMPARE(exitCode, 0);
    const auto sent = static_cast<quint64>(load.messages);
    QTRY_COMPARE_WITH_TIMEOUT(traffic.figures().received, sent, 60'000);
    QTRY_COMPARE(traffic.figures().waiting, 0U);
    QCOMPARE(traffic.tree().figures(SubjectTree::root).messages, sent);
    printMinutes(memory);
    // Not at once: the budget for messages fills in the first two minutes. A short run is compared by its halves.
    const std::span all(memory);
    const auto span = std::min(spanSeconds, memory.size() / 4);
    const double settled = median(all.subspan(std::min(settledAfter, memory.size() / 2), span));
    const double last = median(all.last(span));
    const double most = *std::max_element(memory.begin(), memory.end());
    std::printf(
        "%llu messages; memory %.0f MB when settled, %.0f MB at the end, %.0f MB at most; heartbeat late p50 %.1f "
        "p99 %.1f max %.0f ms\n",
        static_cast<unsigned long long>(sent), settled, last, most, heartbeat.lateness(0.5), heartbeat.lateness(0.99),
        heartbeat.lateness(1));
    QVERIFY2(most <= static_cast<double>(traffic.log().budget()) / 1e6 + allowedMegabytes,
             qPrintable(QString::number(most)));
    QVERIFY2(last <= settled * 1.1, qPrintable(QStringLiteral("%1 MB, then %2 MB").arg(settled).arg(last)));
}

QTEST_MAIN(WindowSoakTest)
#include "tst_windowsoak.moc"
