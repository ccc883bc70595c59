// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keepingtarget.h"
#include "recording/replayer.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace gnat::test {

/// What a test of a replay begins with: options, a target that keeps what comes, recordings of plain notes.
struct ReplayFixture
{
    static constexpr qint64 ms = 1'000'000;
    static constexpr qint64 start = 1'700'000'000'000'000'000;
    static constexpr int deadline = 20'000;

    void begin()
    {
        target = std::make_shared<KeepingTarget>();
        options = {};
    }
    /// The options are for a new recording.
    void make(int count, qint64 stepNs)
    {
        options.path = folder.filePath(QStringLiteral("%1.gnat").arg(++files));
        if (const auto error = record(options.path, plainNotes(count, start, stepNs)); !error.isEmpty())
            qFatal("%s", qPrintable(error));
    }
    void play(Replayer &replayer) const
    {
        if (const auto playing = replayer.play(options, target); !playing)
            qFatal("%s", playing.error().message.c_str());
    }
    /// The numbers behind "payload ".
    QList<QByteArray> payloads() const
    {
        QList<QByteArray> numbers;
        const auto notes = target->notes();
        for (const auto &note : notes)
            numbers << note.payload.mid(8);
        return numbers;
    }

    QTemporaryDir folder;
    int files = 0;
    ReplayOptions options;
    std::shared_ptr<KeepingTarget> target;
};

} // namespace gnat::test
