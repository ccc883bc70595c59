// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "traffic/ratesource.h"

#include <QWidget>

namespace gnat {

class RateChart;
class SubjectTree;

/// The rates of chosen subjects over time, live or of a recording. Until the user pins one, the top branches of the
/// busiest connection are shown. GUI thread.
class GraphPane final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int maxDefaults = 4;

    /// Both must outlive it.
    GraphPane(const SubjectTree &tree, RateSource &rates, QWidget *parent = nullptr);

    /// Adds a line for what matches `pattern`, or takes it away if it is there.
    void pin(SourceId source, const QByteArray &pattern);
    RateChart *chart() const { return m_chart; }
    void refresh();
    /// Looks for what to show unasked; about once a second.
    void chooseDefaults();

private:
    void addLine(SourceId source, const QByteArray &pattern, const QString &name);
    void dropLine(RateSource::SeriesId series);

    const SubjectTree &m_tree;
    RateSource &m_rates;
    RateChart *m_chart = nullptr;
    bool m_isChosen = false; ///< the user has pinned or removed something
};

} // namespace gnat
