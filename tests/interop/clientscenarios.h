// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "interop/scenarioserver.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace gnat::test {

/// What a client program does under this name, and what it must print for it on either server. The programs do and
/// report; what is right stands here alone.
struct ClientScenario
{
    const char *name;
    const char *setup;   ///< of the servers: see scenariosetup.cpp
    const char *outcome; ///< lines
};

/// The rows of a client's test: columns "scenario" and "product", each scenario on nats-server and on ours.
void addScenarioRows();

/// Starts the row's servers, runs the client program with the scenario's name and the path of a file that describes
/// the servers (JSON: urls, relay, pids, and the paths of certificates and seeds), and compares what it prints.
/// Fails the running test when anything is not as the scenario says.
void playScenario(const QString &program, const QStringList &arguments = {});

} // namespace gnat::test
