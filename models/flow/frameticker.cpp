// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/frameticker.h"

namespace gnat {

FrameTicker::FrameTicker(QObject *parent) : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    setRate(30);
    connect(&m_timer, &QTimer::timeout, this, [this] { Q_EMIT ticked(++m_count); });
}

void FrameTicker::setRate(int hertz)
{
    m_timer.setInterval(1000 / hertz);
}

} // namespace gnat
