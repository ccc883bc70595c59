// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/messageexport.h"

#include <QObject>

#include <atomic>
#include <functional>
#include <memory>

namespace gnat {

/// Runs one job at a time on a thread of its own and tells how far it is, ten times a second at most. Ends with its
/// owner: the job is stopped and waited for. GUI thread.
class TransferJob final : public QObject
{
    Q_OBJECT

public:
    /// Runs on the worker; what it needs it must own. The result is a sentence for a person.
    using Work = std::function<Result<QString>(const JobControl &)>;

    explicit TransferJob(QObject *parent = nullptr);
    ~TransferJob() override;

    /// False if one is running.
    bool start(Work work);
    void cancel();
    bool isRunning() const { return m_isRunning; }

Q_SIGNALS:
    void progressed(quint64 done, quint64 total);
    void succeeded(const QString &text);
    /// Also when it was cancelled.
    void failed(const QString &text, bool wasCancelled);

private:
    void finish(const Result<QString> &result);

    struct Private;
    std::unique_ptr<Private> d;
    bool m_isRunning = false;
};

} // namespace gnat
