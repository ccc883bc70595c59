// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/recordingheader.h"

#include "common/textlabel.h"
#include "recordings/recordedsubjects.h"

#include <QFileInfo>
#include <QHBoxLayout>

namespace gnat {

RecordingHeader::RecordingHeader(QWidget *parent)
    : QWidget(parent), m_name(new TextLabel({}, TextRole::Title, this)),
      m_facts(new TextLabel({}, TextRole::Small, this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 10, 14, 10);
    layout->setSpacing(12);
    m_facts->setMinimumWidth(20);
    layout->addWidget(m_name);
    layout->addWidget(m_facts, 1);
}

void RecordingHeader::setRecording(const RecordingSummary &summary)
{
    m_name->setText(QFileInfo(summary.path).completeBaseName());
    const auto facts = recordingFacts(summary);
    m_facts->setText(facts);
    m_facts->setToolTip(facts);
}

QString RecordingHeader::name() const
{
    return m_name->text();
}

} // namespace gnat
