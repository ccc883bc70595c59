// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "replaytest.h"

#include <QSignalSpy>

namespace gnat::test {

QString ReplayTest::recorded(const QList<Note> &notes)
{
    const auto path = m_folder.filePath(QStringLiteral("%1.gnat").arg(++m_files));
    if (const auto error = record(path, notes); !error.isEmpty())
        qFatal("%s", qPrintable(error));
    return path;
}

ReplayOptions ReplayTest::fast(const QList<Note> &notes)
{
    ReplayOptions options;
    options.path = recorded(notes);
    options.pace = ReplayPace::max();
    return options;
}

ReplayFigures ReplayTest::playToTheEnd(const ReplayOptions &options)
{
    Replayer replayer;
    QSignalSpy finished(&replayer, &Replayer::finished);
    const auto playing = replayer.play(options, m_target);
    if (!playing || !finished.wait(30'000))
        return {};
    if (const auto error = finished.first().at(1).toString(); !error.isEmpty())
        qWarning("%s", qPrintable(error));
    return finished.first().at(0).value<ReplayFigures>();
}

} // namespace gnat::test
