// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/recordedsubjects.h"

#include "base/text.h"
#include "common/humantext.h"
#include "theme/fonts.h"

#include <QDateTime>
#include <QHeaderView>
#include <QLocale>

namespace gnat {

RecordedSubjects::RecordedSubjects(QWidget *parent) : QTableWidget(0, 3, parent)
{
    setHorizontalHeaderLabels({tr("Subject"), tr("Messages"), tr("Bytes")});
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
    horizontalHeader()->setHighlightSections(false);
    horizontalHeaderItem(0)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeaderItem(1)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    horizontalHeaderItem(2)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setColumnWidth(1, 78);
    setColumnWidth(2, 72);
    connect(this, &QTableWidget::cellDoubleClicked, this,
            [this](int row) { Q_EMIT filterRequested(item(row, 0)->text()); });
}

void RecordedSubjects::setSubjects(const QList<RecordedSubject> &subjects)
{
    const int rows = int(qMin<qsizetype>(subjects.size(), maxRows));
    setRowCount(rows);
    for (int row = 0; row < rows; ++row) {
        const auto &subject = subjects.at(row);
        setItem(row, 0, new QTableWidgetItem(toText(viewOf(subject.name))));
        int column = 1;
        for (const auto &text : {countFull(subject.messages), bytesText(subject.bytes)}) {
            auto *cell = new QTableWidgetItem(text);
            cell->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            setItem(row, column++, cell);
        }
    }
}

QString recordingFacts(const RecordingSummary &summary)
{
    const auto time = QDateTime::fromMSecsSinceEpoch(summary.startedNs / 1'000'000);
    auto facts =
        RecordedSubjects::tr("recorded %1 from %2, subscriptions %3")
            .arg(QLocale().toString(time, QStringLiteral("d MMM, HH:mm")),
                 summary.connections.join(QStringLiteral(", ")), summary.subscriptions.join(QStringLiteral(", ")));
    if (summary.endedNs == 0)
        facts += RecordedSubjects::tr("; it was cut off, everything up to there is here");
    return facts;
}

} // namespace gnat
