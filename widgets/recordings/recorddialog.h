// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/filter.h"
#include "filter/filtercompletion.h"
#include "recording/recorder.h"

#include <QDialog>

#include <functional>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace gnat {

class FilterBook;
class FilterEdit;
class RecordSplitEdit;
class TextLabel;

/// What a filter for a recording may name, for the fields of RecordDialog. All of it outlives the dialog.
struct RecordFilterHelp
{
    std::function<FilterVocabulary()> vocabulary; ///< asked while somebody types
    std::function<FilterContext()> context;       ///< asked while compiling
    FilterBook *book = nullptr;                   ///< where filters are remembered; null: nowhere
};

/// Asks what belongs to a recording, when it begins and ends, and into which files it goes. Deletes itself. GUI thread.
class RecordDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit RecordDialog(RecordFilterHelp help = {}, QWidget *parent = nullptr);

Q_SIGNALS:
    /// What it is connected to is for others to fill in; `path` is a name, or empty.
    void recordRequested(const gnat::RecordingOptions &options);

private:
    void addFilters(QFormLayout &form);
    void addLimits(QFormLayout &form);
    FilterEdit *addFilter(QFormLayout &form, const QString &label, const QString &hint);
    bool compile(FilterEdit &field, MessagePredicate &predicate);
    void check();
    void record();

    RecordFilterHelp m_help;
    FilterEdit *m_filter = nullptr;
    FilterEdit *m_startWhen = nullptr;
    FilterEdit *m_stopWhen = nullptr;
    QComboBox *m_before = nullptr;
    QSpinBox *m_minutes = nullptr;
    QSpinBox *m_megabytes = nullptr;
    RecordSplitEdit *m_split = nullptr;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_note = nullptr;
    TextLabel *m_problem = nullptr;
    QPushButton *m_record = nullptr;
    RecordingOptions m_options;
};

} // namespace gnat
