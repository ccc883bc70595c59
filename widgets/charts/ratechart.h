// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "traffic/ratesource.h"

#include <QWidget>

#include <memory>

namespace gnat {

/// Messages per second of chosen subjects: lines with one figure each in the legend. Live over the last minute or more,
/// on a time axis that ends now; the owner calls refresh() on the window's tick, more often than 10 times a second does
/// nothing. Of a recording over all its span, on the axis of its time. Reads a RateSource, which must outlive it.
/// Dragging zooms into a stretch and holds still, a double click returns. GUI thread.
class RateChart : public QWidget
{
    Q_OBJECT

public:
    explicit RateChart(const RateSource &rates, QWidget *parent = nullptr);
    ~RateChart() override;

    /// Adds a line; it keeps its colour until it is removed. Does nothing if the series is there already.
    void addLine(RateSource::SeriesId series, const QString &name);
    /// Takes the line away; the series itself stays with its owner.
    void removeLine(RateSource::SeriesId series);
    void clearLines();
    bool hasLine(RateSource::SeriesId series) const;
    QList<RateSource::SeriesId> lines() const;

    /// The stretch shown, seconds; of live rates.
    void setWindow(int seconds);
    int window() const;
    /// Holds still at this moment.
    void setPaused(bool isPaused);

    QSize sizeHint() const override { return {480, 186}; }
    QSize minimumSizeHint() const override { return {220, 110}; }

public Q_SLOTS:
    /// Takes new points and repaints, if visible and due.
    void refresh();

Q_SIGNALS:
    /// The user took a line away in the legend; its series is no longer needed.
    void lineRemoved(gnat::RateSource::SeriesId series);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gnat
