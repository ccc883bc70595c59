// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/transportbar.h"

#include "common/buttons.h"
#include "common/humantext.h"
#include "common/textlabel.h"
#include "recordings/recordedmodel.h"
#include "theme/fonts.h"

#include <QHBoxLayout>

namespace gnat {

namespace {
constexpr qreal clockPixels = 17;
} // namespace

TransportBar::TransportBar(QWidget *parent) : QWidget(parent)
{
    m_toStart = makeIconButton(QStringLiteral("to-start"), tr("To the start"), this, IconTone::Quiet);
    m_play = new QPushButton(this);
    setButtonKind(m_play, ButtonKind::Primary);
    m_stop = makeIconButton(QStringLiteral("stop"), tr("Stop"), this, IconTone::Quiet);
    m_toStart->setFixedSize(32, 28);
    m_stop->setFixedSize(32, 28);
    m_play->setFixedSize(44, 30);
    m_clock = new QLabel(this);
    m_clock->setAccessibleName(tr("Position in the recording"));
    m_clock->setFont(monoFont(clockPixels, QFont::DemiBold));
    m_total = new TextLabel({}, TextRole::Mono, this);
    m_figures = new TextLabel({}, TextRole::MonoSmall, this);
    m_figures->setAccessibleName(tr("What the replay has done"));
    m_figures->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 12, 6);
    layout->setSpacing(6);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_toStart, m_play, m_stop})
        layout->addWidget(widget);
    layout->addSpacing(18);
    layout->addWidget(m_clock);
    layout->addWidget(m_total);
    layout->addWidget(m_figures, 1);
    connect(m_toStart, &QToolButton::clicked, this, &TransportBar::toStartRequested);
    connect(m_play, &QPushButton::clicked, this, &TransportBar::playToggled);
    connect(m_stop, &QToolButton::clicked, this, &TransportBar::stopRequested);
    setPosition(0, 0);
    setState(ReplayState::Stopped, false);
}

void TransportBar::setState(ReplayState state, bool canPlay)
{
    const bool isPlaying = state == ReplayState::Playing;
    m_play->setIcon(icon(isPlaying ? QStringLiteral("pause") : QStringLiteral("play"), IconTone::OnAccent));
    m_play->setAccessibleName(isPlaying ? tr("Pause") : tr("Play"));
    m_play->setToolTip(isPlaying ? tr("Pause (Space)") : tr("Play (Space)"));
    m_play->setEnabled(canPlay);
    m_toStart->setEnabled(canPlay);
    m_stop->setEnabled(state != ReplayState::Stopped);
}

void TransportBar::setPosition(qint64 offsetNs, qint64 durationNs)
{
    m_clock->setText(offsetText(offsetNs));
    m_total->setText(QStringLiteral("/ ") + offsetText(durationNs));
}

void TransportBar::setFigures(const ReplayFigures &figures)
{
    const auto left = figures.skippedFilter + figures.skippedRemap + figures.skippedSystem;
    auto text = tr("%1 sent, %2 left out").arg(countFull(figures.sent), countFull(left));
    if (figures.refused > 0)
        text += tr(", %1 refused").arg(countFull(figures.refused));
    text += tr("   %1   %2 late at worst").arg(rateText(figures.messageRate), latencyText(figures.worstLateNs));
    m_figures->setText(text);
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
