// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/recordingreader.h"

#include <QWidget>

namespace gnat {

class ElidedLabel;
class TextLabel;

/// The name of the opened recording and what there is to know about it, above its messages. GUI thread.
class RecordingHeader final : public QWidget
{
    Q_OBJECT

public:
    explicit RecordingHeader(QWidget *parent = nullptr);

    /// `isRunning`: it is recorded just now, so that it has no end yet.
    void setRecording(const RecordingSummary &summary, bool isRunning);
    /// Of the file, without its extension; empty before one was set.
    QString name() const;

Q_SIGNALS:
    void exportRequested();

private:
    TextLabel *m_name;
    ElidedLabel *m_facts;
};

} // namespace gnat
