// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "timerloops.h"

#include "core/clock.h"

#include <QEventLoop>
#include <QTimer>

#include <ctime>
#include <sys/prctl.h>
#include <thread>

namespace gnat::bench {

std::vector<std::int64_t> sleepLateness(int count, std::int64_t stepNs)
{
    std::vector<std::int64_t> late;
    late.reserve(static_cast<std::size_t>(count));
    std::thread([&] {
        prctl(PR_SET_TIMERSLACK, 1UL, 0UL, 0UL, 0UL);
        const auto begin = monotonicNanoseconds();
        for (int i = 0; i < count; ++i) {
            const auto due = begin + i * stepNs;
            const timespec until{due / 1'000'000'000, due % 1'000'000'000};
            clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, nullptr);
            late.push_back(monotonicNanoseconds() - due);
        }
    }).join();
    return late;
}

std::vector<std::int64_t> timerLateness(int count, std::int64_t stepNs)
{
    std::vector<std::int64_t> late;
    late.reserve(static_cast<std::size_t>(count));
    QEventLoop loop;
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    const auto begin = monotonicNanoseconds();
    int done = 0;
    QObject::connect(&timer, &QTimer::timeout, &loop, [&] {
        for (auto now = monotonicNanoseconds(); done < count && begin + done * stepNs <= now; ++done)
            late.push_back(now - begin - done * stepNs);
        if (done == count)
            loop.quit();
    });
    timer.start(1);
    loop.exec();
    return late;
}

} // namespace gnat::bench
