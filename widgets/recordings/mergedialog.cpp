// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/mergedialog.h"

#include "base/plural.h"
#include "base/text.h"
#include "common/humantext.h"
#include "rework/recordingmerge.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace gnat {

MergeDialog::MergeDialog(const QStringList &known, const QString &chosen, QWidget *parent)
    : ReworkDialog(tr("Merge recordings"),
                   tr("The messages of all chosen recordings, in the order of their times. Connections and "
                      "subscriptions stay apart; what two of them have in common is there twice."),
                   tr("Merge"), parent)
{
    m_list = new QListWidget(this);
    m_list->setAccessibleName(tr("Recordings"));
    m_list->setMinimumHeight(160);
    auto *more = new QPushButton(tr("Another file…"), this);
    more->setAutoDefault(false);
    auto *column = new QVBoxLayout;
    column->setSpacing(8);
    column->addWidget(m_list);
    column->addWidget(more, 0, Qt::AlignLeft);
    form().addRow(tr("Of"), column);
    add(chosen, true); // in sight, however many there are
    for (const auto &path : known) {
        if (path != chosen)
            add(path, false);
    }
    addTarget(freePathBeside(chosen, tr(" merged", "file name"), QStringLiteral(".gnat")), recordingsFilter());
    connect(more, &QPushButton::clicked, this, [this, chosen] {
        const auto paths =
            QFileDialog::getOpenFileNames(this, tr("Recordings"), QFileInfo(chosen).path(), recordingsFilter());
        for (const auto &path : paths)
            add(path, true);
    });
}

void MergeDialog::add(const QString &path, bool isChosen)
{
    auto *item = new QListWidgetItem(QFileInfo(path).fileName(), m_list);
    item->setData(Qt::UserRole, path);
    item->setToolTip(QDir::toNativeSeparators(path));
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(isChosen ? Qt::Checked : Qt::Unchecked);
}

void MergeDialog::setChosen(const QString &path, bool isChosen)
{
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(Qt::UserRole).toString() == path)
            m_list->item(row)->setCheckState(isChosen ? Qt::Checked : Qt::Unchecked);
    }
}

Result<TransferJob::Work> MergeDialog::work()
{
    QStringList chosen;
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->checkState() == Qt::Checked)
            chosen << m_list->item(row)->data(Qt::UserRole).toString();
    }
    if (chosen.size() < 2)
        return makeError(ErrorKind::InvalidInput, tr("Choose at least two recordings."));
    const MergeRequest request{chosen, target(), mayOverwrite()};
    return TransferJob::Work([request, written = writtenMessages()](const JobControl &control) -> Result<QString> {
        const auto merged = mergeRecordings(request, control);
        if (!merged)
            return merged.error();
        *written = merged.value().messages;
        if (*written == 0)
            return tr("There are no messages in these recordings; the new one is empty.");
        return tr("%1 message(s) of %2 recordings were merged.", nullptr, pluralOf(*written))
            .arg(countFull(*written))
            .arg(request.sources.size());
    });
}

} // namespace gnat
