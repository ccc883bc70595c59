// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/subjectcounts.h"
#include "recording/recordingreader.h"

#include <QTableWidget>

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace gnat {

/// The subjects of a recording with what a replay sends them as, counts and bytes; the most frequent first, at most a
/// few thousand. GUI thread.
class RecordedSubjects final : public QTableWidget
{
    Q_OBJECT

public:
    static constexpr int maxRows = 5000;

    explicit RecordedSubjects(QWidget *parent = nullptr);

    void setSubjects(const SubjectCounts &subjects);
    /// The preview of a replay: nothing where a subject is not sent.
    void setSentAs(const std::function<std::optional<std::string>(std::string_view)> &sentAs);

Q_SIGNALS:
    /// A double click: show only this subject.
    void filterRequested(const QString &subject);
};

/// "recorded 19 Oct, 14:20 from demo, subscription >".
QString recordingFacts(const RecordingSummary &summary, bool isRunning);

} // namespace gnat
