// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "subjects/changeglow.h"

#include "items/roles.h"

#include <QAbstractItemView>
#include <QStyle>

namespace gnat {

namespace {
constexpr qint64 fadeMs = 800;
constexpr int frameMs = 100;
constexpr qsizetype mostRows = 1000;
constexpr double busyRate = 1.5; // messages a second: with two looks a second it would glow for good
} // namespace

ChangeGlow::ChangeGlow(QAbstractItemView &view) : QObject(&view), m_view(view)
{
    m_clock.start();
    m_fading.setInterval(frameMs);
    connect(&m_fading, &QTimer::timeout, this, &ChangeGlow::fade);
}

void ChangeGlow::setOn(bool isOn)
{
    m_isOn = isOn;
    m_seen.clear();
    m_view.viewport()->update();
}

bool ChangeGlow::isStill(const QModelIndex &index) const
{
    const bool mayMove = m_view.style()->styleHint(QStyle::SH_Widget_Animate, nullptr, &m_view) != 0;
    return !m_isOn || !mayMove || index.data(RateRole).toDouble() > busyRate;
}

double ChangeGlow::strength(const QModelIndex &index)
{
    if (m_seen.size() > mostRows)
        m_seen.clear();
    const auto count = index.data(CountRole).toULongLong();
    const auto now = m_clock.elapsed() + 1;
    const auto known = m_seen.find(index.internalPointer());
    if (known == m_seen.end()) { // scrolled into view
        m_seen.insert(index.internalPointer(), {count, 0});
        return 0;
    }
    if (known->count != count) {
        *known = {count, isStill(index) ? 0 : now};
        if (known->changedMs != 0)
            m_lastChangeMs = now;
        if (known->changedMs != 0 && !m_fading.isActive())
            m_fading.start();
    }
    const auto age = now - known->changedMs;
    return known->changedMs == 0 || age >= fadeMs ? 0 : 1 - double(age) / double(fadeMs);
}

void ChangeGlow::fade()
{
    m_view.viewport()->update();
    if (m_clock.elapsed() - m_lastChangeMs > fadeMs)
        m_fading.stop();
}

} // namespace gnat
