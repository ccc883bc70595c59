// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/recordingreader.h"

#include <QTableWidget>

namespace gnat {

/// The subjects of a recording with counts and bytes; the most frequent first, at most a few thousand. GUI thread.
class RecordedSubjects final : public QTableWidget
{
    Q_OBJECT

public:
    static constexpr int maxRows = 5000;

    explicit RecordedSubjects(QWidget *parent = nullptr);

    void setSubjects(const QList<RecordedSubject> &subjects);

Q_SIGNALS:
    /// A double click: show only this subject.
    void filterRequested(const QString &subject);
};

/// "recorded 19 Oct, 14:20 from demo, subscriptions >".
QString recordingFacts(const RecordingSummary &summary);

} // namespace gnat
