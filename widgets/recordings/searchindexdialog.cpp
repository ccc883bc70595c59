// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/searchindexdialog.h"

#include "common/humantext.h"
#include "common/textlabel.h"
#include "recording/searchindex.h"

#include <QFileInfo>
#include <QFormLayout>

namespace gnat {

namespace {

constexpr quint64 steps = 1000;
/// Of the payloads' size, for text of ordinary words; measured.
constexpr double usualShare = 0.35;

} // namespace

SearchIndexDialog::SearchIndexDialog(const RecordingSummary &recording, QWidget *parent)
    : ReworkDialog(
          tr("Index of words"),
          tr("With an index the filter finds <b>word:pump</b> or <b>word:over*</b> at once in a recording of any "
             "size. It is a file of its own beside the recording, which is not touched."),
          tr("Make the index"), parent),
      m_path(recording.path)
{
    const QFileInfo file(searchIndexPath(m_path));
    const auto takes = tr("%1 messages with %2 of payloads; the index will take about %3")
                           .arg(countFull(recording.messages), bytesText(recording.payloadBytes),
                                bytesText(quint64(double(recording.payloadBytes) * usualShare)));
    form().addRow(tr("Recording"), new TextLabel(takes, TextRole::Body, this));
    form().addRow(
        tr("Index"),
        new TextLabel(file.exists()
                          ? tr("%1, %2; it will be made anew").arg(file.fileName(), bytesText(quint64(file.size())))
                          : tr("%1, not there yet").arg(file.fileName()),
                      TextRole::Body, this));
}

Result<TransferJob::Work> SearchIndexDialog::work()
{
    return TransferJob::Work([path = m_path](const JobControl &control) -> Result<QString> {
        const auto progressed = [&](double share) {
            control.progress(quint64(share * steps), steps);
        };
        const auto facts = buildSearchIndex(path, progressed, control.stop);
        if (!facts)
            return facts.error();
        auto text = tr("%1 messages are indexed; the index takes %2.")
                        .arg(countFull(facts.value().messages), bytesText(quint64(facts.value().bytes)));
        if (facts.value().unindexed > 0)
            text +=
                u' ' +
                tr("%1 payloads are not text; a search looks at each of them.").arg(countFull(facts.value().unindexed));
        return text;
    });
}

} // namespace gnat
