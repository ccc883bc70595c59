// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace gnat {

class DensityTimeline;

/// Beside the timeline's tab: what its colours mean, a bookmark at the playhead, zoom. GUI thread.
class TimelineTools final : public QWidget
{
    Q_OBJECT

public:
    /// `timeline` must outlive it.
    explicit TimelineTools(DensityTimeline &timeline, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace gnat
