// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/transportbar.h"

#include "common/buttons.h"
#include "common/humantext.h"
#include "common/textlabel.h"
#include "recordings/recordedmodel.h"
#include "recordings/replaywords.h"
#include "theme/fonts.h"

#include <QVBoxLayout>

namespace gnat {

namespace {

constexpr qreal clockPixels = 17;

QToolButton *addButton(QHBoxLayout *row, const QString &iconName, const QString &name, const QString &keys)
{
    auto *button = makeIconButton(iconName, name, row->parentWidget(), IconTone::Quiet, keys);
    button->setFixedSize(28, 28);
    row->addWidget(button);
    return button;
}

} // namespace

TransportBar::TransportBar(QWidget *parent) : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 6, 12, 6);
    layout->setSpacing(2);
    auto *controls = new QWidget(this);
    auto *row = new QHBoxLayout(controls);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    // Both sides are as wide, so that the clock stays in the middle whatever stands at its left.
    auto *left = new QWidget(controls);
    auto *buttons = new QHBoxLayout(left);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(4);
    addPlayButtons(buttons);
    addRange(buttons);
    buttons->addStretch(1);
    row->addWidget(left, 1);
    m_clock = new QLabel(this);
    m_clock->setAccessibleName(tr("Position in the recording"));
    m_clock->setFont(monoFont(clockPixels, QFont::DemiBold));
    m_total = new TextLabel({}, TextRole::Mono, this);
    row->addWidget(m_clock);
    row->addWidget(m_total);
    row->addStretch(1);
    m_figures = new TextLabel({}, TextRole::MonoSmall, this);
    m_figures->setAccessibleName(tr("What the replay has done"));
    m_figures->setMinimumWidth(20);
    m_figures->setWordWrap(true);
    m_figures->setMinimumHeight(m_figures->fontMetrics().height()); // nothing moves when it begins to speak
    layout->addWidget(controls);
    layout->addWidget(m_figures);
    clearFigures();
    setRange({}, {});
    setPosition(0, 0);
    setState(ReplayState::Stopped, false);
}

void TransportBar::addPlayButtons(QHBoxLayout *row)
{
    m_toStart = addButton(row, QStringLiteral("to-start"), tr("To the start"), QStringLiteral("Home"));
    m_back = addButton(row, QStringLiteral("step-back"), tr("Back by one message"), QStringLiteral(","));
    m_play = new QPushButton(this);
    setButtonKind(m_play, ButtonKind::Primary);
    m_play->setFixedSize(44, 30);
    row->addWidget(m_play);
    m_step =
        addButton(row, QStringLiteral("step-forward"), tr("Send the next message, then pause"), QStringLiteral("."));
    m_stop = addButton(row, QStringLiteral("stop"), tr("Stop"), {});
    connect(m_toStart, &QToolButton::clicked, this, &TransportBar::toStartRequested);
    connect(m_back, &QToolButton::clicked, this, &TransportBar::stepBackRequested);
    connect(m_play, &QPushButton::clicked, this, &TransportBar::playToggled);
    connect(m_step, &QToolButton::clicked, this, &TransportBar::stepRequested);
    connect(m_stop, &QToolButton::clicked, this, &TransportBar::stopRequested);
}

void TransportBar::addRange(QHBoxLayout *row)
{
    row->addSpacing(8);
    m_loop = addButton(row, QStringLiteral("loop"), tr("Loop"), QStringLiteral("L"));
    m_loop->setCheckable(true);
    m_range = new TextLabel({}, TextRole::MonoSmall, this);
    m_range->setAccessibleName(tr("Range that is replayed"));
    row->addWidget(m_range);
    m_clearRange = addButton(row, QStringLiteral("close"), tr("The whole recording again"), {});
    m_clearRange->setFixedSize(22, 22);
    connect(m_loop, &QToolButton::toggled, this, &TransportBar::loopToggled);
    connect(m_clearRange, &QToolButton::clicked, this, &TransportBar::rangeCleared);
}

void TransportBar::setState(ReplayState state, bool canPlay)
{
    const bool isPlaying = state == ReplayState::Playing;
    m_play->setIcon(icon(isPlaying ? QStringLiteral("pause") : QStringLiteral("play"), IconTone::OnAccent));
    m_play->setAccessibleName(isPlaying ? tr("Pause") : tr("Play"));
    m_play->setToolTip(isPlaying ? tr("Pause (Space)") : tr("Play (Space)"));
    for (QWidget *widget : std::initializer_list<QWidget *>{m_toStart, m_play, m_step})
        widget->setEnabled(canPlay);
    for (auto *button : {m_back, m_stop})
        button->setEnabled(canPlay && state != ReplayState::Stopped);
}

void TransportBar::setPosition(qint64 offsetNs, qint64 durationNs)
{
    m_clock->setText(offsetText(offsetNs));
    m_total->setText(QStringLiteral("/ ") + offsetText(durationNs));
}

void TransportBar::setRange(std::optional<qint64> a, std::optional<qint64> b)
{
    const bool hasRange = a || b;
    const auto text = [](qint64 ns) {
        return durationText(ns / 1'000'000);
    };
    if (a && b)
        m_range->setText(tr("A %1 to B %2").arg(text(*a), text(*b)));
    else if (a)
        m_range->setText(tr("A %1 to the end").arg(text(*a)));
    else if (b)
        m_range->setText(tr("start to B %1").arg(text(*b)));
    m_range->setVisible(hasRange);
    m_clearRange->setVisible(hasRange);
}

void TransportBar::setLooping(bool isLooping)
{
    m_loop->setChecked(isLooping);
}

bool TransportBar::isLooping() const
{
    return m_loop->isChecked();
}

void TransportBar::setFigures(const ReplayFigures &figures, bool isReport)
{
    m_figures->setText(isReport ? replayReportText(figures) : replayFiguresText(figures));
}

void TransportBar::clearFigures()
{
    m_figures->clear();
}

QString TransportBar::figuresText() const
{
    return m_figures->text();
}

} // namespace gnat
