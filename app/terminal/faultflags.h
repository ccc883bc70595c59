// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/faults/faultplan.h"

#include <QCommandLineOption>
#include <QCommandLineParser>
#include <QList>

#include <vector>

namespace gnat::terminal {

/// --fault, as often as there are rules. Their seed is --seed.
QList<QCommandLineOption> faultFlags();

/// InvalidInput: a rule is wrong.
Result<FaultPlan> faultPlan(const QCommandLineParser &flags);

/// Says on standard error what each rule has done.
void sayFaultFigures(const std::vector<FaultFigures> &figures);

} // namespace gnat::terminal
