// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/recordingheader.h"

#include "common/buttons.h"
#include "common/elidedlabel.h"
#include "common/textlabel.h"
#include "recordings/recordedsubjects.h"

#include <QFileInfo>
#include <QHBoxLayout>

namespace gnat {

RecordingHeader::RecordingHeader(QWidget *parent)
    : QWidget(parent), m_name(new TextLabel({}, TextRole::Title, this)), m_facts(new ElidedLabel(TextRole::Small, this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 10, 14, 10);
    layout->setSpacing(12);
    layout->addWidget(m_name);
    layout->addWidget(m_facts, 1);
    auto *exportButton = new QPushButton(icon(QStringLiteral("export")), tr("Export"), this);
    exportButton->setToolTip(tr("Into a file of another format, as a whole or by a filter"));
    setButtonSmall(exportButton);
    layout->addWidget(exportButton);
    connect(exportButton, &QPushButton::clicked, this, &RecordingHeader::exportRequested);
}

void RecordingHeader::setRecording(const RecordingSummary &summary, bool isRunning)
{
    m_name->setText(QFileInfo(summary.path).completeBaseName());
    m_facts->setWhole(recordingFacts(summary, isRunning));
}

QString RecordingHeader::name() const
{
    return m_name->text();
}

} // namespace gnat
