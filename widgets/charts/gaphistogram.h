// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "traffic/gapfigures.h"

#include <QWidget>

namespace gnat {

/// Bars on a logarithmic time axis, over the decades in which there are some, with p50 and p99 marked. GUI thread.
class GapHistogram final : public QWidget
{
    Q_OBJECT

public:
    explicit GapHistogram(QWidget *parent = nullptr);

    void set(const GapFigures &figures);

    QSize sizeHint() const override { return {320, 120}; }
    QSize minimumSizeHint() const override { return {160, 60}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Axis
    {
        QRectF area;
        int firstDecade;
        int lastDecade; ///< one behind

        double xOf(double ns) const;
    };
    Axis axis() const;
    void paintMark(QPainter &painter, const Axis &axis, std::int64_t ns, const QString &name) const;

    GapFigures m_figures;
};

} // namespace gnat
