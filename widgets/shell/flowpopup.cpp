// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/flowpopup.h"

#include "client/connectionset.h"
#include "common/humantext.h"
#include "common/segmented.h"
#include "common/textlabel.h"
#include "core/clock.h"
#include "recording/recorder.h"
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
    return span;
}

struct FlowPopup::Row
{
    FlowBar *bar = nullptr;
    TextLabel *icon = nullptr;
    TextLabel *value = nullptr;
    TextLabel *remark = nullptr;
};

FlowPopup::~FlowPopup() = default;

FlowPopup::FlowPopup(const WindowParts &parts, const FlowHistory &history, QWidget *parent)
    : PopupFrame(parent), m_parts(parts), m_history(history)
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
    for (const QString &name : {tr("Received"), tr("Counted"), tr("Recorded"), tr("Kept in memory")})
        addRow(grid, name);
    auto *line = new QWidget(this);
    line->setBackgroundRole(QPalette::Mid);
    line->setAutoFillBackground(true);
    line->setFixedHeight(1);
    auto *checks = new QGridLayout;
    checks->setHorizontalSpacing(7);
    checks->setVerticalSpacing(4);
    checks->setColumnStretch(1, 1);
    addCheck(checks, tr("Missed: a server cut this client off as too slow"));
    addCheck(checks, tr("Dropped here: this computer was too busy"));

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
    const auto share = [&](quint64 part) {
        return figures.received > 0 ? static_cast<double>(part) / static_cast<double>(figures.received) : 0.0;
    };
    const quint64 lost = figures.droppedHere() + figures.duplicates;
    const quint64 counted = figures.received - std::min<quint64>(figures.received, lost);
    const auto servers = static_cast<int>(m_parts.connections.all().size());
    m_rows[0].value->setText(countFull(figures.received));
    m_rows[0].bar->set(share(figures.received), false);
    m_rows[0].remark->setText(tr("from %n connection(s)", nullptr, servers));
    m_rows[1].value->setText(countFull(counted));
    m_rows[1].bar->set(share(counted), false);
    m_rows[1].remark->setText(
        figures.duplicates > 0
            ? tr("%1 copies by overlapping subscriptions are left out").arg(countFull(figures.duplicates))
            : tr("every message: tree, rates and graphs"));
    const Recorder &recorder = m_parts.recorder;
    m_rows[2].value->setText(recorder.isRecording() ? countFull(recorder.figures().messages) : tr("off"));
    m_rows[2].bar->set(recorder.isRecording() ? 1 : 0, recorder.figures().dropped > 0);
    m_rows[2].remark->setText(recorder.isRecording() ? tr("since the recording was started")
                                                     : tr("a recording would store every message"));
    const MessageLog &log = m_parts.view.log();
    const auto budget = static_cast<double>(std::max<std::size_t>(log.budget(), 1));
    const double filled = static_cast<double>(log.memoryBytes()) / budget;
    m_rows[3].value->setText(countFull(figures.kept));
    m_rows[3].bar->set(filled, filled > 0.95);
    m_rows[3].remark->setText(tr("the newest %1, limit %2").arg(bytesText(log.memoryBytes()), bytesText(log.budget())));
    const quint64 losses[] = {figures.missed, figures.droppedHere()};
    for (std::size_t i = 0; i < m_checks.size(); ++i) {
        const Theme &theme = themeOf(this);
        const bool isFine = losses[i] == 0;
        m_checks[i].icon->setPixmap(iconPixmap(isFine ? QStringLiteral("check") : QStringLiteral("warn"),
                                               isFine ? theme.ok : theme.err, 14, devicePixelRatioF()));
        m_checks[i].value->setText(countFull(losses[i]));
    }
}

} // namespace gnat
