// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recordings/timelinescale.h"
#include "recordings/timelinesketch.h"

#include <QWidget>

namespace gnat {

/// A recording's messages over time as bars, sent and not sent, with gaps, marks, the range A–B and the playhead. A
/// click or drag seeks, Shift+drag sets the range, dragging A or B moves it, the wheel zooms about the mouse; the arrow
/// keys step a second, with Shift they move what is shown. GUI thread.
class DensityTimeline final : public QWidget
{
    Q_OBJECT

public:
    explicit DensityTimeline(QWidget *parent = nullptr);

    void setRecording(const RecordingSummary &summary);
    /// The same recording, which has grown: range, bookmarks, playhead and zoom stay.
    void setGrown(const RecordingSummary &summary);
    void clear();
    /// See TimelineDensity::setSent().
    void setSent(SentHistory sent);
    /// Offset from the first message, ns.
    void setPlayhead(qint64 offsetNs);
    qint64 playhead() const { return m_signs.playheadNs; }
    qint64 durationNs() const { return m_scale.durationNs(); }

    /// A after B swaps them; does not emit.
    void setRange(std::optional<qint64> a, std::optional<qint64> b);
    std::optional<qint64> rangeBegin() const { return m_signs.a; }
    std::optional<qint64> rangeEnd() const { return m_signs.b; }

    /// Marks the playhead, or forgets the bookmark that is there.
    void toggleBookmark();
    const QList<TimelineBookmark> &bookmarks() const { return m_signs.bookmarks; }
    void setBookmarks(const QList<TimelineBookmark> &bookmarks);

    /// About the playhead.
    void zoomIn() { zoom(2, playhead()); }
    void zoomOut() { zoom(0.5, playhead()); }
    void fit();
    const TimelineScale &scale() const { return m_scale; }
    /// Kept until the messages, what is sent of them, or the scale change.
    const std::vector<TimelineBar> &bars();

    QSize sizeHint() const override { return {600, 148}; }
    QSize minimumSizeHint() const override { return {200, 90}; }

Q_SIGNALS:
    void seekRequested(qint64 offsetNs);
    void rangeChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class Drag { None, Playhead, Range, A, B };

    void take(const RecordingSummary &summary);
    void zoom(double factor, qint64 aboutNs);
    void drag(qreal x);
    Drag dragAt(const QMouseEvent &event) const;

    TimelineScale m_scale;
    TimelineDensity m_density;
    std::vector<TimelineBar> m_bars;
    std::optional<TimelineScale> m_barsFor; ///< the scale of m_bars; nothing: they are to be made again
    TimelineSigns m_signs;
    Drag m_drag = Drag::None;
    qint64 m_dragFromNs = 0;
};

} // namespace gnat
