// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/flowhistory.h"
#include "shell/popupframe.h"
#include "shell/windowparts.h"

#include <QPointer>

#include <array>
#include <vector>

class QGridLayout;

namespace gnat {

class Page;
class Segmented;
class TextLabel;

/// "Where messages go", as a statement of account: what was received, where each part of it went, what the list does
/// with what is kept; below, what is not part of the sum. Closes on Esc or a click elsewhere. GUI thread.
class FlowPopup : public PopupFrame
{
    Q_OBJECT

public:
    /// The figures, from the top. Their labels are called by these names ("Received"), for tests.
    enum Entry {
        Received,
        Copies,
        Dropped,
        OnTheWay,
        Counted,
        NoLongerKept,
        StillKept,
        KeptNow,
        LeftOut,
        Refused,
        Waiting,
        Newer,
        Shown,
        EntryCount
    };
    Q_ENUM(Entry)

    /// `page` is the one that is shown; null or one without messages: the rows of what is shown say so.
    FlowPopup(const WindowParts &parts, const FlowHistory &history, const Page *page, QWidget *parent);
    ~FlowPopup() override;

private:
    struct Row;
    struct Check;
    void build();
    QGridLayout *makeStatement(Entry first, Entry end);
    void addRow(QGridLayout *grid, Entry entry);
    void addCheck(QGridLayout *grid);
    void fill();
    void fillReceived(const FlowFigures &flow, bool isMinute);
    void fillKept();
    void fillList();
    void fillRecorded();
    void fillLosses(const FlowFigures &flow);

    WindowParts m_parts;
    const FlowHistory &m_history;
    QPointer<const Page> m_page;
    Segmented *m_span = nullptr;
    std::vector<Row> m_rows;
    std::vector<Check> m_checks;
};

} // namespace gnat
