// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/transferjob.h"

#include "base/text.h"
#include "core/clock.h"

#include <thread>

namespace gnat {

namespace {
constexpr std::int64_t tellEveryNs = 100'000'000;
}

struct TransferJob::Private
{
    std::jthread thread; ///< stops and joins when replaced or destroyed
};

TransferJob::TransferJob(QObject *parent) : QObject(parent), d(std::make_unique<Private>()) {}

TransferJob::~TransferJob() = default;

bool TransferJob::start(Work work)
{
    if (m_isRunning)
        return false;
    m_isRunning = true;
    d->thread = std::jthread([this, work = std::move(work)](const std::stop_token &stop) {
        std::int64_t toldNs = 0;
        const auto tell = [&](quint64 done, quint64 total) {
            const auto now = monotonicNanoseconds();
            if (now - toldNs < tellEveryNs)
                return;
            toldNs = now;
            QMetaObject::invokeMethod(
                this, [this, done, total] { Q_EMIT progressed(done, total); }, Qt::QueuedConnection);
        };
        const auto result = work({stop, tell});
        QMetaObject::invokeMethod(
            this, [this, result] { finish(result); }, Qt::QueuedConnection);
    });
    return true;
}

void TransferJob::cancel()
{
    d->thread.request_stop();
}

void TransferJob::finish(const Result<QString> &result)
{
    d->thread.join(); // it has said its last word
    m_isRunning = false;
    if (result)
        Q_EMIT succeeded(result.value());
    else
        Q_EMIT failed(errorText(result.error()), result.error().kind == ErrorKind::Cancelled);
}

} // namespace gnat
