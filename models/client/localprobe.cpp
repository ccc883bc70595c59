// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/localprobe.h"

#include "client/serverprobe_p.h"

#include <QMetaObject>

#include <thread>

namespace gnat {

namespace {
constexpr int patienceMs = 1000;
}

struct LocalProbe::Private
{
    std::jthread thread; // stops and joins when destroyed
};

LocalProbe::LocalProbe(QObject *parent) : QObject(parent), d(std::make_unique<Private>()) {}

LocalProbe::~LocalProbe() = default;

QString LocalProbe::url()
{
    return QStringLiteral("nats://127.0.0.1:4222");
}

void LocalProbe::start()
{
    d->thread = std::jthread([this](const std::stop_token &stop) {
        const Result<ServerGreeting> greeting = probeServer(url(), patienceMs, stop);
        if (!greeting || stop.stop_requested())
            return;
        const bool wantsLogin = greeting.value().wantsLogin;
        QMetaObject::invokeMethod(
            this, [this, wantsLogin] { Q_EMIT answered(wantsLogin); }, Qt::QueuedConnection);
    });
}

} // namespace gnat
