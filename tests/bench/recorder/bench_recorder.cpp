// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The recorder, from the Fanout to the closed file, beside a row table and a plain file of the same messages in the
// same run. Alternating repetitions; prints medians with the spread in brackets, and bytes a row.
#include "core/batchbuilder.h"
#include "core/clock.h"
#include "plainfile.h"
#include "rawtable.h"
#include "recording/recorder.h"
#include "spread.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

#include "flow/fanout.h"

using namespace gnat;

namespace {

constexpr SourceId source{1};
constexpr int repetitions = 5;
using Batches = std::vector<std::unique_ptr<MessageBatch>>;

struct Size
{
    std::size_t payload;
    int rows;
    bool withIndex;
};

struct Sample
{
    double recorder = 0; ///< rows a second
    double raw = 0;
    double indexed = 0;
    double plain = 0;
    double bytesPerRow = 0; ///< of the recorder's file
};

Batches makeBatches(const Size &size)
{
    QRandomGenerator random(1);
    std::string payload(size.payload, '\0');
    Batches batches;
    BatchBuilder builder(source);
    auto atNs = wallNanoseconds();
    for (int i = 0; i < size.rows; ++i) {
        std::ranges::generate(payload, [&] { return static_cast<char>(random.generate()); });
        const auto subject = "plant.line" + std::to_string(i % 20) + ".sensor" + std::to_string(i % 1000);
        if (!builder.append({subject, {}, {}, payload}, atNs += 10'000, SubscriptionId(1)))
            std::abort();
        if (builder.isFull())
            batches.push_back(builder.take());
    }
    batches.push_back(builder.take());
    return batches;
}

double writeRecording(const QString &path, Batches batches)
{
    Fanout fanout;
    Recorder recorder(fanout);
    RecordingOptions options;
    options.path = path;
    options.connections << RecordedConnection{source, QStringLiteral("bench"), {}, {}, {}};
    QEventLoop loop;
    QObject::connect(&recorder, &Recorder::finished,
                     [&](const QString &, const RecordingFigures &figures, const QString &error) {
                         if (!error.isEmpty() || figures.dropped)
                             qFatal("the recorder failed: %s", qPrintable(error));
                         loop.quit();
                     });
    const auto begin = monotonicNanoseconds();
    if (const auto started = recorder.start(options); !started)
        qFatal("%s", started.error().message.c_str());
    for (auto &batch : batches)
        fanout.publish(std::move(batch));
    recorder.stop();
    loop.exec();
    return static_cast<double>(monotonicNanoseconds() - begin) / 1e9;
}

Sample measure(const Size &size, bool recorderFirst)
{
    const QTemporaryDir folder;
    const auto batches = makeBatches(size);
    const double rows = size.rows;
    Sample sample;
    const auto record = [&] {
        const auto path = folder.filePath(QStringLiteral("recorder.gnat"));
        sample.recorder = rows / writeRecording(path, makeBatches(size));
        sample.bytesPerRow = static_cast<double>(QFileInfo(path).size()) / rows;
    };
    if (recorderFirst)
        record();
    sample.raw = rows / bench::writeRawTable(folder.filePath(QStringLiteral("raw.db")), batches, false);
    if (!recorderFirst)
        record();
    sample.plain = rows / bench::writePlainFile(folder.filePath(QStringLiteral("plain")), batches);
    if (size.withIndex)
        sample.indexed = rows / bench::writeRawTable(folder.filePath(QStringLiteral("indexed.db")), batches, true);
    return sample;
}

template <typename Value>
bench::Spread spreadOf(const std::vector<Sample> &samples, Value value)
{
    std::vector<double> values;
    values.reserve(samples.size());
    for (const auto &sample : samples)
        values.push_back(value(sample));
    return bench::spreadOf(std::move(values));
}

void print(const Size &size, const std::vector<Sample> &samples)
{
    const auto rate = spreadOf(samples, [](const Sample &s) { return s.recorder; });
    const auto raw = spreadOf(samples, [](const Sample &s) { return s.recorder / s.raw; });
    const auto plain = spreadOf(samples, [](const Sample &s) { return s.recorder / s.plain; });
    const auto bytes = spreadOf(samples, [](const Sample &s) { return s.bytesPerRow; });
    std::printf("%5zu B | %7.0f rows/s | %s of a row table", size.payload, rate.median, bench::textOf(raw).c_str());
    if (size.withIndex) {
        const auto indexed = spreadOf(samples, [](const Sample &s) { return s.recorder / s.indexed; });
        std::printf(" | %s of it with a live index", bench::textOf(indexed).c_str());
    }
    std::printf(" | %s of a plain file | %.1f bytes a row, payload + %.1f\n", bench::textOf(plain).c_str(),
                bytes.median, bytes.median - static_cast<double>(size.payload));
    std::fflush(stdout);
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    std::printf("Recorder, %d alternating repetitions, medians (spread)\n", repetitions);
    for (const auto &size : {Size{16, 1'000'000, true}, Size{128, 500'000, true}, Size{1024, 100'000, false}}) {
        std::vector<Sample> samples;
        for (int i = 0; i < repetitions; ++i)
            samples.push_back(measure(size, i % 2 == 0));
        print(size, samples);
    }
    return 0;
}
