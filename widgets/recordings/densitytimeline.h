// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/recordingreader.h"

#include <QWidget>

namespace gnat {

/// A recording's messages over time as bars, with gaps, marks and the playhead. A click or drag seeks; the arrow keys
/// step a second. GUI thread.
class DensityTimeline final : public QWidget
{
    Q_OBJECT

public:
    explicit DensityTimeline(QWidget *parent = nullptr);

    void setRecording(const RecordingSummary &summary);
    /// The same recording, which has grown.
    void setGrown(const RecordingSummary &summary);
    void clear();
    /// Offset from the first message, ns.
    void setPlayhead(qint64 offsetNs);
    qint64 playhead() const { return m_playheadNs; }
    qint64 durationNs() const { return m_durationNs; }

    QSize sizeHint() const override { return {600, 148}; }
    QSize minimumSizeHint() const override { return {200, 90}; }

Q_SIGNALS:
    void seekRequested(qint64 offsetNs);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QRectF plot() const;
    qreal xOf(qint64 offsetNs) const;
    void seekTo(qreal x);
    void gather();
    void paintAxis(QPainter &painter) const;
    void paintBars(QPainter &painter) const;
    void paintSigns(QPainter &painter) const;

    QList<RecordedDensity> m_density;
    QList<RecordedGap> m_gaps;
    QList<RecordedMark> m_marks;
    QList<double> m_bars; ///< messages per bar, as wide as the plot allows
    qint64 m_barSeconds = 1;
    qint64 m_firstNs = 0;
    qint64 m_durationNs = 0;
    qint64 m_playheadNs = 0;
};

} // namespace gnat
