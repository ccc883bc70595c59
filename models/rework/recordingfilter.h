// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "filter/filter.h"
#include "transfer/messageexport.h"

#include <QString>

#include <memory>

namespace gnat {

class RecordingReader;
struct RecordingSummary;

/// Pairs the requests of a recording with their replies as the window's list does; reads all of it. For a worker
/// thread.
Result<FindExchange> pairExchanges(const QString &path, const JobControl &control);

/// What `last:`, `sub:` and `@` mean in a recording; requests and replies are only known by their shape.
FilterContext recordingContext(const RecordingSummary &summary);

/// What a text says of one recording: `last:` counts back from its end, `sub:` and `@` mean its subscriptions and
/// connections, `is:` its requests and replies, by `known` (MessageSource::exchanges()) or, if that is null, as the
/// file pairs them, which is read for it where the text asks. An error in the text fills `*error`, which may be null.
/// For a worker thread.
Result<Filter> recordingFilter(const QString &text, const RecordingReader &recording, const JobControl &control,
                               const FindExchange &known = {}, FilterError *error = nullptr);

} // namespace gnat
