// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recordings/reworkdialog.h"

class QCheckBox;
class QLineEdit;

namespace gnat {

/// Hides values of a recording in a new one that can be given away, and tells what it hid. GUI thread.
class MaskDialog final : public ReworkDialog
{
    Q_OBJECT

public:
    explicit MaskDialog(QString source, QWidget *parent = nullptr);

protected:
    Result<TransferJob::Work> work() override;

private:
    QLineEdit *addList(const QString &name, const QString &example);

    const QString m_source;
    QLineEdit *m_subjects = nullptr;
    QLineEdit *m_headers = nullptr;
    QLineEdit *m_fields = nullptr;
    QCheckBox *m_noPayloads = nullptr;
    QCheckBox *m_keepOther = nullptr;
    QCheckBox *m_strip = nullptr;
};

} // namespace gnat
