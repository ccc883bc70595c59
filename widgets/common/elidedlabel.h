// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/textlabel.h"

namespace gnat {

/// One line of plain text that gives way: what does not fit ends in dots, the whole is the tooltip. GUI thread.
class ElidedLabel final : public TextLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(TextRole role, QWidget *parent = nullptr);

    void setWhole(const QString &text);
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace gnat
