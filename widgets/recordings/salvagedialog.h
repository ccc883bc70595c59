// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recordings/reworkdialog.h"

namespace gnat {

/// Saves what can be read of a damaged recording into a new one, and says what is lost. GUI thread.
class SalvageDialog final : public ReworkDialog
{
    Q_OBJECT

public:
    explicit SalvageDialog(const QString &damaged, QWidget *parent = nullptr);

protected:
    Result<TransferJob::Work> work() override;

private:
    const QString m_damaged;
};

} // namespace gnat
