// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a filter over a million kept messages takes in the Live page, shown offscreen: time to its first rows, to the
// end, and how late a 10 ms timer on the GUI thread comes meanwhile. The reference is a plain string_view::find over
// the same payloads in the same run, for a text that is in none.
#include "core/batchbuilder.h"
#include "items/messagelistmodel.h"
#include "live/livepage.h"
#include "messages/messagetable.h"
#include "pagefixture.h"
#include "support/heartbeat.h"
#include "traffic/messagelog.h"

#include <QApplication>

#include <cstdio>
#include <random>

using namespace gnat;

namespace {

constexpr std::size_t messageCount = 1'000'000;

std::vector<BatchPtr> makeMessages()
{
    std::mt19937 random(7);
    std::vector<BatchPtr> batches;
    BatchBuilder builder(SourceId(1));
    for (std::size_t i = 0; i < messageCount; ++i) {
        const auto number = random() % 1000;
        const auto device = std::to_string(number);
        const auto subject =
            "plant" + std::to_string(number % 10) + ".line" + std::to_string(number / 10) + ".telemetry";
        const auto payload = R"({"device":"pump-)" + device + R"(","temp_c":)" + std::to_string(random() % 100) +
                             R"(,"seq":)" + std::to_string(i) +
                             R"(,"state":"running","note":"nothing to report here"})";
        if (!builder.append({subject, {}, {}, payload}, static_cast<std::int64_t>(i) + 1, SubscriptionId(1)))
            return {};
        if (builder.isFull())
            batches.push_back(builder.take());
    }
    batches.push_back(builder.take());
    return batches;
}

double referenceMs(const std::vector<BatchPtr> &batches)
{
    QElapsedTimer timer;
    timer.start();
    std::size_t hits = 0;
    for (const auto &batch : batches) {
        for (std::size_t i = 0; i < batch->size(); ++i)
            hits += batch->at(i).payload.find("pump-1000") != std::string_view::npos ? 1 : 0;
    }
    const double ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    return hits == 0 ? ms : -1;
}

void printHeartbeat(const test::Heartbeat &heartbeat)
{
    std::printf("  late p50 %6.1f  p99 %6.1f  max %6.1f ms\n", heartbeat.lateness(0.5), heartbeat.lateness(0.99),
                heartbeat.lateness(1));
}

void measureList(LivePage &page, const QString &text, double reference)
{
    auto &model = page.messages();
    test::Heartbeat heartbeat;
    QElapsedTimer timer;
    heartbeat.start();
    timer.start();
    page.setFilterText(text);
    const double setMs = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    const bool hasRows = QTest::qWaitFor([&] { return model.rowCount() > 0 || !model.isFiltering(); }, 60'000);
    const double firstMs = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    const bool isDone = QTest::qWaitFor([&] { return !model.isFiltering(); }, 120'000);
    const double allMs = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    QTest::qWait(100); // what is still painted counts
    heartbeat.stop();
    std::printf("  %-34s set %5.1f  first %6.1f  all %7.0f ms (%5.1fx)  %8d rows%s", qPrintable(text), setMs, firstMs,
                allMs, allMs / reference, model.rowCount(), hasRows && isDone ? "" : " TIMED OUT");
    printHeartbeat(heartbeat);
    heartbeat.start();
    page.setFilterText({});
    QTest::qWait(500);
    heartbeat.stop();
    std::printf("  %-34s", "  cleared");
    printHeartbeat(heartbeat);
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication app(argc, argv);
    test::PageFixture fixture;
    auto &workspace = fixture.workspace();
    LivePage page(workspace.connections(), workspace.traffic(), workspace.codecs(), workspace.history(),
                  workspace.ticker(), workspace.preferences(), workspace.analysis());
    page.resize(1440, 900);
    page.show();
    workspace.ticker().start();
    if (!QTest::qWaitForWindowExposed(&page))
        return 1;
    auto &log = workspace.traffic().log();
    log.setBudget(4'000'000'000);
    const auto batches = makeMessages();
    for (const auto &batch : batches)
        log.append(batch);
    log.announce();
    QTest::qWait(300);
    const double reference = referenceMs(batches);
    std::printf("%llu messages, %.0f MB kept; string_view::find over all payloads (reference): %.0f ms\n",
                static_cast<unsigned long long>(log.count()), static_cast<double>(log.memoryBytes()) / 1e6, reference);
    for (const char *text : {"plant3.*.telemetry", "plant3.line7.telemetry", "pump-77", "not-there", "/pump-1(1|2)\"/",
                             "/n[o0]t-th[e3]re/", "temp_c>90", "temp_c>1000", "size>10", "format:json temp_c<50"})
        measureList(page, QString::fromLatin1(text), reference);
    return 0;
}
