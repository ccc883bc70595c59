// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/recorddialog.h"

#include "common/buttons.h"
#include "common/filterassist.h"
#include "common/filteredit.h"
#include "common/textlabel.h"
#include "filter/filterpredicate.h"
#include "recordings/limitfields.h"
#include "recordings/recordsplitedit.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace gnat {

namespace {

constexpr qint64 nsPerSecond = 1'000'000'000;

} // namespace

RecordDialog::RecordDialog(RecordFilterHelp help, QWidget *parent) : QDialog(parent), m_help(std::move(help))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Record with options"));
    setMinimumWidth(560);
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addFilters(*form);
    addLimits(*form);
    m_split = new RecordSplitEdit(*form, this);
    m_name = new QLineEdit(this);
    m_name->setPlaceholderText(tr("date, time and connection"));
    form->addRow(tr("Name"), m_name);
    m_note = new QLineEdit(this);
    m_note->setPlaceholderText(tr("kept in the file"));
    form->addRow(tr("Note"), m_note);
    m_problem = new TextLabel({}, TextRole::ErrorSmall, this);
    m_problem->setWordWrap(true);
    auto *box = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_record = box->addButton(tr("Record"), QDialogButtonBox::AcceptRole);
    m_record->setDefault(true);
    setButtonKind(m_record, ButtonKind::Primary);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(m_problem);
    layout->addWidget(box);
    connect(m_split, &RecordSplitEdit::changed, this, &RecordDialog::check);
    connect(box, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_record, &QPushButton::clicked, this, &RecordDialog::record);
    check();
}

void RecordDialog::addFilters(QFormLayout &form)
{
    m_filter = addFilter(form, tr("Only messages with"), tr("everything that is subscribed"));
    m_startWhen = addFilter(form, tr("Begin with the first"), tr("at once"));
    m_before = new QComboBox(this);
    m_before->addItem(tr("nothing"), 0);
    for (const int seconds : {5, 10, 30})
        m_before->addItem(tr("%n second(s)", nullptr, seconds), seconds);
    m_before->setCurrentIndex(2);
    form.addRow(tr("And what came before"), m_before);
    m_stopWhen = addFilter(form, tr("End with the first"), tr("when you stop it"));
}

void RecordDialog::addLimits(QFormLayout &form)
{
    m_minutes = limitField(tr("End after a time"), tr("no time limit"), tr(" min"), 100'000, this);
    m_megabytes = limitField(tr("End at a size"), tr("no size limit"), tr(" MB"), 10'000'000, this);
    form.addRow(tr("Or at"), sideBySide({m_minutes, m_megabytes}, this));
}

FilterEdit *RecordDialog::addFilter(QFormLayout &form, const QString &label, const QString &hint)
{
    auto *field = new FilterEdit(this);
    field->setAccessibleName(label);
    field->setPlaceholderText(hint);
    if (m_help.vocabulary)
        field->assist().setVocabulary(m_help.vocabulary);
    if (m_help.book)
        field->setBook(*m_help.book);
    form.addRow(label, field);
    connect(field, &FilterEdit::filterEdited, this, &RecordDialog::check);
    return field;
}

/// False if the text is wrong, which then shows in the field.
bool RecordDialog::compile(FilterEdit &field, MessagePredicate &predicate)
{
    FilterError error;
    const auto filter = Filter::compile(field.text(), &error, m_help.context ? m_help.context() : FilterContext());
    field.setError(error);
    if (!filter) {
        m_problem->setText(tr("%1: %2").arg(field.text(), error.message));
        return false;
    }
    predicate = predicateOf(*filter);
    return true;
}

void RecordDialog::check()
{
    if (!m_record) // while it is built
        return;
    m_problem->setText(m_split->problem());
    bool isValid = m_problem->text().isEmpty();
    for (const auto &[field, place] : {std::pair(m_filter, &m_options.wanted),
                                       {m_startWhen, &m_options.startWhen},
                                       {m_stopWhen, &m_options.stopWhen}})
        isValid = compile(*field, *place) && isValid;
    m_problem->setVisible(!isValid);
    m_record->setEnabled(isValid);
}

void RecordDialog::record()
{
    check(); // a text that was typed just now
    if (!m_record->isEnabled())
        return;
    m_options.path = m_name->text().trimmed();
    m_options.filter = m_filter->text().trimmed();
    m_options.note = m_note->text();
    m_options.before.ns = m_before->currentData().toLongLong() * nsPerSecond;
    m_options.maxMs = msOfMinutes(*m_minutes);
    m_options.maxFileBytes = bytesOfMegabytes(*m_megabytes);
    m_options.split = m_split->split();
    Q_EMIT recordRequested(m_options);
    accept();
}

} // namespace gnat
