// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/recordingreader.h"
#include "recordings/reworkdialog.h"

namespace gnat {

/// Makes the index of words of a recording, beside it: says what it will take and what it took. GUI thread.
class SearchIndexDialog final : public ReworkDialog
{
    Q_OBJECT

public:
    explicit SearchIndexDialog(const RecordingSummary &recording, QWidget *parent = nullptr);

protected:
    Result<TransferJob::Work> work() override;

private:
    const QString m_path;
};

} // namespace gnat
