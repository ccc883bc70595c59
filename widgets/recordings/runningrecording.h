// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;

namespace gnat {

class LinkLabel;
class Recorder;
class TextLabel;
struct RecordingFigures;

/// A running recording above the list of recordings: how far it is, what holds it up, pause, marks and stop. Made when
/// it starts, goes away when it has finished. GUI thread.
class RunningRecording final : public QWidget
{
    Q_OBJECT

public:
    explicit RunningRecording(Recorder &recorder, QWidget *parent = nullptr);

    const Recorder &recorder() const { return m_recorder; }
    QString stateText() const;

Q_SIGNALS:
    void stopRequested();
    void openRequested(const QString &path);
    /// It goes on in another file.
    void fileChanged();
    /// It needs more room or less.
    void heightChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void showFigures(const RecordingFigures &figures);
    void showWords(const RecordingFigures &figures);
    void mark();
    void refreshDot();

    Recorder &m_recorder;
    QString m_path;
    QLabel *m_dot = nullptr;
    TextLabel *m_name = nullptr;
    TextLabel *m_figures = nullptr;
    TextLabel *m_filter = nullptr;
    TextLabel *m_parts = nullptr;
    TextLabel *m_state = nullptr;
    LinkLabel *m_pause = nullptr;
    LinkLabel *m_resume = nullptr;
    QLineEdit *m_mark = nullptr;
};

} // namespace gnat
