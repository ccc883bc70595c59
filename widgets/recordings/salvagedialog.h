// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recordings/reworkdialog.h"

#include <memory>

namespace gnat {

/// Saves what can be read of a damaged recording into a new one, and says what is lost. GUI thread.
class SalvageDialog final : public ReworkDialog
{
    Q_OBJECT

public:
    explicit SalvageDialog(const QString &damaged, QWidget *parent = nullptr);

protected:
    bool canOpen() const override { return *m_saved > 0; }
    Result<TransferJob::Work> work() override;

private:
    const QString m_damaged;
    const std::shared_ptr<quint64> m_saved = std::make_shared<quint64>(0); ///< messages; the worker's while it runs
};

} // namespace gnat
