// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/transferjob.h"

#include <QDialog>

#include <memory>

class QCloseEvent;
class QFormLayout;
class QHBoxLayout;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace gnat {

class TextLabel;

/// A dialog that makes a file of recordings: what and where to, a button that begins, progress with Cancel, what came
/// of it. The work runs on a worker; closing the dialog cancels it. Deletes itself. GUI thread.
class ReworkDialog : public QDialog
{
    Q_OBJECT

public:
    /// `begin`: the words on the button.
    ReworkDialog(const QString &title, const QString &explanation, const QString &begin, QWidget *parent = nullptr);

    QString target() const;
    void setTarget(const QString &path);
    QString resultText() const;
    bool isRunning() const { return m_job.isRunning(); }
    /// Begins as if the button were clicked.
    void begin();

Q_SIGNALS:
    /// The file is there.
    void written(const QString &path);
    /// The user wants to see it.
    void openRequested(const QString &path);
    /// The work has ended well; ended() follows.
    void succeeded();
    /// The work has ended, well or not.
    void ended();

protected:
    QFormLayout &form() { return *m_form; }
    /// A row for the new file; without it the dialog makes none. `filter`: of the file dialog.
    void addTarget(const QString &path, const QString &filter);
    /// The user chose the file in a dialog that asked whether to write over it.
    bool mayOverwrite() const { return m_mayOverwrite; }
    /// How many messages the new recording holds: the worker's while it runs, and told by it before it ends.
    const std::shared_ptr<quint64> &writtenMessages() const { return m_messages; }
    /// Asked at the end: the new file is a recording, and something stands in it.
    virtual bool canOpen() const { return *m_messages > 0; }
    void showError(const QString &text);
    /// Below the result: what a dialog shows of its own.
    void addResultWidget(QWidget *widget);
    /// For work that goes on after the worker's.
    void setBusy(bool isBusy);
    void showProgress(quint64 done, quint64 total);
    void showResult(const QString &text);
    virtual void cancelWork() { m_job.cancel(); }
    void showEvent(QShowEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

    /// What is to be done, owning all it needs; the error says what is missing in the form.
    virtual Result<TransferJob::Work> work() = 0;

private:
    void chooseTarget();
    void finish(const QString &text);
    void forgetResult();
    void growToFit();
    QWidget *firstField() const;

    QVBoxLayout *m_column = nullptr;
    QFormLayout *m_form = nullptr;
    QLineEdit *m_target = nullptr; ///< null: no file is written
    QString m_filter;
    QProgressBar *m_progress = nullptr;
    TextLabel *m_result = nullptr;
    QPushButton *m_begin = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_open = nullptr;
    const std::shared_ptr<quint64> m_messages = std::make_shared<quint64>(0);
    QString m_begunTarget; ///< what is written, whatever the field says by now
    bool m_isBusy = false;
    bool m_mayOverwrite = false;
    TransferJob m_job; // last: it ends first
};

/// A path beside `source` that is free: "session part.gnat", "session part 2.gnat".
QString freePathBeside(const QString &source, const QString &suffix, const QString &ending);

/// A row of a form: the field, which takes the room, and buttons that Enter in it leaves alone.
QHBoxLayout *fieldWith(QWidget *field, const QList<QPushButton *> &buttons);

/// The file filter of recordings.
QString recordingsFilter();

} // namespace gnat
