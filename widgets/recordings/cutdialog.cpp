// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/cutdialog.h"

#include "base/plural.h"
#include "base/text.h"
#include "common/filteredit.h"
#include "common/humantext.h"
#include "recording/recordingreader.h"
#include "recordings/reworkfilter.h"
#include "rework/recordingcut.h"
#include "theme/fonts.h"

#include <QDateTimeEdit>
#include <QFormLayout>

namespace gnat {

namespace {

constexpr qint64 nsPerMs = 1'000'000;

QString cutText(const CutFigures &figures)
{
    if (figures.messages)
        return CutDialog::tr("%1 message(s) were kept.", nullptr, pluralOf(figures.messages))
            .arg(countFull(figures.messages));
    return figures.filtered ? CutDialog::tr("No message of this time passes the filter; the new recording is empty.")
                            : CutDialog::tr("No message is of this time; the new recording is empty.");
}

} // namespace

CutDialog::CutDialog(const RecordingSummary &summary, const ListFilter &filter, QWidget *parent)
    : ReworkDialog(tr("Cut to a range"),
                   tr("The messages of a time, with their connections and subscriptions, gaps and marks, become a "
                      "recording of their own."),
                   tr("Cut"), parent),
      m_source(summary.path), m_firstMs(summary.firstNs / nsPerMs), m_endMs(summary.lastNs / nsPerMs + 1),
      m_known(filter.exchanges)
{
    m_from = makeMoment(tr("From"));
    m_until = makeMoment(tr("Until"));
    setRange(m_firstMs * nsPerMs, m_endMs * nsPerMs);
    m_filter = makeReworkFilter(filter.text, this);
    form().addRow(tr("Only"), m_filter);
    addTarget(freePathBeside(m_source, tr(" part", "file name"), QStringLiteral(".gnat")), recordingsFilter());
}

QDateTimeEdit *CutDialog::makeMoment(const QString &name)
{
    auto *moment = new QDateTimeEdit(this);
    moment->setAccessibleName(name);
    moment->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz"));
    moment->setDateTimeRange(QDateTime::fromMSecsSinceEpoch(m_firstMs), QDateTime::fromMSecsSinceEpoch(m_endMs));
    moment->setFont(monoFont());
    moment->setMinimumWidth(230); // its size hint knows the other font
    form().addRow(name, moment);
    return moment;
}

void CutDialog::setRange(qint64 fromNs, qint64 untilNs)
{
    m_from->setDateTime(QDateTime::fromMSecsSinceEpoch(fromNs / nsPerMs));
    m_until->setDateTime(QDateTime::fromMSecsSinceEpoch(untilNs / nsPerMs));
}

Result<TransferJob::Work> CutDialog::work()
{
    const auto filter = checkedFilter(*m_filter);
    if (!filter)
        return filter.error();
    const auto fromMs = m_from->dateTime().toMSecsSinceEpoch();
    const auto untilMs = m_until->dateTime().toMSecsSinceEpoch();
    if (untilMs <= fromMs)
        return makeError(ErrorKind::InvalidInput, tr("“Until” must lie behind “From”."));
    CutRequest request{m_source, target(), mayOverwrite()};
    request.fromNs = fromMs > m_firstMs ? fromMs * nsPerMs : 0;
    request.untilNs = untilMs < m_endMs ? untilMs * nsPerMs : 0;
    request.filter = filter.value();
    return TransferJob::Work(
        [request, known = m_known, written = writtenMessages()](const JobControl &control) mutable -> Result<QString> {
            auto wanted = recordingPredicate(request.filter, request.source, known);
            if (!wanted)
                return wanted.error();
            request.wanted = std::move(wanted).value();
            const auto cut = cutRecording(request, control);
            if (!cut)
                return cut.error();
            *written = cut.value().messages;
            return cutText(cut.value());
        });
}

} // namespace gnat
