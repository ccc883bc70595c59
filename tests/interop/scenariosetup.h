// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "interop/scenarioserver.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <memory>
#include <vector>

namespace gnat::test {

/// The servers of a scenario, of one product, with their files in a folder that outlives them.
struct ScenarioCluster
{
    explicit ScenarioCluster(QString folderPath) : folder(std::move(folderPath)) {}

    /// Writes the configuration of that name, one file a node, and starts the nodes; with two, waits until each tells
    /// clients of the other. Returns what went wrong, nothing when all is well.
    QByteArray start(ScenarioServer::Product product, const QString &setup);

    QString folder;
    std::vector<std::unique_ptr<ScenarioServer>> nodes;
};

/// For clients: paths of "ca", "cert" and "key" (signed by it), "strangerCa", "seed" (of the user that the setup nkey
/// knows), "strangerSeed", and the seeds' public keys "nkey" and "strangerNkey".
QJsonObject scenarioFiles(const QString &folder);

} // namespace gnat::test
