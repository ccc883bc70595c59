// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/replayer.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QToolButton;

namespace gnat {

class TextLabel;

/// To start, play or pause, stop, the clock, and what the replay has done so far. GUI thread.
class TransportBar final : public QWidget
{
    Q_OBJECT

public:
    explicit TransportBar(QWidget *parent = nullptr);

    void setState(ReplayState state, bool canPlay);
    void setPosition(qint64 offsetNs, qint64 durationNs);
    /// Sent, left out, refused, late at worst; nothing to show before the first replay.
    void setFigures(const ReplayFigures &figures);
    void clearFigures();
    QString figuresText() const;

Q_SIGNALS:
    void toStartRequested();
    void playToggled();
    void stopRequested();

private:
    QToolButton *m_toStart = nullptr;
    QPushButton *m_play = nullptr;
    QToolButton *m_stop = nullptr;
    QLabel *m_clock = nullptr;
    TextLabel *m_total = nullptr;
    TextLabel *m_figures = nullptr;
};

} // namespace gnat
