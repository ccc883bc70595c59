// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/windowselector.h"

#include "common/textlabel.h"
#include "theme/fonts.h"

#include <QComboBox>
#include <QHBoxLayout>

namespace gnat {

WindowSelector::WindowSelector(QWidget *parent) : QWidget(parent)
{
    auto *label = new TextLabel(tr("Last"), TextRole::Caption, this);
    m_combo = new QComboBox(this);
    m_combo->setFont(uiFont(px::caption));
    m_combo->setFixedHeight(20);
    m_combo->setAccessibleName(tr("Time shown"));
    m_combo->addItem(tr("60 s"), 60);
    m_combo->addItem(tr("5 min"), 300);
    m_combo->addItem(tr("15 min"), 900);
    m_combo->addItem(tr("30 min"), 1800);
    m_combo->addItem(tr("1 h"), 3600);
    label->setBuddy(m_combo);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 6, 0);
    row->setSpacing(6);
    row->addWidget(label);
    row->addWidget(m_combo);
    connect(m_combo, &QComboBox::activated, this, [this] { Q_EMIT secondsChanged(seconds()); });
}

int WindowSelector::seconds() const
{
    return m_combo->currentData().toInt();
}

void WindowSelector::setSeconds(int seconds)
{
    if (const int index = m_combo->findData(seconds); index >= 0)
        m_combo->setCurrentIndex(index);
}

} // namespace gnat
