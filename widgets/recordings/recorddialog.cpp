// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/recorddialog.h"

#include "common/textlabel.h"
#include "filter/filter.h"
#include "theme/fonts.h"

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
constexpr qint64 msPerMinute = 60'000;
constexpr quint64 bytesPerMegabyte = 1'000'000;

/// Null for an empty text; false if the text is wrong, with the words for it.
bool compile(const QString &text, MessagePredicate &predicate, QString &problem)
{
    FilterError error;
    const auto filter = Filter::compile(text, &error);
    if (!filter) {
        problem = error.message;
        return false;
    }
    predicate = {};
    if (!filter->isEmpty())
        predicate = [wanted = *filter](const MessageView &message) {
            return wanted.accepts(message);
        };
    return true;
}

} // namespace

RecordDialog::RecordDialog(QWidget *parent) : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Record with options"));
    setMinimumWidth(460);
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_filter = addFilter(form, tr("Only messages with"), tr("everything that is subscribed"));
    m_startWhen = addFilter(form, tr("Begin with the first"), tr("at once"));
    m_before = new QComboBox(this);
    m_before->addItem(tr("nothing"), 0);
    for (const int seconds : {5, 10, 30})
        m_before->addItem(tr("%n second(s)", nullptr, seconds), seconds);
    m_before->setCurrentIndex(2);
    form->addRow(tr("And what came before"), m_before);
    m_stopWhen = addFilter(form, tr("End with the first"), tr("when you stop it"));
    m_minutes = new QSpinBox(this);
    m_minutes->setRange(0, 100'000);
    m_minutes->setSpecialValueText(tr("never"));
    m_minutes->setSuffix(tr(" min"));
    form->addRow(tr("Or after"), m_minutes);
    m_megabytes = new QSpinBox(this);
    m_megabytes->setRange(0, 10'000'000);
    m_megabytes->setSpecialValueText(tr("any size"));
    m_megabytes->setSuffix(tr(" MB"));
    form->addRow(tr("Or at"), m_megabytes);
    m_note = new QLineEdit(this);
    m_note->setPlaceholderText(tr("kept in the file"));
    form->addRow(tr("Note"), m_note);
    m_problem = new TextLabel({}, TextRole::ErrorSmall, this);
    m_problem->setWordWrap(true);
    auto *box = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_record = box->addButton(tr("Record"), QDialogButtonBox::AcceptRole);
    m_record->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(m_problem);
    layout->addWidget(box);
    connect(box, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_record, &QPushButton::clicked, this, &RecordDialog::record);
    check();
}

QLineEdit *RecordDialog::addFilter(QFormLayout *form, const QString &label, const QString &hint)
{
    auto *line = new QLineEdit(this);
    line->setFont(monoFont());
    line->setPlaceholderText(hint);
    line->setToolTip(tr("A filter, as in the filter field: orders.> size>1k"));
    form->addRow(label, line);
    connect(line, &QLineEdit::textChanged, this, &RecordDialog::check);
    return line;
}

void RecordDialog::check()
{
    QString problem;
    for (const auto &[line, place] : {std::pair(m_filter, &m_options.wanted),
                                      {m_startWhen, &m_options.startWhen},
                                      {m_stopWhen, &m_options.stopWhen}}) {
        if (line && !compile(line->text(), *place, problem))
            problem = tr("%1: %2").arg(line->text(), problem);
    }
    m_problem->setText(problem);
    if (m_record)
        m_record->setEnabled(problem.isEmpty());
}

void RecordDialog::record()
{
    m_options.filter = m_filter->text();
    m_options.note = m_note->text();
    m_options.before.ns = m_before->currentData().toLongLong() * nsPerSecond;
    m_options.maxMs = m_minutes->value() * msPerMinute;
    m_options.maxFileBytes = static_cast<quint64>(m_megabytes->value()) * bytesPerMegabyte;
    Q_EMIT recordRequested(m_options);
    accept();
}

} // namespace gnat
