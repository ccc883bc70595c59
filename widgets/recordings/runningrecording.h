// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;

namespace gnat {

class LinkLabel;
class Recorder;
class TextLabel;
struct RecordingFigures;

/// The running recording above the list of recordings: how far it is, what holds it up, pause, marks and stop. Hidden
/// while nothing is recorded. GUI thread.
class RunningRecording final : public QWidget
{
    Q_OBJECT

public:
    explicit RunningRecording(Recorder &recorder, QWidget *parent = nullptr);

    QString stateText() const;

Q_SIGNALS:
    void stopRequested();

private:
    void build();
    void showFigures(const RecordingFigures &figures);
    void mark();

    Recorder &m_recorder;
    TextLabel *m_name = nullptr;
    TextLabel *m_figures = nullptr;
    TextLabel *m_parts = nullptr;
    TextLabel *m_state = nullptr;
    LinkLabel *m_pause = nullptr;
    LinkLabel *m_resume = nullptr;
    QLineEdit *m_mark = nullptr;
};

} // namespace gnat
