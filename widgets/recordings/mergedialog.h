// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recordings/reworkdialog.h"

#include <QStringList>

class QListWidget;

namespace gnat {

/// Puts several recordings into one. GUI thread.
class MergeDialog final : public ReworkDialog
{
    Q_OBJECT

public:
    /// `known`: recordings to choose from; `chosen` is ticked from the start.
    MergeDialog(const QStringList &known, const QString &chosen, QWidget *parent = nullptr);

    void setChosen(const QString &path, bool isChosen);

protected:
    Result<TransferJob::Work> work() override;

private:
    void add(const QString &path, bool isChosen);

    QListWidget *m_list = nullptr;
};

} // namespace gnat
