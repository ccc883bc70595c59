// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>

#include <algorithm>

namespace gnat {

/// Which part of a recording a timeline shows, and where a moment lies in it. Offsets from the first message, ns. Plain
/// data.
class TimelineScale
{
public:
    static constexpr qint64 leastNs = 100'000'000; ///< no closer than this

    void setDuration(qint64 durationNs)
    {
        m_durationNs = std::max<qint64>(0, durationNs);
        fit();
    }
    /// The recording goes on; a part that is shown stays.
    void growTo(qint64 durationNs)
    {
        const bool wasWhole = isWhole();
        m_durationNs = std::max(m_durationNs, durationNs);
        if (wasWhole)
            fit();
    }
    void setPlot(const QRectF &plot) { m_plot = plot; }

    qint64 durationNs() const { return m_durationNs; }
    qint64 fromNs() const { return m_fromNs; }
    qint64 lengthNs() const { return m_lengthNs; }
    qint64 untilNs() const { return m_fromNs + m_lengthNs; }
    const QRectF &plot() const { return m_plot; }
    bool isWhole() const { return m_lengthNs >= m_durationNs; }

    qreal xOf(qint64 offsetNs) const
    {
        if (m_lengthNs <= 0)
            return m_plot.left();
        return m_plot.left() + m_plot.width() * qreal(offsetNs - m_fromNs) / qreal(m_lengthNs);
    }
    qint64 offsetAt(qreal x) const
    {
        if (m_plot.width() <= 0)
            return 0;
        const auto share = (x - m_plot.left()) / m_plot.width();
        return std::clamp<qint64>(m_fromNs + qint64(share * qreal(m_lengthNs)), 0, m_durationNs);
    }

    /// All of it.
    void fit()
    {
        m_fromNs = 0;
        m_lengthNs = m_durationNs;
    }
    /// A factor above 1 comes closer; the moment stays where it is on the screen.
    void zoom(double factor, qint64 aboutNs)
    {
        if (m_lengthNs <= 0 || factor <= 0)
            return;
        const auto share = double(aboutNs - m_fromNs) / double(m_lengthNs);
        const auto length = qint64(double(m_lengthNs) / factor);
        m_lengthNs = std::clamp(length, std::min(leastNs, m_durationNs), m_durationNs);
        moveTo(aboutNs - qint64(share * double(m_lengthNs)));
    }
    void moveTo(qint64 fromNs) { m_fromNs = std::clamp<qint64>(fromNs, 0, m_durationNs - m_lengthNs); }
    /// Turns the page if the moment is not shown.
    void show(qint64 offsetNs)
    {
        if (offsetNs < m_fromNs || offsetNs > untilNs())
            moveTo(offsetNs - m_lengthNs / 10);
    }

    friend bool operator==(const TimelineScale &, const TimelineScale &) = default;

private:
    QRectF m_plot;
    qint64 m_durationNs = 0;
    qint64 m_fromNs = 0;
    qint64 m_lengthNs = 0;
};

} // namespace gnat
