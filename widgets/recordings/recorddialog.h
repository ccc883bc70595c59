// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/recorder.h"

#include <QDialog>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace gnat {

class TextLabel;

/// Asks what belongs to a recording, when it begins and when it ends. Deletes itself. GUI thread.
class RecordDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit RecordDialog(QWidget *parent = nullptr);

Q_SIGNALS:
    /// Where it goes and what it is connected to is for others to fill in.
    void recordRequested(const gnat::RecordingOptions &options);

private:
    QLineEdit *addFilter(QFormLayout *form, const QString &label, const QString &hint);
    void check();
    void record();

    QLineEdit *m_filter = nullptr;
    QLineEdit *m_startWhen = nullptr;
    QLineEdit *m_stopWhen = nullptr;
    QComboBox *m_before = nullptr;
    QSpinBox *m_minutes = nullptr;
    QSpinBox *m_megabytes = nullptr;
    QLineEdit *m_note = nullptr;
    TextLabel *m_problem = nullptr;
    QPushButton *m_record = nullptr;
    RecordingOptions m_options;
};

} // namespace gnat
