// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recordings/reworkdialog.h"
#include "recordings/reworkfilter.h"

class QDateTimeEdit;

namespace gnat {

class FilterEdit;
struct RecordingSummary;

/// Writes a part of a recording, by time and filter, into a new one. GUI thread.
class CutDialog final : public ReworkDialog
{
    Q_OBJECT

public:
    CutDialog(const RecordingSummary &summary, const ListFilter &filter, QWidget *parent = nullptr);

    /// Wall clock, ns; to the millisecond.
    void setRange(qint64 fromNs, qint64 untilNs);

protected:
    Result<TransferJob::Work> work() override;

private:
    QDateTimeEdit *makeMoment(const QString &name);

    const QString m_source;
    const qint64 m_firstMs;
    const qint64 m_endMs; ///< the first ms behind the last message
    QDateTimeEdit *m_from = nullptr;
    QDateTimeEdit *m_until = nullptr;
    FilterEdit *m_filter = nullptr;
    const FindExchange m_known; ///< of requests and replies, by the list
};

} // namespace gnat
