// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recordings/reworkdialog.h"

#include <QObject>
#include <QPointer>

#include <memory>

class QMenu;
class QStackedWidget;

namespace gnat {

class CodecRegistry;
class ComparisonView;
class ConnectionSet;
class CutDialog;
class RecordingsPage;
struct ListFilter;
struct RecordingComparison;

/// What can be done with recordings besides looking and replaying: import, export, cut, merge, mask, compare, ask
/// again. Adds a menu to the list of recordings and to its title, opens the dialogs, and shows a comparison in the
/// place of the messages. Owned by the RecordingsPage. GUI thread.
class RecordingTools final : public QObject
{
    Q_OBJECT

public:
    /// `center`: where comparisons are shown. All outlive it.
    RecordingTools(RecordingsPage &page, QStackedWidget &center, ConnectionSet &connections,
                   const CodecRegistry &codecs);

    QMenu &menu() { return *m_menu; }
    /// The dialog that was opened last, while it is open.
    ReworkDialog *dialog() const { return m_dialog; }
    ComparisonView &comparison() { return *m_comparison; }
    void exportOpened();
    /// Of a recording that need not be open.
    void salvage(const QString &damaged);
    void showComparison(const std::shared_ptr<const RecordingComparison> &comparison);

Q_SIGNALS:
    /// A subject of a comparison is to be looked at in the opened recording.
    void filterRequested(const QString &text);

private:
    void buildMenu();
    CutDialog *makeCut();
    void refreshMenu();
    void show(ReworkDialog *dialog);
    void leaveComparison();
    QString current() const;
    ListFilter filter() const;
    QStringList known() const;

    RecordingsPage &m_page;
    QStackedWidget &m_center;
    ConnectionSet &m_connections;
    const CodecRegistry &m_codecs;
    QMenu *m_menu = nullptr;
    ComparisonView *m_comparison = nullptr;
    int m_before = 0; ///< what the centre showed before a comparison
    QPointer<ReworkDialog> m_dialog;
};

} // namespace gnat
