// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/timedock.h"

#include "base/text.h"
#include "charts/graphbar.h"
#include "charts/graphlayout.h"
#include "charts/graphpane.h"
#include "client/connectionset.h"
#include "compose/composer.h"
#include "core/subjectpattern.h"
#include "live/gapspane.h"
#include "live/requestspane.h"
#include "live/talkerspane.h"
#include "live/trafficmarks.h"
#include "traffic/fieldseries.h"
#include "traffic/messagelog.h"
#include "traffic/rateseries.h"
#include "traffic/trafficview.h"

#include <QToolTip>

namespace gnat {

namespace {
constexpr quint64 mostLookedAt = 10'000; // around a moment, for a message of the line that was clicked
}

TimeDock::TimeDock(ConnectionSet &connections, TrafficView &traffic, const CodecRegistry &codecs,
                   AnalysisThread &analysis, SendHistory &history, Preferences &preferences, QWidget *parent)
    : QTabWidget(parent), m_traffic(traffic)
{
    setDocumentMode(true);
    m_fields = new FieldSeries(traffic.log(), codecs, &analysis, this);
    m_graphs = new GraphPane(traffic.tree(), traffic.rates(), m_fields, this);
    m_marks = new TrafficMarks(connections, traffic, *m_graphs, this);
    connect(m_graphs, &GraphPane::fieldDropped, this, &TimeDock::fieldDropped);
    connect(m_graphs, &GraphPane::momentWanted, this, &TimeDock::findMoment);
    connect(m_graphs, &GraphPane::messageWanted, this, &TimeDock::findMessage);
    m_composer = new Composer(connections, *new Sender(connections, history, this), Composer::Kind::PublishOnly, this);
    m_talkers = new TalkersPane(traffic.tree(), connections, this);
    connect(m_talkers, &TalkersPane::filterRequested, this, &TimeDock::filterRequested);
    m_gaps = new GapsPane(*m_fields, this);
    addTab(m_graphs, tr("Graphs"));
    addTab(m_composer, tr("Publish"));
    addTab(m_talkers, tr("Top talkers"));
    addTab(m_gaps, tr("Gaps"));
    auto *bar = new GraphBar(*m_graphs, this);
    setCornerWidget(bar);
    connect(this, &QTabWidget::currentChanged, bar, [this, bar] { bar->setVisible(currentWidget() == m_graphs); });
    m_layout = std::make_unique<GraphLayout>(*m_graphs, connections, preferences);
}

TimeDock::~TimeDock() = default;

void TimeDock::addRequests(ExchangeAnalyser &exchanges, FrameTicker &ticker)
{
    auto *requests = new RequestsPane(exchanges, ticker, this);
    addTab(requests, tr("Requests"));
    connect(requests, &RequestsPane::filterRequested, this, &TimeDock::filterRequested);
}

void TimeDock::showComposer()
{
    setCurrentWidget(m_composer);
}

void TimeDock::setPaused(bool isPaused)
{
    m_graphs->setPaused(isPaused);
}

void TimeDock::setSampled(bool isSampled)
{
    m_marks->setSampled(isSampled);
}

void TimeDock::plotField(const MessageHandle &message, const QString &path, const QString &format)
{
    if (message.isEmpty())
        return;
    const auto view = message.view();
    m_graphs->pinField({view.source, std::string(view.subject), path, format});
    setCurrentWidget(m_graphs);
}

void TimeDock::setSelected(const MessageHandle &message)
{
    m_graphs->setSelected(message);
    if (!message.isEmpty())
        m_gaps->setSubject(message.view().source, toByteArray(message.view().subject));
}

void TimeDock::findMessage(quint64 sequence)
{
    if (const auto position = m_traffic.log().positionOf(sequence))
        Q_EMIT positionWanted(*position);
    else // the point outlives its message
        QToolTip::showText(QCursor::pos(), tr("This message is no longer kept."), m_graphs);
}

/// The newest message of the line at or before the moment.
void TimeDock::findMoment(SourceId source, const QByteArray &pattern, qint64 atNs)
{
    auto &log = m_traffic.log();
    const auto parsed = SubjectPattern::parse(viewOf(pattern));
    const auto near = log.positionAt(atNs);
    if (!parsed)
        return;
    for (quint64 back = 0; near && back < mostLookedAt && *near >= log.begin() + back; ++back) {
        const auto message = log.at(*near - back);
        const auto view = message.view();
        if ((source.isNone() || source == view.source) && parsed.value().matches(view.subject))
            return Q_EMIT positionWanted(*near - back);
    }
    QToolTip::showText(QCursor::pos(), tr("No message of this line is kept from then."), m_graphs);
}

void TimeDock::tickUnseen(quint64 count)
{
    if (count % 15 == 0)
        m_fields->take();
}

void TimeDock::tick(quint64 count)
{
    if (count % 30 == 0) {
        m_talkers->refresh();
        m_gaps->refresh();
    }
    if (count % 15 == 0)
        m_marks->refresh();
    if (!m_graphs->isVisible()) {
        tickUnseen(count);
        return;
    }
    if (count % 30 == 0)
        m_graphs->chooseDefaults();
    if (count % 3 == 0)
        m_graphs->refresh();
}

} // namespace gnat
