// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/comparedialog.h"

#include "base/text.h"
#include "common/filteredit.h"
#include "recordings/reworkfilter.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSpinBox>

namespace gnat {

CompareDialog::CompareDialog(const QStringList &known, const QString &after, const CodecRegistry &codecs,
                             QWidget *parent)
    : ReworkDialog(
          tr("Compare recordings"),
          tr("How %1 differs from an older one: new and gone subjects, rates, sizes, fields, ranges of values, "
             "latencies.")
              .arg(QFileInfo(after).completeBaseName()),
          tr("Compare"), parent),
      m_after(after), m_codecs(codecs)
{
    m_before = new QComboBox(this);
    m_before->setAccessibleName(tr("Older recording"));
    m_before->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_before->setMinimumContentsLength(24);
    for (const auto &path : known) {
        if (path != after)
            m_before->addItem(QFileInfo(path).completeBaseName(), path);
    }
    auto *more = new QPushButton(tr("Another file…"), this);
    form().addRow(tr("With"), fieldWith(m_before, {more}));
    m_filter = makeReworkFilter({}, this);
    form().addRow(tr("Only"), m_filter);
    m_tolerance = new QSpinBox(this);
    m_tolerance->setAccessibleName(tr("Tolerance"));
    m_tolerance->setRange(0, 1000);
    m_tolerance->setValue(20);
    m_tolerance->setSuffix(QStringLiteral(" %"));
    m_tolerance->setToolTip(tr("By how much rates, sizes, latencies and ranges of values may differ."));
    form().addRow(tr("Tolerance"), m_tolerance);
    connect(more, &QPushButton::clicked, this, &CompareDialog::choose);
    connect(this, &ReworkDialog::succeeded, this, [this] {
        Q_EMIT compared(std::exchange(m_result, nullptr));
        close();
    });
}

void CompareDialog::choose()
{
    setBefore(QFileDialog::getOpenFileName(this, tr("Older recording"), QFileInfo(m_after).path(), recordingsFilter()));
}

void CompareDialog::setBefore(const QString &path)
{
    if (path.isEmpty())
        return;
    if (m_before->findData(path) < 0)
        m_before->addItem(QFileInfo(path).completeBaseName(), path);
    m_before->setCurrentIndex(m_before->findData(path));
}

Result<TransferJob::Work> CompareDialog::work()
{
    const auto filter = checkedFilter(*m_filter);
    if (!filter)
        return filter.error();
    const auto before = m_before->currentData().toString();
    if (before.isEmpty())
        return makeError(ErrorKind::InvalidInput, tr("Choose the older recording."));
    const CompareOptions options{static_cast<double>(m_tolerance->value()) / 100};
    // The dialog joins the worker before it reads the result.
    m_result = std::make_shared<RecordingComparison>();
    return TransferJob::Work([before, options, after = m_after, text = filter.value(), result = m_result,
                              &codecs = m_codecs](const JobControl &control) -> Result<QString> {
        auto compared = compareRecordings(before, after, text, options, codecs, control);
        if (!compared)
            return compared.error();
        *result = std::move(compared).value();
        return QString();
    });
}

} // namespace gnat
