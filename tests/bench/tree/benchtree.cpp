// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Subject updates a second of SubjectTree beside a counter in an unordered_map<string>, on the same batches in the same
// run. Each repetition runs both; the ratio is taken inside the repetition. "with frames" also aggregates to all
// parents after each 32,768 messages, as the window does at a million messages a second. Then subjects that fold, and
// searches.
#include "core/batchbuilder.h"
#include "traffic/subjecttree.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <random>
#include <string>
#include <unordered_map>

using namespace gnat;

namespace {

constexpr std::size_t repetitions = 7;
constexpr std::size_t messagesPerRun = 1'000'000;
constexpr std::size_t batchesPerFrame = 16;
constexpr std::int64_t frameNs = 33'000'000;

/// Of this thread: other programs on the machine count less than they would on the clock.
std::int64_t cpuNanoseconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return time.tv_sec * 1'000'000'000LL + time.tv_nsec;
}

struct Counter
{
    std::uint64_t messages = 0;
    std::uint64_t bytes = 0;
    std::int64_t lastNs = 0;
};

struct Hash
{
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

using Map = std::unordered_map<std::string, Counter, Hash, std::equal_to<>>;
using Batches = std::vector<std::unique_ptr<MessageBatch>>;

std::string subjectOf(std::size_t number)
{
    static constexpr const char *metrics[] = {"temperature", "pressure", "state", "alarm", "power"};
    return "plant" + std::to_string(number % 10) + ".line" + std::to_string(number / 10 % 20) + ".device" +
           std::to_string(number / 1000) + "." + metrics[number / 200 % 5];
}

template <typename Next>
Batches makeBatches(std::size_t messages, Next next)
{
    Batches batches;
    BatchBuilder builder(SourceId(1));
    for (std::size_t i = 0; i < messages; ++i) {
        if (builder.append({subjectOf(next(i)), {}, {}, "0123456789abcdef"}, static_cast<std::int64_t>(i), {}) &&
            builder.isFull())
            batches.push_back(builder.take());
    }
    batches.push_back(builder.take());
    return batches;
}

void addToMap(Map &map, const Batches &batches)
{
    for (const auto &batch : batches) {
        for (std::size_t i = 0; i < batch->size(); ++i) {
            const auto &record = batch->records()[i];
            auto found = map.find(batch->subject(i));
            if (found == map.end())
                found = map.try_emplace(std::string(batch->subject(i))).first;
            ++found->second.messages;
            found->second.bytes += record.payloadSize;
            found->second.lastNs = std::max(found->second.lastNs, record.atNs);
        }
    }
}

/// The nanoseconds of add() and of aggregate().
std::pair<std::int64_t, std::int64_t> addToTree(SubjectTree &tree, const Batches &batches)
{
    std::int64_t adding = 0;
    std::int64_t framing = 0;
    std::int64_t frame = 0;
    for (std::size_t from = 0; from < batches.size(); from += batchesPerFrame) {
        const auto start = cpuNanoseconds();
        for (std::size_t i = from; i < std::min(from + batchesPerFrame, batches.size()); ++i)
            tree.add(*batches[i]);
        const auto added = cpuNanoseconds();
        tree.aggregate(frame += frameNs);
        adding += added - start;
        framing += cpuNanoseconds() - added;
    }
    return {adding, framing};
}

void print(const char *what, std::vector<double> values, const char *unit)
{
    std::ranges::sort(values);
    std::printf("  %-44s %7.2f %s (%.2f-%.2f)\n", what, values[values.size() / 2], unit, values.front(), values.back());
}

double millionsPerSecond(std::int64_t ns)
{
    return static_cast<double>(messagesPerRun) * 1e3 / static_cast<double>(ns);
}

void compare(std::size_t subjects)
{
    SubjectTree tree;
    Map map;
    const auto all = makeBatches(subjects, [](std::size_t i) { return i; });
    addToTree(tree, all);
    addToMap(map, all);
    std::mt19937 random(1);
    const auto batches = makeBatches(messagesPerRun, [&](std::size_t) { return random() % subjects; });
    std::vector<double> mapRate;
    std::vector<double> treeRate;
    std::vector<double> ratio;
    std::vector<double> framedRatio;
    for (std::size_t i = 0; i < repetitions; ++i) {
        const auto start = cpuNanoseconds();
        addToMap(map, batches);
        const auto mapNs = cpuNanoseconds() - start;
        const auto [adding, framing] = addToTree(tree, batches);
        tree.takeChanges();
        mapRate.push_back(millionsPerSecond(mapNs));
        treeRate.push_back(millionsPerSecond(adding));
        ratio.push_back(static_cast<double>(mapNs) / static_cast<double>(adding));
        framedRatio.push_back(static_cast<double>(mapNs) / static_cast<double>(adding + framing));
    }
    std::printf("%zu subjects, uniform; %zu repetitions: median (least-most)\n", tree.subjectCount(), repetitions);
    print("unordered_map<string> (reference)", mapRate, "M/s");
    print("tree", treeRate, "M/s");
    print("tree / reference", ratio, "x");
    print("tree with frames / reference", framedRatio, "x");
    std::printf("  %-44s %7.0f\n", "bytes a subject",
                static_cast<double>(tree.memoryBytes()) / static_cast<double>(tree.subjectCount()));
}

/// A random id in each subject, as on a bus that nobody thought would be watched: none is in the cache, all fold.
void foldAll()
{
    SubjectTree tree;
    std::mt19937_64 random(1);
    std::vector<double> rates;
    for (std::size_t i = 0; i < repetitions; ++i) {
        Batches batches;
        BatchBuilder builder(SourceId(1));
        for (std::size_t message = 0; message < messagesPerRun; ++message) {
            const auto subject = "orders." + std::to_string(1'000'000'000 + random() % 1'000'000'000'000) + ".created";
            if (builder.append({subject, {}, {}, "0123456789abcdef"}, static_cast<std::int64_t>(message), {}) &&
                builder.isFull())
                batches.push_back(builder.take());
        }
        const auto [adding, framing] = addToTree(tree, batches);
        rates.push_back(millionsPerSecond(adding + framing));
    }
    std::printf("random ids, %zu messages each with another\n", repetitions * messagesPerRun);
    print("tree with frames", rates, "M/s");
    std::printf("  %-44s %7zu kB, %zu nodes\n", "memory", tree.memoryBytes() / 1000, tree.nodeCount());
}

/// What one batch of new subjects holds up the window for, while the tree's tables grow.
void growTo(std::size_t subjects)
{
    const auto batches = makeBatches(subjects, [](std::size_t i) { return i; });
    std::vector<double> longest;
    std::vector<double> usual;
    for (std::size_t i = 0; i < repetitions; ++i) {
        SubjectTree tree;
        std::vector<double> times;
        for (const auto &batch : batches) {
            const auto start = cpuNanoseconds();
            tree.add(*batch);
            times.push_back(static_cast<double>(cpuNanoseconds() - start) / 1e6);
        }
        std::ranges::sort(times);
        longest.push_back(times.back());
        usual.push_back(times[times.size() / 2]);
    }
    std::printf("growing to %zu subjects, batches of %zu\n", subjects, batches.front()->size());
    print("longest batch", longest, "ms");
    print("median batch", usual, "ms");
}

template <typename Search>
void measureSearch(const char *what, Search search)
{
    std::vector<double> times;
    std::size_t hits = 0;
    for (std::size_t i = 0; i < repetitions; ++i) {
        const auto start = cpuNanoseconds();
        hits = search();
        times.push_back(static_cast<double>(cpuNanoseconds() - start) / 1e6);
    }
    print(what, times, "ms");
    std::printf("  %-44s %7zu\n", "  hits", hits);
}

void searchAll()
{
    SubjectTree tree;
    addToTree(tree, makeBatches(1'000'000, [](std::size_t i) { return i; }));
    std::printf("searches over %zu subjects\n", tree.subjectCount());
    measureSearch("plant0.*.device7.>", [&] { return tree.matches("plant0.*.device7.>").size(); });
    measureSearch("plant0.>", [&] { return tree.matches("plant0.>").size(); });
    measureSearch(">", [&] { return tree.matches(">").size(); });
    measureSearch("contains Device77", [&] { return tree.containing("Device77").size(); });
    measureSearch("contains 77.temp", [&] { return tree.containing("77.temp").size(); });
}

} // namespace

int main()
{
    for (const std::size_t subjects : {1'000U, 100'000U, 1'000'000U})
        compare(subjects);
    foldAll();
    growTo(1'000'000);
    searchAll();
    return 0;
}
