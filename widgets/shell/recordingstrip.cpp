// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/recordingstrip.h"

#include "common/humantext.h"
#include "shell/connectionstrips.h"

#include <QFileInfo>

namespace gnat {

namespace {

/// Of the strip of that recording.
QString keyOf(const Recorder *recorder)
{
    return QStringLiteral("disk %1").arg(reinterpret_cast<quintptr>(recorder));
}

/// What the main one does.
QString textOf(const RecordingFigures &figures)
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

} // namespace

RecordingStrip::RecordingStrip(RecordingSet &recordings, ConnectionStrips &strips) : QObject(&strips), m_strips(strips)
{
    connect(&recordings, &RecordingSet::figuresChanged, this, &RecordingStrip::show);
    connect(&recordings, &RecordingSet::finished, this, [this](const Recorder *recorder) {
        m_held.remove(recorder);
        m_strips.dismiss(keyOf(recorder));
    });
}

void RecordingStrip::show(const Recorder *recorder, const RecordingFigures &figures)
{
    const bool isHeld = figures.state == RecordingState::Held;
    if (isHeld == m_held.contains(recorder))
        return;
    const auto key = keyOf(recorder);
    if (isHeld) {
        m_held.insert(recorder);
        m_strips.postError(key, tr("%1 The recording waits, holds what arrives in memory and goes on by itself.")
                                    .arg(figures.problem.toHtmlEscaped()));
        return;
    }
    m_held.remove(recorder);
    const auto name = QFileInfo(figures.path).fileName().toHtmlEscaped();
    m_strips.dismiss(key);
    m_strips.postOk(key, figures.dropped > 0 ? tr("The recording goes on in %1. %2 messages did not fit in memory; the "
                                                  "file states the gap.")
                                                   .arg(name, countFull(figures.dropped))
                                             : tr("The recording goes on in %1. Nothing was lost.").arg(name));
}

QString recordingText(const RecordingSet &recordings)
{
    const auto running = recordings.running().size();
    if (!recordings.main().isRecording())
        return running == 0 ? QString() : RecordingStrip::tr("Record (%n other(s) run)", nullptr, int(running));
    const auto text = textOf(recordings.main().figures());
    return running < 2
               ? text
               : RecordingStrip::tr("%1  +%2", "a recording, and how many others run").arg(text).arg(running - 1);
}

} // namespace gnat
