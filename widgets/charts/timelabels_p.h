// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/qcustomplot_p.h"

#include <array>

namespace gnat {

struct Theme;

/// The three labels below a chart: where its time begins, its middle, its end. They belong to the plot. GUI thread.
class TimeLabels
{
public:
    explicit TimeLabels(QCustomPlot *plot);

    void setVisible(bool isVisible);
    void applyTheme(const Theme &theme, const QFont &font);
    /// For seconds before now (negative): "−60 s" to "now".
    void showAgo(const QCPRange &range);
    /// For seconds since the beginning: "00:00" to "18:44".
    void showOffsets(const QCPRange &range);

private:
    std::array<QCPItemText *, 3> m_labels{};
};

} // namespace gnat
