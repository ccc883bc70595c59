// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/flowpopup.h"

#include "client/connectionset.h"
#include "common/humantext.h"
#include "common/segmented.h"
#include "common/textlabel.h"
#include "core/clock.h"
#include "recording/recordingset.h"
#include "shell/page.h"
#include "theme/icons.h"
#include "theme/theme.h"
#include "traffic/messagelog.h"
#include "traffic/trafficview.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QPainter>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace gnat {

namespace {

constexpr std::int64_t minuteNs = 60'000'000'000;

/// The rows, from the top.
enum FlowRow : std::uint8_t { Received, Counted, Recorded, Kept, Shown };

double partOf(quint64 whole, quint64 part)
{
    return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0;
}

class FlowBar final : public QWidget
{
public:
    explicit FlowBar(QWidget *parent) : QWidget(parent) { setFixedHeight(8); }

    void set(double share, bool isWarning)
    {
        m_share = std::clamp(share, 0.0, 1.0);
        m_isWarning = isWarning;
        update();
    }

protected:
    void paintEvent(QPaintEvent * /*event*/) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.line);
        painter.drawRoundedRect(rect(), 2, 2);
        painter.setBrush(m_isWarning ? theme.warnFill : theme.accent);
        painter.drawRoundedRect(QRectF(0, 0, width() * m_share, height()), 2, 2);
    }

private:
    double m_share = 0;
    bool m_isWarning = false;
};

} // namespace

void FlowHistory::add(const DropFigures &figures)
{
    const std::int64_t now = monotonicNanoseconds();
    m_samples.push_back({now, figures});
    // The first one left is the newest that is a minute old.
    while (m_samples.size() > 2 && m_samples[1].atNs <= now - minuteNs)
        m_samples.pop_front();
}

DropFigures FlowHistory::lastMinute() const
{
    const DropFigures &then = m_samples.front().figures;
    DropFigures span = m_samples.back().figures;
    span.received -= then.received;
    span.duplicates -= then.duplicates;
    span.droppedInClient -= then.droppedInClient;
    span.droppedInFeed -= std::min(span.droppedInFeed, then.droppedInFeed);
    span.noLongerKept -= then.noLongerKept;
    span.missed -= then.missed;
    span.notAnalysed -= std::min(span.notAnalysed, then.notAnalysed);
    return span;
}

struct FlowPopup::Row
{
    FlowBar *bar = nullptr;
    TextLabel *icon = nullptr;
    TextLabel *value = nullptr;
    TextLabel *remark = nullptr;

    void set(const QString &text, double share, bool isWarning, const QString &why) const
    {
        value->setText(text);
        bar->set(share, isWarning);
        remark->setText(why);
    }
};

FlowPopup::~FlowPopup() = default;

FlowPopup::FlowPopup(const WindowParts &parts, const FlowHistory &history, const Page *page, QWidget *parent)
    : PopupFrame(parent), m_parts(parts), m_history(history), m_page(page)
{
    setFixedWidth(452);
    setAccessibleName(tr("Where messages go"));
    m_span = new Segmented({tr("Last minute"), tr("Since start")}, tr("Span"), this);
    m_span->setBarHeight(21);
    auto *head = new QHBoxLayout;
    head->addWidget(new TextLabel(tr("Where messages go"), TextRole::Heading, this));
    head->addStretch(1);
    head->addWidget(m_span);

    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    grid->setColumnMinimumWidth(0, 150);
    grid->setColumnStretch(1, 1);
    grid->setColumnMinimumWidth(2, 86);
    for (const QString &name :
         {tr("Received"), tr("Counted"), tr("Recorded"), tr("Kept in memory"), tr("Shown in the list")})
        addRow(grid, name);
    auto *line = new QWidget(this);
    line->setBackgroundRole(QPalette::Mid);
    line->setAutoFillBackground(true);
    line->setFixedHeight(1);
    auto *checks = new QGridLayout;
    checks->setHorizontalSpacing(7);
    checks->setVerticalSpacing(4);
    checks->setColumnStretch(1, 1);
    addCheck(checks, tr("Missed: a connection was lost, or cut off as too slow"));
    addCheck(checks, tr("Dropped here: this computer was too busy"));
    addCheck(checks, tr("Not analysed: kept, but not looked at for replies and values"));

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 10, 14, 12);
    column->setSpacing(8);
    column->addLayout(head);
    column->addLayout(grid);
    column->addWidget(line);
    column->addLayout(checks);

    connect(m_span, &Segmented::currentChanged, this, &FlowPopup::fill);
    auto *timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, &FlowPopup::fill);
    timer->start(500);
    fill();
}

void FlowPopup::addRow(QGridLayout *grid, const QString &name)
{
    const int row = static_cast<int>(m_rows.size()) * 2;
    Row entry;
    entry.bar = new FlowBar(this);
    entry.value = new TextLabel({}, TextRole::MonoSmall, this);
    entry.remark = new TextLabel({}, TextRole::Caption, this);
    auto *label = new TextLabel(name, TextRole::Small, this);
    entry.value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    grid->addWidget(label, row, 0);
    grid->addWidget(entry.bar, row, 1);
    grid->addWidget(entry.value, row, 2);
    grid->addWidget(entry.remark, row + 1, 1, 1, 2);
    m_rows.push_back(entry);
}

void FlowPopup::addCheck(QGridLayout *grid, const QString &text)
{
    const int row = static_cast<int>(m_checks.size());
    Row entry;
    entry.icon = new TextLabel({}, TextRole::Small, this);
    entry.value = new TextLabel({}, TextRole::MonoSmall, this);
    entry.remark = new TextLabel(text, TextRole::Small, this);
    grid->addWidget(entry.icon, row, 0);
    grid->addWidget(entry.remark, row, 1);
    grid->addWidget(entry.value, row, 2);
    m_checks.push_back(entry);
}

void FlowPopup::fill()
{
    const DropFigures figures = m_span->current() == 0 ? m_history.lastMinute() : m_history.now();
    fillReceived(figures);
    fillCounted(figures);
    fillRecorded();
    fillKept(figures);
    fillShown(figures);
    fillLosses(figures);
}

void FlowPopup::fillReceived(const DropFigures &figures)
{
    const auto connections = static_cast<int>(m_parts.connections.all().size());
    m_rows[Received].set(countFull(figures.received), figures.received > 0 ? 1 : 0, false,
                         tr("from %n connection(s)", nullptr, connections));
}

void FlowPopup::fillCounted(const DropFigures &figures)
{
    const quint64 leftOut = figures.droppedHere() + figures.duplicates + figures.waiting;
    const quint64 counted = figures.received - std::min<quint64>(figures.received, leftOut);
    QString remark = tr("every message: tree, rates and graphs");
    if (figures.duplicates > 0)
        remark = tr("%1 copies by overlapping subscriptions are left out").arg(countFull(figures.duplicates));
    m_rows[Counted].set(countFull(counted), partOf(figures.received, counted), false, remark);
}

void FlowPopup::fillRecorded()
{
    const auto &running = m_parts.recordings.running();
    if (running.isEmpty())
        return m_rows[Recorded].set(tr("off"), 0, false, tr("a recording would store every message"));
    quint64 messages = 0;
    quint64 dropped = 0;
    for (const auto *recorder : running) {
        const auto figures = recorder->figures();
        messages += figures.messages;
        dropped += figures.dropped;
    }
    m_rows[Recorded].set(countFull(messages), 1, dropped > 0,
                         running.size() == 1 ? tr("since the recording was started")
                                             : tr("in %1 recordings, since each was started").arg(running.size()));
}

void FlowPopup::fillKept(const DropFigures &figures)
{
    const MessageLog &log = m_parts.view.log();
    const double filled = partOf(log.budget(), log.memoryBytes());
    QString remark = tr("the newest %1, limit %2").arg(bytesText(log.memoryBytes()), bytesText(log.budget()));
    if (figures.noLongerKept > 0)
        remark = tr("the newest %1, limit %2; %3 no longer kept")
                     .arg(bytesText(log.memoryBytes()), bytesText(log.budget()), countShort(figures.noLongerKept));
    m_rows[Kept].set(countFull(figures.kept), filled, filled > 0.95, remark);
}

void FlowPopup::fillShown(const DropFigures &figures)
{
    const qint64 shown = m_page ? m_page->shownMessages() : -1;
    if (shown < 0) {
        m_rows[Shown].set(QStringLiteral("\u2013"), 0, false, tr("this page shows no live messages"));
        return;
    }
    const auto passing = std::min<quint64>(static_cast<quint64>(shown), figures.kept);
    const quint64 hidden = figures.kept - passing;
    QString remark = tr("all that are kept");
    if (hidden > 0)
        remark = tr("%1 hidden by the filter").arg(countFull(hidden));
    if (m_page->isListSampled())
        remark = tr("%1 while moving. Pause to see all kept.").arg(m_page->listFigure());
    m_rows[Shown].set(countFull(passing), partOf(figures.kept, passing), false, remark);
}

void FlowPopup::fillLosses(const DropFigures &figures)
{
    const Theme &theme = themeOf(this);
    const quint64 losses[] = {figures.missed, figures.droppedHere(), figures.notAnalysed};
    for (std::size_t i = 0; i < m_checks.size(); ++i) {
        const bool isFine = losses[i] == 0;
        m_checks[i].icon->setPixmap(iconPixmap(isFine ? QStringLiteral("check") : QStringLiteral("warn"),
                                               isFine ? theme.ok : theme.err, 14, devicePixelRatioF()));
        m_checks[i].value->setText(countFull(losses[i]));
    }
    m_checks[0].value->setText(figures.missed > 0 ? tr("about %1").arg(countFull(figures.missed)) : countFull(0));
    m_checks[1].value->setToolTip(tr("%1 in the client library, %2 on the way to the views")
                                      .arg(countFull(figures.droppedInClient), countFull(figures.droppedInFeed)));
}

} // namespace gnat
