// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Records 20,000 messages a second of 128 bytes into the file named by its argument until it is killed; with a second
// argument into files of so many messages. Each payload begins with the message's number. Prints, each time it
// published, up to which number and when.
#include "core/batchbuilder.h"
#include "core/clock.h"
#include "flow/fanout.h"
#include "recording/recorder.h"

#include <QCoreApplication>
#include <QTimer>

#include <array>
#include <cstdio>
#include <cstdlib>

using namespace gnat;

namespace {

constexpr SourceId source{1};
constexpr std::int64_t nsPerMessage = 50'000;

void appendOne(BatchBuilder &builder, std::uint64_t number)
{
    std::array<char, 128> payload{};
    std::snprintf(payload.data(), payload.size(), "%llu", static_cast<unsigned long long>(number));
    const auto subject = "load." + std::to_string(number % 1000);
    const MessageParts parts{subject, {}, {}, {payload.data(), payload.size()}};
    if (!builder.append(parts, wallNanoseconds(), SubscriptionId(1)))
        std::abort();
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    Fanout fanout;
    Recorder recorder(fanout);
    RecordingOptions options;
    options.path = QString::fromLocal8Bit(argc > 1 ? argv[1] : "");
    options.split.messages = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 0;
    options.connections << RecordedConnection{source, QStringLiteral("load"), {}, {}, {}};
    if (const auto started = recorder.start(options); !started) {
        std::fputs(started.error().message.c_str(), stderr);
        return 1;
    }
    BatchBuilder builder(source);
    std::uint64_t sent = 0;
    const auto begin = monotonicNanoseconds();
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, [&] {
        const auto due = static_cast<std::uint64_t>((monotonicNanoseconds() - begin) / nsPerMessage);
        while (sent < due)
            appendOne(builder, ++sent);
        fanout.publish(builder.take());
        std::printf("%llu %lld\n", static_cast<unsigned long long>(sent), static_cast<long long>(wallNanoseconds()));
        std::fflush(stdout);
    });
    timer.start(2);
    return QCoreApplication::exec();
}
