// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the Recordings page says of trouble, and what it offers to do.
#include "common/banner.h"
#include "recording/recordingsource.h"
#include "recordings/recordingspage.h"
#include "recordings/recordingtools.h"

namespace gnat {

void RecordingsPage::showProblem(const QString &text, bool canResume)
{
    const QList<Banner::Link> resume = {{QStringLiteral("resume"), tr("Resume")}};
    m_problem->set(BannerTone::Err, QStringLiteral("warn"), text, canResume ? resume : QList<Banner::Link>());
    m_problem->setVisible(!text.isEmpty());
}

/// Of what is damaged the rest can be saved.
void RecordingsPage::showFailure(const QString &error, bool isDamaged)
{
    const auto text = error.toHtmlEscaped();
    const auto salvage = isDamaged ? tr("Salvage what can be read…") : QString();
    if (!m_isOpened)
        return showWords(QStringLiteral("error"), tr("This recording cannot be opened"), text, salvage);
    showProblem(text);
    if (isDamaged)
        m_problem->set(BannerTone::Err, QStringLiteral("warn"), text, {{QStringLiteral("salvage"), salvage}});
}

void RecordingsPage::wordsButtonClicked()
{
    if (m_source)
        m_tools->salvage(m_source->path());
    else
        Q_EMIT recordRequested();
}

void RecordingsPage::problemLinkActivated(const QString &id)
{
    m_problem->hide();
    if (id == QStringLiteral("salvage"))
        m_tools->salvage(m_source->path());
    else
        m_control->resume();
}

} // namespace gnat
