// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/dropledger.h"
#include "shell/popupframe.h"
#include "shell/windowparts.h"

#include <QPointer>

#include <deque>
#include <vector>

class QGridLayout;

namespace gnat {

class Page;
class Segmented;

/// The ledger's figures of the last minute, one sample every half second, so that "last minute" can be told apart from
/// "since the start". Plain value.
class FlowHistory
{
public:
    void add(const DropFigures &figures);
    /// What came to the counters within the last minute; kept is as it is now.
    DropFigures lastMinute() const;
    const DropFigures &now() const { return m_samples.back().figures; }

private:
    struct Sample
    {
        std::int64_t atNs;
        DropFigures figures;
    };
    std::deque<Sample> m_samples = {{0, {}}};
};

/// "Where messages go": received, counted, recorded, kept, shown, missed, dropped. Closes on Esc or a click elsewhere.
class FlowPopup : public PopupFrame
{
    Q_OBJECT

public:
    /// `page` is the one that is shown; null or one without messages: the row of what is shown says so.
    FlowPopup(const WindowParts &parts, const FlowHistory &history, const Page *page, QWidget *parent);
    ~FlowPopup() override;

private:
    struct Row;
    void fill();
    void fillReceived(const DropFigures &figures);
    void fillCounted(const DropFigures &figures);
    void fillRecorded();
    void fillKept(const DropFigures &figures);
    void fillShown(const DropFigures &figures);
    void fillLosses(const DropFigures &figures);
    void addRow(QGridLayout *grid, const QString &name);
    void addCheck(QGridLayout *grid, const QString &text);

    WindowParts m_parts;
    const FlowHistory &m_history;
    QPointer<const Page> m_page;
    Segmented *m_span = nullptr;
    std::vector<Row> m_rows;
    std::vector<Row> m_checks;
};

} // namespace gnat
