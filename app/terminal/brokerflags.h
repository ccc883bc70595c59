// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokeroptions.h"
#include "core/result.h"

#include <QCommandLineOption>
#include <QCommandLineParser>
#include <QList>
#include <QStringList>

namespace gnat::terminal {

/// The flags that make up BrokerOptions: nats-server's, as far as they apply, and ours. Those that only nats-server
/// has are hidden and refused by name.
QList<QCommandLineOption> brokerFlags();
/// The first flag that only nats-server has, in its spellings; empty: none was given.
QString unsupportedBrokerFlag(const QCommandLineParser &flags);
/// Go lets a switch be "-T=false": that becomes "--off=T", and "-T=true" plain "-T".
QStringList withoutGoSwitches(const QStringList &arguments);

/// The flags over the configuration file over the defaults. InvalidInput: a flag, or a line of the file, is wrong.
Result<BrokerOptions> brokerOptions(const QCommandLineParser &flags);

} // namespace gnat::terminal
