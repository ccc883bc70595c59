// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/runningrecording.h"

#include "common/humantext.h"
#include "common/linklabel.h"
#include "common/textlabel.h"
#include "core/clock.h"
#include "recording/recorder.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

namespace gnat {

namespace {

constexpr quint64 littleSpace = 1'000'000'000;

/// What is to be said besides the figures; empty if it simply records.
QString stateOf(const RecordingFigures &figures)
{
    switch (figures.state) {
    case RecordingState::Waiting:
        return RunningRecording::tr("Waits for the message that starts it.");
    case RecordingState::Paused:
        return RunningRecording::tr("Paused: %1 messages passed by.").arg(countFull(figures.paused));
    case RecordingState::Held:
        return RunningRecording::tr("%1 %2 messages wait in memory, %3 did not fit.")
            .arg(figures.problem, countFull(figures.waiting), countFull(figures.dropped));
    case RecordingState::Recording:
        break;
    }
    if (figures.freeBytes > 0 && figures.freeBytes < littleSpace)
        return RunningRecording::tr("Only %1 are free on this disk.").arg(bytesText(figures.freeBytes));
    return {};
}

/// Which file of a split recording it is, and what became of the older ones; empty for one file.
QString partsText(const RecordingParts &parts)
{
    if (parts.number == 0)
        return {};
    const auto number = RunningRecording::tr("File %1").arg(countFull(parts.number));
    if (!parts.problem.isEmpty())
        return RunningRecording::tr("%1; %2 It takes more room than it should.").arg(number, parts.problem);
    if (parts.removedFiles == 0)
        return number;
    return RunningRecording::tr("%1; removed: %n older file(s) with %2 messages", nullptr, int(parts.removedFiles))
        .arg(number, countFull(parts.removedMessages));
}

} // namespace

RunningRecording::RunningRecording(Recorder &recorder, QWidget *parent) : QWidget(parent), m_recorder(recorder)
{
    build();
    connect(&m_recorder, &Recorder::figuresChanged, this, &RunningRecording::showFigures);
    connect(m_pause, &QAbstractButton::clicked, &m_recorder, &Recorder::pause);
    connect(m_resume, &QAbstractButton::clicked, &m_recorder, &Recorder::resume);
    connect(m_mark, &QLineEdit::returnPressed, this, &RunningRecording::mark);
    showFigures(m_recorder.figures());
}

void RunningRecording::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(4);
    auto *first = new QHBoxLayout;
    m_dot = new QLabel(this);
    m_dot->setAccessibleName(tr("Recording now"));
    refreshDot();
    m_name = new TextLabel({}, TextRole::Body, this);
    m_name->setMinimumWidth(20);
    first->addWidget(m_dot);
    first->addWidget(m_name, 1);
    auto *open = new LinkLabel(tr("Open"), this);
    open->setToolTip(tr("Look at what is there so far; it grows as it is recorded"));
    connect(open, &QAbstractButton::clicked, this, [this] { Q_EMIT openRequested(m_path); });
    first->addWidget(open);
    m_figures = new TextLabel({}, TextRole::MonoSmall, this);
    m_figures->setMinimumWidth(20);
    m_filter = new TextLabel(m_recorder.filter(), TextRole::MonoSmall, this);
    m_filter->setToolTip(tr("Only messages that pass this filter: %1").arg(m_recorder.filter()));
    m_filter->setMinimumWidth(20);
    m_filter->setVisible(!m_recorder.filter().isEmpty());
    m_parts = new TextLabel({}, TextRole::Small, this);
    m_parts->setWordWrap(true);
    m_parts->hide();
    m_state = new TextLabel({}, TextRole::ErrorSmall, this);
    m_state->setWordWrap(true);
    m_state->hide();
    m_mark = new QLineEdit(this);
    m_mark->setPlaceholderText(tr("Mark this moment"));
    m_mark->setAccessibleName(tr("A mark or note for this moment of the recording"));
    m_mark->setToolTip(tr("Enter writes it into the recording, at the time of now"));
    m_pause = new LinkLabel(tr("Pause"), this);
    m_resume = new LinkLabel(tr("Resume"), this);
    auto *stop = new LinkLabel(tr("Stop"), this);
    connect(stop, &QAbstractButton::clicked, this, &RunningRecording::stopRequested);
    auto *last = new QHBoxLayout;
    last->setSpacing(12);
    last->addWidget(m_mark, 1);
    last->addWidget(m_pause);
    last->addWidget(m_resume);
    last->addWidget(stop);
    layout->addLayout(first);
    layout->addWidget(m_figures);
    layout->addWidget(m_filter);
    layout->addWidget(m_parts);
    layout->addWidget(m_state);
    layout->addLayout(last);
}

void RunningRecording::showFigures(const RecordingFigures &figures)
{
    if (figures.path != m_path) {
        m_path = figures.path;
        m_name->setText(QFileInfo(figures.path).completeBaseName());
        m_name->setToolTip(figures.path);
        Q_EMIT fileChanged();
    }
    m_figures->setText(
        tr("%1   %2 messages   %3")
            .arg(durationText(figures.elapsedMs), countFull(figures.messages), bytesText(figures.fileBytes)));
    showWords(figures);
    const bool isPaused = figures.state == RecordingState::Paused;
    m_pause->setVisible(!isPaused);
    m_resume->setVisible(isPaused);
}

void RunningRecording::showWords(const RecordingFigures &figures)
{
    const auto state = stateOf(figures);
    const auto parts = partsText(figures.parts);
    if (state == m_state->text() && parts == m_parts->text())
        return;
    m_parts->setText(parts);
    m_parts->setVisible(!parts.isEmpty());
    m_state->setText(state);
    m_state->setVisible(!state.isEmpty());
    Q_EMIT heightChanged();
}

void RunningRecording::refreshDot()
{
    m_dot->setPixmap(iconPixmap(QStringLiteral("record"), themeOf(this).err, 14, devicePixelRatioF()));
}

void RunningRecording::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_dot)
        refreshDot();
}

void RunningRecording::mark()
{
    m_recorder.addMark(wallNanoseconds(), QStringLiteral("mark"), m_mark->text().trimmed());
    m_mark->clear();
}

QString RunningRecording::stateText() const
{
    return m_state->isHidden() ? QString() : m_state->text();
}

} // namespace gnat
