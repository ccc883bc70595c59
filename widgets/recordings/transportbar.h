// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/replayer.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace gnat {

class TextLabel;

/// To start, step back, play or pause, step, stop, loop with its range, the clock; and, once there was a replay, what
/// it has done. GUI thread.
class TransportBar final : public QWidget
{
    Q_OBJECT

public:
    explicit TransportBar(QWidget *parent = nullptr);

    void setState(ReplayState state, bool canPlay);
    void setPosition(qint64 offsetNs, qint64 durationNs);
    /// Nothing: the whole recording.
    void setRange(std::optional<qint64> a, std::optional<qint64> b);
    void setLooping(bool isLooping);
    bool isLooping() const;
    /// What it has done so far; at the end it is the report: planned against real time, sent, left out, refused.
    void setFigures(const ReplayFigures &figures, bool isReport);
    void clearFigures();
    QString figuresText() const;

    QToolButton *stepButton() const { return m_step; }
    QToolButton *backButton() const { return m_back; }
    QToolButton *loopButton() const { return m_loop; }
    QPushButton *playButton() const { return m_play; }

Q_SIGNALS:
    void toStartRequested();
    void stepBackRequested();
    void playToggled();
    void stepRequested();
    void stopRequested();
    void loopToggled(bool isLooping);
    void rangeCleared();

private:
    void addPlayButtons(QHBoxLayout *row);
    void addRange(QHBoxLayout *row);

    QToolButton *m_toStart = nullptr;
    QToolButton *m_back = nullptr;
    QPushButton *m_play = nullptr;
    QToolButton *m_step = nullptr;
    QToolButton *m_stop = nullptr;
    QToolButton *m_loop = nullptr;
    TextLabel *m_range = nullptr;
    QToolButton *m_clearRange = nullptr;
    QLabel *m_clock = nullptr;
    TextLabel *m_total = nullptr;
    TextLabel *m_figures = nullptr;
};

} // namespace gnat
