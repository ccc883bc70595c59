// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/reworkdialog.h"

#include "base/text.h"
#include "common/buttons.h"
#include "common/textlabel.h"

#include <QCloseEvent>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QProgressBar>
#include <QVBoxLayout>

namespace gnat {

QString freePathBeside(const QString &source, const QString &suffix, const QString &ending)
{
    const QFileInfo info(source);
    const auto base = info.dir().filePath(info.completeBaseName() + suffix);
    auto path = base + ending;
    for (int number = 2; QFileInfo::exists(path); ++number)
        path = QStringLiteral("%1 %2%3").arg(base).arg(number).arg(ending);
    return path;
}

QHBoxLayout *fieldWith(QWidget *field, const QList<QPushButton *> &buttons)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(field, 1);
    for (auto *button : buttons) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    return row;
}

QString recordingsFilter()
{
    return ReworkDialog::tr("Recordings (*.gnat)");
}

ReworkDialog::ReworkDialog(const QString &title, const QString &explanation, const QString &begin, QWidget *parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    setMinimumWidth(520);
    auto *text = new TextLabel(explanation, TextRole::Secondary, this);
    text->setWordWrap(true);
    m_form = new QFormLayout;
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_form->setHorizontalSpacing(12);
    m_form->setVerticalSpacing(8);
    m_progress = new QProgressBar(this);
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(6);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->hide();
    m_result = new TextLabel({}, TextRole::Body, this);
    m_result->setWordWrap(true);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_result->hide();
    m_open = new QPushButton(tr("Open it"), this);
    m_open->hide();
    m_cancel = new QPushButton(tr("Close"), this);
    m_begin = new QPushButton(begin, this);
    m_begin->setDefault(true);
    setButtonKind(m_begin, ButtonKind::Primary);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(8);
    foot->addStretch(1);
    foot->addWidget(m_open);
    foot->addWidget(m_cancel);
    foot->addWidget(m_begin);
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(14, 14, 14, 14);
    m_column->setSpacing(14);
    m_column->addWidget(text);
    m_column->addLayout(m_form);
    m_column->addWidget(m_progress);
    m_column->addWidget(m_result);
    m_column->addStretch(1);
    m_column->addLayout(foot);
    connect(m_begin, &QPushButton::clicked, this, &ReworkDialog::begin);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_isBusy)
            cancelWork();
        else
            close();
    });
    connect(m_open, &QPushButton::clicked, this, [this] {
        Q_EMIT openRequested(m_begunTarget);
        close();
    });
    connect(&m_job, &TransferJob::progressed, this, &ReworkDialog::showProgress);
    connect(&m_job, &TransferJob::succeeded, this, &ReworkDialog::finish);
    connect(&m_job, &TransferJob::failed, this, [this](const QString &error, bool wasCancelled) {
        setBusy(false);
        if (wasCancelled)
            showResult(error); // as was wished
        else
            showError(error);
        Q_EMIT ended();
    });
}

void ReworkDialog::addTarget(const QString &path, const QString &filter)
{
    m_filter = filter;
    m_target = new QLineEdit(this);
    m_target->setAccessibleName(tr("New file"));
    auto *choose = new QPushButton(tr("Choose…"), this);
    m_form->addRow(tr("New file"), fieldWith(m_target, {choose}));
    setTarget(path);
    connect(choose, &QPushButton::clicked, this, &ReworkDialog::chooseTarget);
    connect(m_target, &QLineEdit::textEdited, this, [this] { m_mayOverwrite = false; });
    connect(m_target, &QLineEdit::textChanged, this, &ReworkDialog::forgetResult);
}

QString ReworkDialog::target() const
{
    return m_target ? QDir::fromNativeSeparators(m_target->text().trimmed()) : QString();
}

void ReworkDialog::setTarget(const QString &path)
{
    m_target->setText(QDir::toNativeSeparators(path));
    m_target->setCursorPosition(static_cast<int>(m_target->text().size()));
    m_mayOverwrite = false;
}

void ReworkDialog::chooseTarget()
{
    const auto path = QFileDialog::getSaveFileName(this, tr("New file"), target(), m_filter);
    if (path.isEmpty())
        return;
    setTarget(path);
    m_mayOverwrite = true; // the dialog has asked
}

void ReworkDialog::begin()
{
    const auto todo = work();
    forgetResult();
    if (!todo)
        return showError(errorText(todo.error()));
    m_begunTarget = target();
    *m_messages = 0;
    setBusy(true);
    m_job.start(todo.value());
}

/// What was said of another file, or of another try.
void ReworkDialog::forgetResult()
{
    m_result->hide();
    m_open->hide();
}

void ReworkDialog::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    m_progress->setValue(0);
    m_progress->setVisible(isBusy);
    m_begin->setEnabled(!isBusy);
    m_cancel->setText(isBusy ? tr("Cancel") : tr("Close"));
    growToFit();
}

void ReworkDialog::showProgress(quint64 done, quint64 total)
{
    m_progress->setValue(total ? static_cast<int>(1000 * qMin(done, total) / total) : 0);
}

void ReworkDialog::addResultWidget(QWidget *widget)
{
    m_column->insertWidget(m_column->indexOf(m_result) + 1, widget, 1);
}

void ReworkDialog::showError(const QString &text)
{
    m_result->setRole(TextRole::Error);
    m_result->setText(text);
    m_result->show();
    growToFit();
}

/// Progress and words that come later must not squeeze the form.
void ReworkDialog::growToFit()
{
    m_column->activate();
    if (const int needed = m_column->totalHeightForWidth(width()); needed > height())
        resize(width(), needed);
}

void ReworkDialog::showResult(const QString &text)
{
    m_result->setRole(TextRole::Body);
    m_result->setText(text);
    m_result->setVisible(!text.isEmpty());
    growToFit();
}

void ReworkDialog::finish(const QString &text)
{
    setBusy(false);
    showResult(text);
    m_open->setVisible(m_target && canOpen());
    if (m_target)
        Q_EMIT written(m_begunTarget);
    Q_EMIT succeeded();
    Q_EMIT ended();
}

QString ReworkDialog::resultText() const
{
    return m_result->isHidden() ? QString() : m_result->text();
}

/// Where the user begins; the button if there is nothing to fill in.
QWidget *ReworkDialog::firstField() const
{
    for (int row = 0; row < m_form->rowCount(); ++row) {
        auto *item = m_form->itemAt(row, QFormLayout::FieldRole);
        if (item && item->layout())
            item = item->layout()->itemAt(0);
        if (item && item->widget() && item->widget()->focusPolicy() != Qt::NoFocus)
            return item->widget();
    }
    return m_begin;
}

/// Tab goes through the form, which is built after the buttons, before it comes to them.
void ReworkDialog::showEvent(QShowEvent *event)
{
    auto *last = previousInFocusChain();
    for (auto *button : {m_open, m_cancel, m_begin}) {
        setTabOrder(last, button);
        last = button;
    }
    firstField()->setFocus();
    QDialog::showEvent(event);
}

void ReworkDialog::closeEvent(QCloseEvent *event)
{
    cancelWork();
    QDialog::closeEvent(event);
}

} // namespace gnat
