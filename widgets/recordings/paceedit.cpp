// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/paceedit.h"

#include "common/segmented.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <array>

namespace gnat {

namespace {

constexpr std::array<ReplayPace, 4> choices{ReplayPace::factor(0.5), ReplayPace::factor(1), ReplayPace::factor(4),
                                            ReplayPace::max()};
enum Unit { Times, PerSecond };

} // namespace

PaceEdit::PaceEdit(QWidget *parent) : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    m_choices = new Segmented({tr("0.5×"), tr("1×"), tr("4×"), tr("Max")}, tr("Pace"), this);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_number = new QDoubleSpinBox(this);
    m_number->setKeyboardTracking(false);
    m_number->setToolTip(tr("A pace of your own"));
    m_number->setAccessibleName(tr("Pace as a number"));
    m_unit = new QComboBox(this);
    m_unit->addItem(tr("× recorded"));
    m_unit->addItem(tr("a second"));
    m_unit->setAccessibleName(tr("What the number means"));
    m_unit->setToolTip(tr("A factor for the recorded distances, or messages a second whatever they were"));
    row->addWidget(m_number, 1);
    row->addWidget(m_unit);
    layout->addWidget(m_choices, 0, Qt::AlignLeft);
    layout->addLayout(row);
    showPace(m_pace);
    connect(m_choices, &Segmented::currentChanged, this, &PaceEdit::chosen);
    connect(m_number, &QDoubleSpinBox::valueChanged, this, &PaceEdit::typed);
    connect(m_unit, &QComboBox::currentIndexChanged, this, &PaceEdit::unitChosen);
}

void PaceEdit::chosen(int index)
{
    change(choices.at(std::size_t(index)));
}

void PaceEdit::typed()
{
    change(m_unit->currentIndex() == Times ? ReplayPace::factor(m_number->value())
                                           : ReplayPace::rate(m_number->value()));
}

void PaceEdit::unitChosen()
{
    change(m_unit->currentIndex() == Times ? ReplayPace::factor(1) : ReplayPace::rate(100));
}

void PaceEdit::change(ReplayPace pace)
{
    if (pace == m_pace)
        return;
    setPace(pace);
    Q_EMIT paceChanged(m_pace);
}

void PaceEdit::setPace(ReplayPace pace)
{
    m_pace = pace.isValid() ? pace : ReplayPace();
    showPace(m_pace);
}

void PaceEdit::showPace(ReplayPace pace)
{
    int choice = -1;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        if (choices.at(i) == pace)
            choice = int(i);
    }
    m_choices->setCurrent(choice);
    if (pace.kind == ReplayPace::Kind::Max)
        return; // the number stays, for the way back
    const QSignalBlocker number(m_number);
    const QSignalBlocker unit(m_unit);
    const bool isRate = pace.kind == ReplayPace::Kind::Rate;
    m_unit->setCurrentIndex(isRate ? PerSecond : Times);
    m_number->setDecimals(isRate ? 1 : 2);
    m_number->setRange(isRate ? 0.1 : ReplayPace::leastFactor, isRate ? ReplayPace::mostRate : ReplayPace::mostFactor);
    m_number->setValue(pace.value);
}

QVariantMap PaceEdit::state() const
{
    return {{QStringLiteral("kind"), int(m_pace.kind)}, {QStringLiteral("value"), m_pace.value}};
}

void PaceEdit::setState(const QVariantMap &state)
{
    const auto kind = state.value(QStringLiteral("kind"), 0).toInt();
    const auto value = state.value(QStringLiteral("value"), 1.0).toDouble();
    setPace(kind == int(ReplayPace::Kind::Max)    ? ReplayPace::max()
            : kind == int(ReplayPace::Kind::Rate) ? ReplayPace::rate(value)
                                                  : ReplayPace::factor(value));
}

} // namespace gnat
