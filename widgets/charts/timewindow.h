// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <cstdint>
#include <optional>

namespace gnat {

/// The stretch of time that charts beside each other show, and where the mouse stands in it. Live it is the last
/// seconds up to now; zooming and panning hold a stretch until reset(). Of a recording it is the recording's span or a
/// part of it. Times are wall-clock nanoseconds. Owned by the pane around the charts. GUI thread.
class TimeWindow : public QObject
{
    Q_OBJECT

public:
    static constexpr std::int64_t shortestNs = 10'000'000;
    static constexpr int longestSeconds = 3600; ///< what live rates remember

    using QObject::QObject;

    /// Ends and begins there: of a recording.
    void setSpan(std::int64_t firstNs, std::int64_t durationNs);
    bool isEndless() const { return !m_isSpan; }
    std::int64_t firstNs() const { return m_firstNs; } ///< of the span

    int seconds() const { return m_seconds; }
    /// How much is shown while live; ends a zoom.
    void setSeconds(int seconds);
    /// Time goes on; does nothing while paused. Does not emit: the charts move on the window's tick.
    void advance(std::int64_t nowNs);
    /// Holds still at this moment.
    void setPaused(bool isPaused);

    std::int64_t nowNs() const { return m_nowNs; }
    std::int64_t fromNs() const;
    std::int64_t toNs() const;
    /// Chosen by the user, so it does not move by itself.
    bool isHeld() const { return m_isHeld; }
    bool isMoving() const { return isEndless() && !m_isHeld && !m_isPaused; }

    /// Holds this stretch, as far as there can be something in it.
    void hold(std::int64_t fromNs, std::int64_t toNs);
    /// A factor below 1 shows less time, around `aroundNs`, which stays where it is.
    void zoom(double factor, std::int64_t aroundNs);
    void pan(std::int64_t byNs);
    /// Back to live, or to the whole recording.
    void reset();
    void goToOldest();

    /// Where the mouse is, in all charts alike.
    std::optional<std::int64_t> cursorNs() const { return m_cursorNs; }
    void setCursor(std::optional<std::int64_t> atNs);

Q_SIGNALS:
    void changed();
    void secondsChanged();
    void cursorChanged();

private:
    std::int64_t oldestNs() const;
    std::int64_t newestNs() const;

    int m_seconds = 60;
    std::int64_t m_nowNs = 0;
    std::int64_t m_firstNs = 0; ///< of the span
    std::int64_t m_lastNs = 0;
    std::int64_t m_heldFromNs = 0;
    std::int64_t m_heldToNs = 0;
    std::optional<std::int64_t> m_cursorNs;
    bool m_isSpan = false;
    bool m_isHeld = false;
    bool m_isPaused = false;
};

} // namespace gnat
