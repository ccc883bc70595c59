// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/recordingstrip.h"

#include "common/humantext.h"
#include "shell/connectionstrips.h"

#include <QFileInfo>

namespace gnat {

namespace {
const auto key = QStringLiteral("disk");
}

RecordingStrip::RecordingStrip(Recorder &recorder, ConnectionStrips &strips) : QObject(&strips), m_strips(strips)
{
    connect(&recorder, &Recorder::figuresChanged, this, &RecordingStrip::show);
    connect(&recorder, &Recorder::finished, this, [this] {
        m_isHeld = false;
        m_strips.dismiss(key);
    });
}

void RecordingStrip::show(const RecordingFigures &figures)
{
    const bool isHeld = figures.state == RecordingState::Held;
    if (isHeld == m_isHeld)
        return;
    m_isHeld = isHeld;
    if (isHeld) {
        m_strips.postError(key, tr("%1 The recording waits, holds what arrives in memory and goes on by itself.")
                                    .arg(figures.problem.toHtmlEscaped()));
        return;
    }
    const auto name = QFileInfo(figures.path).fileName().toHtmlEscaped();
    m_strips.dismiss(key);
    m_strips.postOk(key, figures.dropped > 0 ? tr("The recording goes on in %1. %2 messages did not fit in memory; the "
                                                  "file states the gap.")
                                                   .arg(name, countFull(figures.dropped))
                                             : tr("The recording goes on in %1. Nothing was lost.").arg(name));
}

QString recordingText(const RecordingFigures &figures)
{
    switch (figures.state) {
    case RecordingState::Waiting:
        return RecordingStrip::tr("Waits for its start");
    case RecordingState::Paused:
        return RecordingStrip::tr("Recording paused");
    case RecordingState::Held:
        return RecordingStrip::tr("Waits for the disk");
    case RecordingState::Recording:
        break;
    }
    return RecordingStrip::tr("%1  %2", "elapsed time and size of a recording")
        .arg(durationText(figures.elapsedMs), bytesText(figures.fileBytes));
}

} // namespace gnat
