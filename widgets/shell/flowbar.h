// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace gnat {

/// A thin bar for a share, 0 … 1, in the accent colour or in that of warnings.
class FlowBar final : public QWidget
{
    Q_OBJECT

public:
    explicit FlowBar(QWidget *parent);

    void set(double share, bool isWarning);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    double m_share = 0;
    bool m_isWarning = false;
};

} // namespace gnat
