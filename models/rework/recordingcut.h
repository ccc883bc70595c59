// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "transfer/messageexport.h"

#include <QString>

namespace gnat {

/// A part of a recording as a recording of its own.
struct CutRequest
{
    QString source;
    QString path; ///< of the new recording
    bool overwrite = false;
    qint64 fromNs = 0;            ///< wall clock; the first message at or after it
    qint64 untilNs = 0;           ///< messages before it; 0: to the end
    quint64 maxMessages = 0;      ///< that pass the filter; 0: all
    MessagePredicate wanted = {}; ///< null: all
    QString filter = {};          ///< its text, for the session's facts
};

struct CutFigures
{
    quint64 messages = 0;
    quint64 filtered = 0; ///< in the range, but not through the filter
};

/// Copies what is wanted with its connections and subscriptions, and the gaps and marks of that time. Whole or not at
/// all. For a worker thread.
Result<CutFigures> cutRecording(const CutRequest &request, const JobControl &control);

} // namespace gnat
