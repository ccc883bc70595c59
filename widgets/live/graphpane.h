// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "traffic/rateseries.h"

#include <QWidget>

namespace gnat {

class RateChart;
class TrafficView;

/// The rates of chosen subjects over time. Until the user pins one, the top branches of the busiest connection are
/// shown. GUI thread.
class GraphPane final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int maxDefaults = 4;

    explicit GraphPane(TrafficView &traffic, QWidget *parent = nullptr);

    /// Adds a line for what matches `pattern`, or takes it away if it is there.
    void pin(SourceId source, const QByteArray &pattern);
    RateChart *chart() const { return m_chart; }
    void refresh();
    /// Looks for what to show unasked; about once a second.
    void chooseDefaults();

private:
    void addLine(SourceId source, const QByteArray &pattern, const QString &name);
    void dropLine(RateSeries::SeriesId series);

    TrafficView &m_traffic;
    RateChart *m_chart = nullptr;
    bool m_isChosen = false; ///< the user has pinned or removed something
};

} // namespace gnat
