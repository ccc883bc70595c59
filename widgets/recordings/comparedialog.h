// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recordings/reworkdialog.h"
#include "rework/recordingcomparison.h"

class QComboBox;
class QSpinBox;

namespace gnat {

class FilterEdit;

/// Asks with which recording another is compared, and compares them. GUI thread.
class CompareDialog final : public ReworkDialog
{
    Q_OBJECT

public:
    /// `known`: recordings to choose from. `codecs` must outlive it.
    CompareDialog(const QStringList &known, const QString &after, const CodecRegistry &codecs,
                  QWidget *parent = nullptr);

    void setBefore(const QString &path);

Q_SIGNALS:
    void compared(const std::shared_ptr<const gnat::RecordingComparison> &comparison);

protected:
    Result<TransferJob::Work> work() override;

private:
    void choose();

    const QString m_after;
    const CodecRegistry &m_codecs;
    std::shared_ptr<RecordingComparison> m_result;
    QComboBox *m_before = nullptr;
    FilterEdit *m_filter = nullptr;
    QSpinBox *m_tolerance = nullptr;
};

} // namespace gnat
