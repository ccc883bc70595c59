// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/flowpopup.h"

#include "client/connectionset.h"
#include "common/humantext.h"
#include "common/segmented.h"
#include "common/textlabel.h"
#include "recording/recordingset.h"
#include "shell/flowbar.h"
#include "shell/page.h"
#include "theme/icons.h"
#include "theme/theme.h"
#include "traffic/messagelog.h"
#include "traffic/trafficview.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QMetaEnum>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace gnat {

namespace {

enum CheckRow : std::uint8_t { Recorded, Missed, NotAnalysed, CheckCount };

/// Those that are sums have a bar and a line of words.
bool isTotal(FlowPopup::Entry entry)
{
    return entry == FlowPopup::Received || entry == FlowPopup::Counted || entry == FlowPopup::KeptNow ||
           entry == FlowPopup::Shown;
}

/// How the row is reckoned with those above it.
QString signOf(FlowPopup::Entry entry)
{
    if (entry == FlowPopup::Received || entry == FlowPopup::KeptNow)
        return {};
    const bool isResult = isTotal(entry) || entry == FlowPopup::StillKept;
    return isResult ? QStringLiteral("=") : QStringLiteral("\u2212");
}

QString nameOf(FlowPopup::Entry entry)
{
    switch (entry) {
    case FlowPopup::Received:
        return FlowPopup::tr("Received");
    case FlowPopup::Copies:
        return FlowPopup::tr("Copies by overlapping subscriptions");
    case FlowPopup::Dropped:
        return FlowPopup::tr("Dropped here: this computer was too busy");
    case FlowPopup::OnTheWay:
        return FlowPopup::tr("On the way to the views");
    case FlowPopup::Counted:
        return FlowPopup::tr("Counted");
    case FlowPopup::NoLongerKept:
        return FlowPopup::tr("No longer kept");
    case FlowPopup::StillKept:
    case FlowPopup::KeptNow:
        return FlowPopup::tr("Kept in memory");
    case FlowPopup::LeftOut:
        return FlowPopup::tr("Left out while the list moves");
    case FlowPopup::Refused:
        return FlowPopup::tr("Hidden by the filter, or of hidden subjects");
    case FlowPopup::Waiting:
        return FlowPopup::tr("Not in the list yet: still to be looked at");
    case FlowPopup::Newer:
        return FlowPopup::tr("Newer than the pause");
    case FlowPopup::Shown:
        return FlowPopup::tr("Shown in the list");
    case FlowPopup::EntryCount:
        break;
    }
    return {};
}

double partOf(double whole, double part)
{
    return whole > 0 ? part / whole : 0;
}

QString figureText(qint64 figure)
{
    const auto text = countFull(static_cast<quint64>(std::abs(figure)));
    return figure < 0 ? QStringLiteral("\u2212") + text : text;
}

QString missedText(const FlowFigures &flow, bool isLostNow)
{
    if (flow.missed > 0) {
        const auto text = FlowPopup::tr("about %1").arg(figureText(flow.missed));
        return flow.unknownLosses > 0 || isLostNow ? FlowPopup::tr("%1 and more").arg(text) : text;
    }
    return flow.unknownLosses > 0 || isLostNow ? FlowPopup::tr("not known") : figureText(0);
}

} // namespace

struct FlowPopup::Row
{
    FlowBar *bar = nullptr;
    TextLabel *name = nullptr;
    TextLabel *value = nullptr;
    TextLabel *remark = nullptr;

    void set(qint64 figure) const { value->setText(figureText(figure)); }
    void set(qint64 figure, double share, bool isWarning, const QString &why) const
    {
        set(figure);
        bar->set(share, isWarning);
        remark->setText(why);
    }
};

struct FlowPopup::Check
{
    TextLabel *icon = nullptr;
    TextLabel *name = nullptr;
    TextLabel *value = nullptr;

    void set(const QString &text, const QString &figure, bool isFine) const
    {
        const Theme &theme = themeOf(icon);
        icon->setPixmap(iconPixmap(isFine ? QStringLiteral("check") : QStringLiteral("warn"),
                                   isFine ? theme.ok : theme.err, 14, icon->devicePixelRatioF()));
        name->setText(text);
        value->setText(figure);
    }
};

FlowPopup::~FlowPopup() = default;

FlowPopup::FlowPopup(const WindowParts &parts, const FlowHistory &history, const Page *page, QWidget *parent)
    : PopupFrame(parent), m_parts(parts), m_history(history), m_page(page)
{
    setFixedWidth(452);
    setAccessibleName(tr("Where messages go"));
    build();
    connect(m_span, &Segmented::currentChanged, this, &FlowPopup::fill);
    auto *timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, &FlowPopup::fill);
    timer->start(500);
    fill();
}

void FlowPopup::build()
{
    m_span = new Segmented({tr("Last minute"), tr("Since start")}, tr("Span"), this);
    m_span->setBarHeight(21);
    auto *head = new QHBoxLayout;
    head->addWidget(new TextLabel(tr("Where messages go"), TextRole::Heading, this));
    head->addStretch(1);
    head->addWidget(m_span);
    const auto line = [this] {
        auto *widget = new QWidget(this);
        widget->setBackgroundRole(QPalette::Mid);
        widget->setAutoFillBackground(true);
        widget->setFixedHeight(1);
        return widget;
    };
    auto *checks = new QGridLayout;
    checks->setHorizontalSpacing(7);
    checks->setVerticalSpacing(4);
    checks->setColumnStretch(1, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 10, 14, 12);
    column->setSpacing(8);
    column->addLayout(head);
    column->addLayout(makeStatement(Received, KeptNow));
    column->addWidget(line());
    column->addWidget(new TextLabel(tr("The list, now"), TextRole::Caption, this));
    column->addLayout(makeStatement(KeptNow, EntryCount));
    column->addWidget(line());
    column->addLayout(checks);
    for (int i = 0; i < CheckCount; ++i)
        addCheck(checks);
}

QGridLayout *FlowPopup::makeStatement(Entry first, Entry end)
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(3);
    grid->setColumnMinimumWidth(0, 8);
    grid->setColumnMinimumWidth(1, 130);
    grid->setColumnStretch(2, 1);
    grid->setColumnMinimumWidth(3, 86);
    for (int entry = first; entry < end; ++entry)
        addRow(grid, static_cast<Entry>(entry));
    return grid;
}

void FlowPopup::addRow(QGridLayout *grid, Entry entry)
{
    const int row = grid->rowCount();
    Row made;
    made.name = new TextLabel(nameOf(entry), TextRole::Small, this);
    made.value = new TextLabel({}, TextRole::MonoSmall, this);
    made.value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    made.value->setObjectName(QString::fromLatin1(QMetaEnum::fromType<Entry>().valueToKey(entry)));
    grid->addWidget(new TextLabel(signOf(entry), TextRole::MonoSmall, this), row, 0);
    grid->addWidget(made.value, row, 3);
    if (isTotal(entry)) {
        made.bar = new FlowBar(this);
        made.remark = new TextLabel({}, TextRole::Caption, this);
        grid->addWidget(made.name, row, 1);
        grid->addWidget(made.bar, row, 2);
        grid->addWidget(made.remark, row + 1, 1, 1, 3);
    } else {
        grid->addWidget(made.name, row, 1, 1, 2);
    }
    m_rows.push_back(made);
}

void FlowPopup::addCheck(QGridLayout *grid)
{
    const int row = static_cast<int>(m_checks.size());
    const Check made{new TextLabel({}, TextRole::Small, this), new TextLabel({}, TextRole::Small, this),
                     new TextLabel({}, TextRole::MonoSmall, this)};
    made.value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    grid->addWidget(made.icon, row, 0);
    grid->addWidget(made.name, row, 1);
    grid->addWidget(made.value, row, 2);
    m_checks.push_back(made);
}

/// Read here and now, so that what stands above agrees with what the list says below.
void FlowPopup::fill()
{
    const bool isMinute = m_span->current() == 0;
    const auto now = m_parts.view.figures();
    const auto flow = isMinute ? m_history.lastMinute(now) : flowOf(now);
    fillReceived(flow, isMinute);
    fillKept();
    fillList();
    fillRecorded();
    fillLosses(flow);
}

void FlowPopup::fillReceived(const FlowFigures &flow, bool isMinute)
{
    const auto connections = static_cast<int>(m_parts.connections.all().size());
    auto from = tr("from %n connection(s)", nullptr, connections);
    if (flow.replayed > 0)
        from = tr("%1; %2 played from a recording").arg(from, figureText(flow.replayed));
    const auto received = static_cast<double>(flow.received);
    m_rows[Received].set(flow.received, received > 0 ? 1 : 0, false, from);
    m_rows[Copies].set(flow.copies);
    m_rows[Dropped].set(flow.dropped());
    m_rows[Dropped].name->setRole(flow.dropped() > 0 ? TextRole::ErrorSmall : TextRole::Small);
    m_rows[Dropped].value->setToolTip(tr("%1 in the client library, %2 on the way to the views")
                                          .arg(figureText(flow.droppedInClient), figureText(flow.droppedInFeed)));
    m_rows[OnTheWay].set(flow.onTheWay);
    m_rows[Counted].set(flow.counted, partOf(received, static_cast<double>(flow.counted)), false,
                        tr("every message: tree, rates and graphs"));
    m_rows[NoLongerKept].set(flow.noLongerKept);
    m_rows[StillKept].name->setText(isMinute ? tr("More kept in memory than a minute ago") : nameOf(StillKept));
    m_rows[StillKept].set(flow.kept);
}

void FlowPopup::fillKept()
{
    const MessageLog &log = m_parts.view.log();
    const double filled = partOf(static_cast<double>(log.budget()), static_cast<double>(log.memoryBytes()));
    m_rows[KeptNow].set(static_cast<qint64>(log.count()), filled, filled > 0.95,
                        tr("the newest %1, limit %2").arg(bytesText(log.memoryBytes()), bytesText(log.budget())));
}

void FlowPopup::fillList()
{
    const auto figures = m_page ? m_page->listFigures() : std::nullopt;
    if (!figures) {
        for (const auto entry : {LeftOut, Refused, Waiting, Newer, Shown})
            m_rows[entry].value->setText(missingText());
        m_rows[Shown].bar->set(0, false);
        m_rows[Shown].remark->setText(tr("this page shows no live messages"));
        return;
    }
    m_rows[LeftOut].set(static_cast<qint64>(figures->leftOut));
    m_rows[Refused].set(static_cast<qint64>(figures->refused));
    m_rows[Waiting].set(static_cast<qint64>(figures->waiting));
    m_rows[Newer].set(static_cast<qint64>(figures->newer));
    const auto remark = m_page->isListSampled()
                            ? tr("%1 while moving. Pause to see all kept.").arg(m_page->listFigure())
                        : figures->shown == figures->kept ? tr("all that are kept")
                                                          : tr("what is left of those that are kept");
    m_rows[Shown].set(static_cast<qint64>(figures->shown),
                      partOf(static_cast<double>(figures->kept), static_cast<double>(figures->shown)), false, remark);
}

void FlowPopup::fillRecorded()
{
    const auto &running = m_parts.recordings.running();
    if (running.isEmpty())
        return m_checks[Recorded].set(tr("Recorded: a recording would store every message"), tr("off"), true);
    quint64 messages = 0;
    quint64 dropped = 0;
    for (const auto *recorder : running) {
        const auto figures = recorder->figures();
        messages += figures.messages;
        dropped += figures.dropped;
    }
    auto text = running.size() == 1 ? tr("Recorded since the recording was started")
                                    : tr("Recorded in %1 recordings, since each was started").arg(running.size());
    if (dropped > 0)
        text = tr("%1; %2 dropped").arg(text, countFull(dropped));
    m_checks[Recorded].set(text, countFull(messages), dropped == 0);
}

/// A loss that lasts is not counted yet: no tick, and no nought.
void FlowPopup::fillLosses(const FlowFigures &flow)
{
    const bool isLostNow = std::ranges::any_of(m_parts.connections.all(), [](const auto &connection) {
        return connection->state() == ConnectionState::Reconnecting;
    });
    m_checks[Missed].set(tr("Missed: a connection was lost, or cut off as too slow"), missedText(flow, isLostNow),
                         flow.missed == 0 && flow.unknownLosses == 0 && !isLostNow);
    m_checks[NotAnalysed].set(tr("Not analysed: kept, but not looked at for replies and values"),
                              figureText(flow.notAnalysed), flow.notAnalysed == 0);
}

} // namespace gnat
