// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/qt/brokercontroller.h"

#include <QTimer>
#include <QWidget>

#include <array>

class QCheckBox;
class QSlider;

namespace gnat {

class Preferences;
class TextLabel;

/// The tab Traffic of the broker's panel: what the demo sends, and how much of it. Remembered between runs. GUI thread.
class TrafficPane : public QWidget
{
    Q_OBJECT

public:
    TrafficPane(BrokerController &controller, Preferences &preferences, QWidget *parent);

    /// Messages a second of a slider's position, 0 … 10,000 on a logarithmic scale, and back.
    static double rateAt(int position);
    static int positionOf(double perSecond);
    static constexpr int positions = 1000;

    static constexpr std::size_t kinds = 5;
    QSlider *slider(std::size_t kind) const { return m_rows[kind].slider; }
    QCheckBox *box(std::size_t kind) const { return m_rows[kind].box; }

private:
    struct Row
    {
        double DemoOptions::*rate = nullptr;
        QCheckBox *box = nullptr;
        QSlider *slider = nullptr;
        TextLabel *figure = nullptr;
        double perSecond = 0; ///< exactly; a slider knows only its positions
    };

    QWidget *buildRow(Row &row, const QString &name, const QString &subject);
    void setOptions(const DemoOptions &options);
    void show(Row &row);
    void edited();
    void apply();
    void restore();
    void keep();

    BrokerController &m_controller;
    Preferences &m_preferences;
    std::array<Row, kinds> m_rows;
    TextLabel *m_sum = nullptr;
    QTimer m_delay; ///< a slider that is dragged changes the traffic a few times a second
    bool m_isSetting = false;
};

} // namespace gnat
