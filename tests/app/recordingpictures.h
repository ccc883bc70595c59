// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pictures.h"

namespace gnat {
class RecordingsPage;
}

namespace gnat::test {

/// The Recordings page in each of its states, made by the program itself of the traffic of the demo, which must run.
class RecordingPictures
{
public:
    RecordingPictures(Desktop &desktop, Pictures &pictures);

    /// Records for so long, then takes them all. False: a state did not come about in time.
    bool takeAll(int seconds);

private:
    QString record(int seconds);
    bool open(const QString &path);
    bool showIdle();
    bool showRecording();
    bool showPlaying();
    bool showComparison();
    bool showAnswers();
    bool showDamaged();
    bool showGraphs();

    Desktop &m_desktop;
    Pictures &m_pictures;
    RecordingsPage &m_page;
    QString m_path;
};

} // namespace gnat::test
