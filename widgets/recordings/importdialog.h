// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recordings/reworkdialog.h"

class QCheckBox;
class QLineEdit;

namespace gnat {

/// Makes a recording of JSON lines, or of a folder that another program wrote. GUI thread.
class ImportDialog final : public ReworkDialog
{
    Q_OBJECT

public:
    /// New recordings go to `folder`.
    explicit ImportDialog(QString folder, QWidget *parent = nullptr);

    void setSource(const QString &path);

protected:
    Result<TransferJob::Work> work() override;

private:
    const QString m_folder;
    QLineEdit *m_source = nullptr;
    QCheckBox *m_skip = nullptr;
};

} // namespace gnat
