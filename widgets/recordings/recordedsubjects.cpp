// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/recordedsubjects.h"

#include "base/text.h"
#include "common/humantext.h"
#include "filter/filterfor.h"
#include "recording/subjecttally.h"
#include "theme/fonts.h"

#include <QDateTime>
#include <QHeaderView>
#include <QLocale>
#include <QSet>
#include <QSignalBlocker>

namespace gnat {

namespace {

/// Thousands of cells change and the view is told once.
class QuietModel
{
public:
    explicit QuietModel(QTableWidget &table) : m_table(table), m_blocker(table.model()) {}
    ~QuietModel() { m_table.viewport()->update(); }
    Q_DISABLE_COPY_MOVE(QuietModel)

private:
    QTableWidget &m_table;
    const QSignalBlocker m_blocker;
};

} // namespace

RecordedSubjects::RecordedSubjects(QWidget *parent) : QTableWidget(0, 4, parent)
{
    setHorizontalHeaderLabels({tr("Subject"), tr("Sent as"), tr("Messages"), tr("Bytes")});
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setFont(monoFont(px::data));
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setAccessibleName(tr("Subjects of the recording"));
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(24);
    verticalHeader()->setDefaultSectionSize(24);
    horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeaderItem(0)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeaderItem(1)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeaderItem(2)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    horizontalHeaderItem(3)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setColumnWidth(2, 66);
    setColumnWidth(3, 60);
    connect(this, &QTableWidget::cellDoubleClicked, this,
            [this](int row) { Q_EMIT filterRequested(filterForPattern(item(row, 0)->text())); });
}

void RecordedSubjects::setSubjects(const SubjectCounts &subjects)
{
    const int rows = int(qMin<qsizetype>(subjects.size(), maxRows));
    setRowCount(rows);
    const QuietModel quiet(*this);
    for (int row = 0; row < rows; ++row) {
        const auto subject = subjects.at(row);
        setItem(row, 0, new QTableWidgetItem(toText(viewOf(subject.name))));
        setItem(row, 1, new QTableWidgetItem);
        int column = 2;
        for (const auto &text : {countFull(subject.messages), bytesText(subject.bytes)}) {
            auto *cell = new QTableWidgetItem(text);
            cell->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            setItem(row, column++, cell);
        }
    }
}

void RecordedSubjects::setSentAs(const std::function<std::optional<std::string>(std::string_view)> &sentAs)
{
    const QuietModel quiet(*this);
    for (int row = 0; row < rowCount(); ++row) {
        const auto target = sentAs(item(row, 0)->text().toStdString());
        item(row, 1)->setText(target ? toText(*target) : tr("not sent"));
        item(row, 1)->setToolTip(item(row, 1)->text());
    }
}

namespace {

/// Merged recordings have the same connection several times.
QString eachOnce(QStringList names)
{
    names.removeDuplicates();
    return names.join(QStringLiteral(", "));
}

} // namespace

QString recordingFacts(const RecordingSummary &summary, bool isRunning)
{
    const auto time = QDateTime::fromMSecsSinceEpoch(summary.startedNs / 1'000'000);
    const bool isOne = QSet<QString>(summary.subscriptions.begin(), summary.subscriptions.end()).size() == 1;
    const auto text = isOne ? RecordedSubjects::tr("recorded %1 from %2, subscription %3")
                            : RecordedSubjects::tr("recorded %1 from %2, subscriptions %3");
    auto facts = text.arg(QLocale().toString(time, QStringLiteral("d MMM, HH:mm")), eachOnce(summary.connections),
                          eachOnce(summary.subscriptions));
    if (summary.part)
        facts += RecordedSubjects::tr("; file %1 of “%2”, after %3 messages")
                     .arg(QString::number(summary.part->number), summary.part->series,
                          QLocale().toString(static_cast<qulonglong>(summary.part->messagesBefore)));
    if (summary.part && summary.part->removedFiles > 0)
        facts += RecordedSubjects::tr(", of which %1 were removed", "messages before this file of a recording")
                     .arg(QLocale().toString(static_cast<qulonglong>(summary.part->removedMessages)));
    if (summary.endedNs == 0 && isRunning)
        facts += RecordedSubjects::tr("; it is still recorded");
    else if (summary.endedNs == 0)
        facts += RecordedSubjects::tr("; it was cut off, everything up to there is here");
    return facts;
}

} // namespace gnat
