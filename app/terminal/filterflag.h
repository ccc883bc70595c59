// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "filter/filter.h"
#include "transfer/messageexport.h"

#include <QCommandLineOption>
#include <QCommandLineParser>

namespace gnat {
class RecordingReader;
}

namespace gnat::terminal {

/// --filter FILTER, the language of the window's filter field, the same words everywhere.
QCommandLineOption filterOption();

/// What --filter says; everything passes where it is absent. `nowNs`: where `last:` counts back from, 0: the present.
/// The error shows the filter with a caret under the place that is wrong.
Result<Filter> filterFromFlags(const QCommandLineParser &flags, std::int64_t nowNs = 0);

/// The same for another flag that takes a filter, such as "start-when".
Result<Filter> filterFromFlag(const QCommandLineParser &flags, const QString &name, std::int64_t nowNs = 0);

/// The same for the messages of a recording, as recordingFilter() means it. Reads all of it if the filter asks for
/// requests or replies, unless they are `known`: exchangeByShape is enough to see whether the filter is in order.
Result<Filter> recordingFilterFromFlags(const QCommandLineParser &flags, const RecordingReader &recording,
                                        const FindExchange &known = {}, const JobControl &control = {});

} // namespace gnat::terminal
