// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "transfer/messageexport.h"

#include <QStringList>

namespace gnat {

/// Several recordings as one.
struct MergeRequest
{
    QStringList sources; ///< at least two
    QString path;        ///< of the new recording
    bool overwrite = false;
};

struct MergeFigures
{
    quint64 messages = 0;
    quint64 connections = 0;
    quint64 subscriptions = 0;
};

/// Puts the messages of all files in the order of their times; at equal times, those of the earlier file come first.
/// Connections, subscriptions, gaps and marks of all are kept; numbers that are taken become new ones. Messages that
/// two files have in common are there twice. Whole or not at all. For a worker thread.
Result<MergeFigures> mergeRecordings(const MergeRequest &request, const JobControl &control);

} // namespace gnat
