// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace gnat {

/// "312 newer messages  End": floats over a list that holds still; a click goes to the newest. GUI thread.
class NewerPill final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit NewerPill(QWidget *parent);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace gnat
