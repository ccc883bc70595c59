// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/salvagedialog.h"

#include "base/text.h"
#include "common/textlabel.h"
#include "recording/salvage.h"

#include <QDir>
#include <QFileInfo>
#include <QFormLayout>

namespace gnat {

namespace {
constexpr quint64 steps = 1000;
}

SalvageDialog::SalvageDialog(const QString &damaged, QWidget *parent)
    : ReworkDialog(tr("Salvage a recording"),
                   tr("Everything that can be read is written into a new recording; what is lost is stated there as "
                      "gaps. The damaged file stays as it is."),
                   tr("Salvage"), parent),
      m_damaged(damaged)
{
    auto *name = new TextLabel(QFileInfo(damaged).fileName(), TextRole::Body, this);
    name->setToolTip(QDir::toNativeSeparators(damaged));
    form().addRow(tr("Damaged file"), name);
    addTarget(freePathBeside(damaged, tr(" salvaged", "file name"), QStringLiteral(".gnat")), recordingsFilter());
}

Result<TransferJob::Work> SalvageDialog::work()
{
    if (QFileInfo(target()) == QFileInfo(m_damaged))
        return makeError(ErrorKind::InvalidInput, tr("Choose another name: the damaged file stays as it is."));
    return TransferJob::Work([from = m_damaged, to = target(), mayOverwrite = mayOverwrite(),
                              count = writtenMessages()](const JobControl &control) -> Result<QString> {
        const auto progressed = [&](double share) {
            control.progress(quint64(share * steps), steps);
        };
        const auto saved = salvageRecording(from, to, progressed, control.stop, mayOverwrite);
        *count = saved ? saved.value().messages : 0;
        return saved ? Result<QString>(salvageText(saved.value()).join(u' ')) : Result<QString>(saved.error());
    });
}

} // namespace gnat
