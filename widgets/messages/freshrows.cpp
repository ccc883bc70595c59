// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/freshrows.h"

#include "items/roles.h"
#include "messages/messagedelegate.h"
#include "messages/messagetable.h"

#include <QStyle>

#include <algorithm>
#include <numeric>

namespace gnat {

namespace {
constexpr qint64 fadeMs = 800;
constexpr qint64 secondMs = 1000;
constexpr int frameMs = 100;
constexpr int mostRows = 50; ///< a second; more would only flicker
} // namespace

FreshRows::FreshRows(MessageTable &table) : QObject(&table), m_table(table)
{
    m_clock.start();
    m_fading.setInterval(frameMs);
    connect(&m_fading, &QTimer::timeout, this, &FreshRows::fade);
    connect(table.model(), &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { rowsCame(first, last); });
    connect(table.model(), &QAbstractItemModel::modelReset, this, [this] { m_came.clear(); });
    if (auto *delegate = qobject_cast<MessageDelegate *>(table.itemDelegate()))
        delegate->setFresh(this);
}

void FreshRows::setOn(bool isOn)
{
    m_isOn = isOn;
    m_came.clear();
    m_table.viewport()->update();
}

/// Only what comes behind: what a filter finds among the older ones is not new.
void FreshRows::rowsCame(int first, int last)
{
    const auto now = m_clock.elapsed();
    while (!m_came.empty() && now - m_came.front().atMs > secondMs)
        m_came.pop_front();
    const bool mayMove = m_table.style()->styleHint(QStyle::SH_Widget_Animate, nullptr, &m_table) != 0;
    if (!m_isOn || !mayMove || !m_table.isVisible() || first == 0 || last + 1 != m_table.model()->rowCount())
        return;
    m_came.push_back({m_table.model()->index(first, 0).data(PositionRole).toULongLong(), last - first + 1, now});
    if (!m_fading.isActive() && areFew())
        m_fading.start();
}

bool FreshRows::areFew() const
{
    const auto add = [](int sum, const Came &came) {
        return sum + came.rows;
    };
    return std::accumulate(m_came.begin(), m_came.end(), 0, add) <= mostRows;
}

double FreshRows::strength(quint64 position) const
{
    const auto behind = std::ranges::upper_bound(m_came, position, {}, &Came::first);
    if (behind == m_came.begin())
        return 0;
    const auto age = m_clock.elapsed() - std::prev(behind)->atMs;
    return age >= fadeMs || !areFew() ? 0 : 1 - double(age) / double(fadeMs);
}

void FreshRows::fade()
{
    m_table.viewport()->update();
    if (m_came.empty() || m_clock.elapsed() - m_came.back().atMs > fadeMs || !areFew())
        m_fading.stop();
}

} // namespace gnat
