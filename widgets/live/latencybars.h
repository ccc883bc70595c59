// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/latencyhistogram.h"

#include <QWidget>

namespace gnat {

/// The latencies of a subject as bars on a logarithmic scale from 10 µs to 10 s, with marks at p50 and p99. What lies
/// outside is in the first and last bar. Owned by RequestsPane. GUI thread.
class LatencyBars final : public QWidget
{
    Q_OBJECT

public:
    explicit LatencyBars(QWidget *parent = nullptr);

    void setLatencies(const LatencyHistogram &latencies);

    QSize sizeHint() const override { return {300, 120}; }
    QSize minimumSizeHint() const override { return {160, 60}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    LatencyHistogram m_latencies;
};

} // namespace gnat
