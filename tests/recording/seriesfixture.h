// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recordingfixture.h"

namespace gnat::test {

/// Stops it and waits until its file is closed; the error sentence, empty if all went well.
QString finish(Recorder &recorder);

/// Messages of a kilobyte.
QList<Note> largeNotes(int count);

/// The messages of all files there are of a series, in order. What a file says about itself is compared with what the
/// files before it hold: a sentence in `problem` if they do not agree.
QList<Note> readSeries(const QString &path, QString &problem);

} // namespace gnat::test

#define VERIFY_SERIES(path, notes)                                                                                     \
    do {                                                                                                               \
        QString problem;                                                                                               \
        const auto read = readSeries(path, problem);                                                                   \
        QCOMPARE(problem, QString());                                                                                  \
        QCOMPARE(read.size(), (notes).size());                                                                         \
        QVERIFY(read == (notes));                                                                                      \
    } while (false)
