// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/trafficpane.h"

#include "common/ground.h"
#include "common/humantext.h"
#include "common/linklabel.h"
#include "common/textlabel.h"
#include "settings/preferences.h"
#include "theme/fonts.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QSlider>

#include <algorithm>
#include <cmath>

namespace gnat {

namespace {

constexpr double lowest = 0.1; // one message in ten seconds, at position 1
constexpr double decades = 5;  // up to 10,000

QString settingsKey()
{
    return QStringLiteral("broker.traffic");
}

} // namespace

double TrafficPane::rateAt(int position)
{
    if (position <= 0)
        return 0;
    const double rate = lowest * std::pow(10.0, decades * position / positions);
    const double unit = std::pow(10.0, std::floor(std::log10(rate)) - 1); // two digits are enough
    return std::min(10'000.0, std::round(rate / unit) * unit);
}

int TrafficPane::positionOf(double perSecond)
{
    if (perSecond <= lowest)
        return perSecond > 0 ? 1 : 0;
    return std::clamp(static_cast<int>(std::lround(std::log10(perSecond / lowest) / decades * positions)), 1,
                      positions);
}

TrafficPane::TrafficPane(BrokerController &controller, Preferences &preferences, QWidget *parent)
    : QWidget(parent), m_controller(controller), m_preferences(preferences)
{
    useBaseGround(this);
    auto *head = new QHBoxLayout;
    auto *title = new TextLabel(tr("Demo traffic"), TextRole::DockTitle, this);
    m_sum = new TextLabel({}, TextRole::Caption, this);
    auto *reset = new LinkLabel(tr("Reset"), this);
    reset->setFont(uiFont(px::small, QFont::Medium));
    head->addWidget(title);
    head->addWidget(m_sum, 1);
    head->addWidget(reset);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 8, 14, 8);
    layout->setSpacing(6);
    layout->addLayout(head);
    m_rows[0].rate = &DemoOptions::telemetryPerSecond;
    m_rows[1].rate = &DemoOptions::logsPerSecond;
    m_rows[2].rate = &DemoOptions::ordersPerSecond;
    m_rows[3].rate = &DemoOptions::userRequestsPerSecond;
    m_rows[4].rate = &DemoOptions::quoteRequestsPerSecond;
    layout->addWidget(buildRow(m_rows[0], tr("Sensors"), QStringLiteral("iot.*.telemetry")));
    layout->addWidget(buildRow(m_rows[1], tr("Logs"), QStringLiteral("logs.*.*")));
    layout->addWidget(buildRow(m_rows[2], tr("Shop orders"), QStringLiteral("shop.orders.*")));
    layout->addWidget(buildRow(m_rows[3], tr("User service"), QStringLiteral("user.get")));
    layout->addWidget(buildRow(m_rows[4], tr("Price quotes"), QStringLiteral("pricing.quote")));
    layout->addStretch(1);
    m_delay.setSingleShot(true);
    m_delay.setInterval(150);
    connect(&m_delay, &QTimer::timeout, this, &TrafficPane::apply);
    connect(reset, &QAbstractButton::clicked, this, [this] {
        setOptions({});
        for (auto &row : m_rows)
            row.box->setChecked(true);
        apply();
    });
    restore();
}

QWidget *TrafficPane::buildRow(Row &row, const QString &name, const QString &subject)
{
    auto *widget = new QWidget(this);
    row.box = new QCheckBox(name, widget);
    row.box->setChecked(true);
    row.figure = new TextLabel({}, TextRole::MonoSmall, widget);
    row.figure->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row.slider = new QSlider(Qt::Horizontal, widget);
    row.slider->setRange(0, positions);
    row.slider->setPageStep(positions / 20);
    row.slider->setSingleStep(positions / 100);
    row.slider->setAccessibleName(tr("Messages per second: %1").arg(name));
    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(row.box);
    first->addWidget(new TextLabel(subject, TextRole::Caption, widget), 1);
    first->addWidget(row.figure);
    auto *layout = new QVBoxLayout(widget);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(first);
    auto *second = new QHBoxLayout;
    second->setContentsMargins(22, 0, 4, 0);
    second->addWidget(row.slider);
    layout->addLayout(second);
    connect(row.box, &QCheckBox::toggled, this, [this, &row] {
        show(row);
        edited();
    });
    connect(row.slider, &QSlider::valueChanged, this, [this, &row](int position) {
        if (m_isSetting)
            return;
        row.perSecond = rateAt(position);
        show(row);
        edited();
    });
    return widget;
}

void TrafficPane::show(Row &row)
{
    row.figure->setText(row.box->isChecked() ? rateText(row.perSecond) : tr("off"));
    row.slider->setEnabled(row.box->isChecked());
    row.slider->setAccessibleDescription(row.figure->text());
    double sum = 0;
    for (const auto &one : m_rows)
        sum += one.box && one.box->isChecked() ? one.perSecond : 0;
    m_sum->setText(tr("%1 without replies").arg(rateText(sum)));
}

void TrafficPane::setOptions(const DemoOptions &options)
{
    m_isSetting = true;
    for (auto &row : m_rows) {
        row.perSecond = options.*row.rate;
        row.slider->setValue(positionOf(row.perSecond));
    }
    m_isSetting = false;
    for (auto &row : m_rows)
        show(row);
}

void TrafficPane::edited()
{
    if (!m_isSetting && !m_delay.isActive())
        m_delay.start();
}

void TrafficPane::apply()
{
    m_delay.stop();
    auto options = m_controller.demo();
    for (const auto &row : m_rows)
        options.*row.rate = row.box->isChecked() ? row.perSecond : 0;
    m_controller.setDemo(options);
    keep();
}

void TrafficPane::keep()
{
    QVariantList rows;
    for (const auto &row : m_rows)
        rows << QVariant(QVariantList{row.box->isChecked(), row.perSecond});
    m_preferences.setState(settingsKey(), rows);
}

void TrafficPane::restore()
{
    DemoOptions options;
    const auto kept = m_preferences.state(settingsKey()).toList();
    m_isSetting = true;
    for (std::size_t i = 0; i < kinds && kept.size() == static_cast<qsizetype>(kinds); ++i) {
        const auto row = kept.at(static_cast<qsizetype>(i)).toList();
        if (row.size() != 2)
            continue;
        m_rows[i].box->setChecked(row.at(0).toBool());
        options.*m_rows[i].rate = std::clamp(row.at(1).toDouble(), 0.0, 10'000.0);
    }
    m_isSetting = false;
    setOptions(options);
    if (!kept.isEmpty())
        apply();
}

} // namespace gnat
