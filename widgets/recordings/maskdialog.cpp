// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/maskdialog.h"

#include "base/text.h"
#include "rework/recordingmask.h"
#include "theme/fonts.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QRegularExpression>

namespace gnat {

namespace {

/// Words between blanks and commas.
QStringList wordsOf(const QLineEdit *field)
{
    static const QRegularExpression between(QStringLiteral("[\\s,]+"));
    return field->text().split(between, Qt::SkipEmptyParts);
}

} // namespace

MaskDialog::MaskDialog(QString source, QWidget *parent)
    : ReworkDialog(tr("Mask and share"),
                   tr("Values become pseudonyms in a new file: equal values stay equal, and nobody can find out what "
                      "they were. Names of connections and servers are hidden, too; notes are left out."),
                   tr("Mask"), parent),
      m_source(std::move(source))
{
    m_subjects = addList(tr("Subjects"), tr("users.*.> hides what * and > stand for"));
    m_headers = addList(tr("Headers"), tr("authorization, or * for all"));
    m_fields = addList(tr("JSON fields"), tr("user.email items[].card **.iban"));
    m_noPayloads = new QCheckBox(tr("Empty all payloads"), this);
    m_keepOther = new QCheckBox(tr("Keep payloads that are not JSON"), this);
    m_keepOther->setToolTip(tr("Otherwise they are emptied where JSON fields are hidden, as these cannot be found in "
                               "them."));
    m_strip = new QCheckBox(tr("Empty values instead of pseudonyms"), this);
    form().addRow(QString(), m_noPayloads);
    form().addRow(QString(), m_keepOther);
    form().addRow(QString(), m_strip);
    addTarget(freePathBeside(m_source, tr(" masked", "file name"), QStringLiteral(".gnat")), recordingsFilter());
}

QLineEdit *MaskDialog::addList(const QString &name, const QString &example)
{
    auto *field = new QLineEdit(this);
    field->setAccessibleName(name);
    field->setPlaceholderText(example);
    field->setFont(monoFont());
    form().addRow(name, field);
    return field;
}

Result<TransferJob::Work> MaskDialog::work()
{
    MaskRequest request{m_source, target(), mayOverwrite(), {}};
    auto &rules = request.rules;
    rules.subjects = wordsOf(m_subjects);
    rules.headers = wordsOf(m_headers);
    rules.fields = wordsOf(m_fields);
    rules.withoutPayloads = m_noPayloads->isChecked();
    rules.keepsOtherBytes = m_keepOther->isChecked();
    rules.removes = m_strip->isChecked();
    if (rules.subjects.isEmpty() && rules.headers.isEmpty() && rules.fields.isEmpty() && !rules.withoutPayloads)
        return makeError(ErrorKind::InvalidInput, tr("Say what is to be hidden."));
    if (const auto masker = Masker::create(rules); !masker)
        return masker.error();
    return TransferJob::Work([request, written = writtenMessages()](const JobControl &control) -> Result<QString> {
        const auto masked = maskRecording(request, control);
        if (!masked)
            return masked.error();
        *written = masked.value().messages;
        return maskReport(masked.value()).join(u'\n');
    });
}

} // namespace gnat
