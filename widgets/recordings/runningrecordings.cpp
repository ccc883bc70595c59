// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/runningrecordings.h"

#include "recording/recordingset.h"
#include "recordings/runningrecording.h"

#include <QVBoxLayout>

#include <algorithm>

namespace gnat {

RunningRecordings::RunningRecordings(RecordingSet &recordings, QWidget *parent)
    : QScrollArea(parent), m_recordings(recordings)
{
    auto *content = new QWidget(this);
    m_layout = new QVBoxLayout(content);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    setWidget(content);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus); // what stands in it has it
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    setAccessibleName(tr("Recordings that run"));
    connect(&m_recordings, &RecordingSet::started, this, &RunningRecordings::add);
    connect(&m_recordings, &RecordingSet::finished, this, &RunningRecordings::remove);
    for (auto *recorder : m_recordings.running())
        add(recorder);
    fit();
}

void RunningRecordings::add(Recorder *recorder)
{
    auto *strip = new RunningRecording(*recorder, widget());
    m_layout->addWidget(strip);
    m_all << strip;
    connect(strip, &RunningRecording::stopRequested, this, [this, recorder] { Q_EMIT stopRequested(recorder); });
    connect(strip, &RunningRecording::openRequested, this, &RunningRecordings::openRequested);
    connect(strip, &RunningRecording::fileChanged, this, &RunningRecordings::filesChanged);
    connect(strip, &RunningRecording::heightChanged, this, &RunningRecordings::fit);
    fit();
    Q_EMIT filesChanged();
}

void RunningRecordings::remove(const Recorder *recorder)
{
    const auto strip =
        std::ranges::find_if(m_all, [recorder](const auto *shown) { return &shown->recorder() == recorder; });
    if (strip == m_all.end())
        return;
    (*strip)->hide();
    (*strip)->deleteLater();
    m_all.erase(strip);
    fit();
    Q_EMIT filesChanged();
}

QSet<QString> RunningRecordings::paths() const
{
    QSet<QString> paths;
    for (const auto *recorder : m_recordings.running())
        paths.insert(recorder->path());
    return paths;
}

void RunningRecordings::fit()
{
    setVisible(!m_all.isEmpty());
    updateGeometry();
}

/// All of them, as high as they are at this width.
QSize RunningRecordings::sizeHint() const
{
    int height = 0;
    for (const auto *strip : m_all)
        height += strip->hasHeightForWidth() ? strip->heightForWidth(width()) : strip->sizeHint().height();
    return {widget()->sizeHint().width(), height};
}

/// The first of them.
QSize RunningRecordings::minimumSizeHint() const
{
    return {0, m_all.isEmpty() ? 0 : m_all.constFirst()->minimumSizeHint().height()};
}

} // namespace gnat
