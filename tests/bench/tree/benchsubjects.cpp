// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How late a 10 ms timer of the GUI thread is while the pane of subjects works on a million of them: fed with 100,000
// messages a second, opened, scrolled, sorted, searched. And the same with a random id in each subject, which folds.
#include "client/connectionset.h"
#include "common/filteredit.h"
#include "core/batchbuilder.h"
#include "core/clock.h"
#include "flow/dropledger.h"
#include "flow/fanout.h"
#include "items/subjecttreemodel.h"
#include "resources/resources.h"
#include "settings/preferences.h"
#include "subjects/subjectcolumns.h"
#include "subjects/subjectsearch.h"
#include "subjects/subjectspane.h"
#include "support/heartbeat.h"
#include "theme/themecontroller.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QScrollBar>
#include <QTest>
#include <QTimer>
#include <QTreeView>

#include <cstdio>
#include <random>

using namespace gnat;

namespace {

constexpr int frameMs = 33;
constexpr int messagesAFrame = 3300;
constexpr int stageMs = 4000;

std::string plantSubject(std::uint64_t number)
{
    static constexpr const char *metrics[] = {"temperature", "pressure", "state", "alarm", "power"};
    return "plant" + std::to_string(number % 10) + ".line" + std::to_string(number / 10 % 20) + ".device" +
           std::to_string(number / 1000) + "." + metrics[number / 200 % 5];
}

std::string orderSubject(std::uint64_t number)
{
    return "orders." + std::to_string(1'000'000'000 + number % 8'000'000'000) + ".created";
}

class Bench
{
public:
    explicit Bench(std::string (*subject)(std::uint64_t)) : m_subject(subject)
    {
        auto *model = new SubjectTreeModel(m_tree, [](SourceId) { return QStringLiteral("bench"); });
        m_pane = std::make_unique<SubjectsPane>(model, &m_connections);
        m_pane->resize(700, 900);
        m_pane->show();
        m_frames.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_frames, &QTimer::timeout, [this] { frame(messagesAFrame); });
    }

    void fill(std::uint64_t messages)
    {
        for (m_next = 0; m_next < messages;)
            add(50'000, false);
        m_pane->refresh();
    }

    template <typename Act>
    void stage(const char *name, Act act)
    {
        m_heartbeat.start();
        m_frames.start(frameMs);
        act();
        QTest::qWait(stageMs);
        m_frames.stop();
        m_heartbeat.stop();
        std::printf("  %-38s p50 %5.1f  p99 %5.1f  most %6.1f ms\n", name, m_heartbeat.lateness(0.5),
                    m_heartbeat.lateness(0.99), m_heartbeat.lateness(1));
    }

    SubjectsPane &pane() { return *m_pane; }
    QTreeView &view() { return *m_pane->tree(); }
    SubjectTree &tree() { return m_tree; }

private:
    void add(int messages, bool isRandom)
    {
        BatchBuilder builder(SourceId(1));
        const auto now = wallNanoseconds();
        for (int i = 0; i < messages; ++i) {
            if (builder.append({m_subject(isRandom ? m_random() % 1'000'000 : m_next++), {}, {}, "16 bytes payload"},
                               now, {}) &&
                !builder.isFull())
                continue;
            m_tree.add(*builder.take());
        }
        m_tree.add(*builder.take());
        m_tree.aggregate(monotonicNanoseconds());
    }

    void frame(int messages)
    {
        add(messages, true);
        if (++m_count % 15 == 0)
            m_pane->refresh();
    }

    std::string (*m_subject)(std::uint64_t);
    Fanout m_fanout;
    DropLedger m_ledger;
    ConnectionSet m_connections{m_fanout, m_ledger};
    SubjectTree m_tree;
    std::unique_ptr<SubjectsPane> m_pane;
    QTimer m_frames;
    test::Heartbeat m_heartbeat;
    std::mt19937_64 m_random{1};
    std::uint64_t m_next = 0;
    int m_count = 0;
};

void openBelow(Bench &bench, const char *subject)
{
    const auto index = bench.pane().model()->indexOf(SourceId(1), subject);
    bench.view().expand(index);
    bench.view().scrollTo(index, QAbstractItemView::PositionAtTop);
}

void plants()
{
    Bench bench(plantSubject);
    QElapsedTimer clock;
    clock.start();
    bench.fill(1'000'000);
    std::printf("%zu subjects, 100,000 messages a second; filled in %lld ms, %zu MB\n", bench.tree().subjectCount(),
                static_cast<long long>(clock.elapsed()), bench.tree().memoryBytes() / 1'000'000);
    bench.stage("nothing open", [] {});
    bench.stage("open a line of 1,000 devices", [&] {
        openBelow(bench, "plant3");
        openBelow(bench, "plant3.line7");
    });
    bench.stage("open all lines of a plant", [&] {
        for (int line = 0; line < 20; ++line)
            openBelow(bench, ("plant4.line" + std::to_string(line)).c_str());
    });
    bench.stage("scroll", [&] {
        for (int i = 0; i < 60; ++i) {
            bench.view().verticalScrollBar()->setValue(i * 300);
            QTest::qWait(15);
        }
    });
    bench.stage("sort by messages", [&] { bench.view().sortByColumn(1, Qt::DescendingOrder); });
    bench.stage("sort by name", [&] { bench.view().sortByColumn(0, Qt::AscendingOrder); });
    const auto search = [&](const char *text) {
        bench.pane().openSearch();
        bench.pane().searchLine()->line()->setText(QString::fromLatin1(text));
    };
    bench.stage("search device77", [&] { search("device77"); });
    bench.stage("search plant3.*.device7.>", [&] { search("plant3.*.device7.>"); });
    bench.stage("search /line1[0-5].*power/", [&] { search("/line1[0-5].*power/"); });
    bench.stage("search e", [&] { search("e"); });
    bench.stage("close the search", [&] { bench.pane().searchLine()->close(); });
}

void orders()
{
    Bench bench(orderSubject);
    bench.stage("random ids, nothing there before", [&] {
        QTest::qWait(500);
        openBelow(bench, "orders");
    });
    bench.fill(1'000'000);
    std::printf(
        "  %zu rows, %zu kB, about %llu values\n", bench.tree().nodeCount(), bench.tree().memoryBytes() / 1000,
        static_cast<unsigned long long>(bench.tree().foldedValues(bench.tree().findPattern(SourceId(1), "orders.*"))));
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    initResources();
    Preferences preferences;
    const ThemeController theme(preferences);
    plants();
    orders();
    return 0;
}
