// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/livepage.h"

#include "base/text.h"
#include "charts/graphpane.h"
#include "client/connectionset.h"
#include "common/docktitle.h"
#include "common/emptystate.h"
#include "common/ground.h"
#include "compose/composer.h"
#include "flow/frameticker.h"
#include "items/messagelistmodel.h"
#include "items/roles.h"
#include "items/subjecttreemodel.h"
#include "live/gapspane.h"
#include "live/livedrafts.h"
#include "live/livelist.h"
#include "live/livewords.h"
#include "live/subscribestrip.h"
#include "live/subscriptionspane.h"
#include "live/talkerspane.h"
#include "messages/messagefilter.h"
#include "messages/messagetable.h"
#include "messages/messagetransfer.h"
#include "messages/scanbar.h"
#include "payload/messagedetails.h"
#include "payload/payloadview.h"
#include "settings/filterbook.h"
#include "subjects/subjectspane.h"
#include "traffic/messagelog.h"
#include "traffic/trafficview.h"

#include <QSplitter>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

namespace gnat {

LivePage::LivePage(ConnectionSet &connections, TrafficView &traffic, const CodecRegistry &codecs, SendHistory &history,
                   FrameTicker &ticker, Preferences &preferences, AnalysisThread &analysis, QWidget *parent)
    : Page(parent), m_connections(connections), m_traffic(traffic), m_codecs(codecs), m_history(history),
      m_preferences(preferences), m_latest(traffic.log())
{
    m_model = new MessageListModel(codecs, std::bind_front(&LivePage::connectionName, this), this);
    m_model->setSource(&traffic.log());
    m_filter = new MessageFilter(*m_model, connections, codecs, this);
    m_filter->setSubscriptions(std::bind_front(&findSubscriptions, std::cref(m_connections)),
                               std::bind_front(&subscribedPatterns, std::cref(m_connections)));
    m_filter->followSubscriptions();
    m_filter->remember(preferences, QStringLiteral("live.filter"));
    buildCenter();
    buildNavigator();
    buildDetails();
    buildTime(analysis);
    wireSubjects();
    wireTable();
    setFocusProxy(m_table);
    m_firstLook.emplace(*m_subjects, *m_table);
    connect(&m_connections, &ConnectionSet::added, this, [this](const Connection *added) {
        if (added->profile().isEmbedded)
            m_firstLook->begin(added->id());
    });
    showFilter(*m_filter);
    connect(&ticker, &FrameTicker::ticked, this, &LivePage::tick);
    connect(&m_traffic, &TrafficView::pausedChanged, this, &LivePage::stateChanged);
    connect(&m_traffic, &TrafficView::cleared, m_subjects, &SubjectsPane::refresh);
    refreshCenter();
}

void LivePage::buildNavigator()
{
    auto *tree = new SubjectTreeModel(m_traffic.tree(), std::bind_front(&LivePage::connectionName, this), this);
    m_subjects = new SubjectsPane(tree, &m_connections, this);
    connect(&m_subjects->hidden(), &HiddenSubjects::changed, this,
            [this] { m_model->setHidden(m_subjects->hidden().predicate()); });
    m_subjects->showLastValues(m_traffic.log(), m_codecs);
    m_subjects->remember(m_preferences);
    m_subscriptions = new SubscriptionsPane(m_connections, this);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_subjects);
    splitter->addWidget(m_subscriptions);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({640, 132});
    m_subjectsDock = addDock(QStringLiteral("navigator"), tr("Subjects"), Qt::LeftDockWidgetArea, splitter);
    m_subjectsDock->setTitleBarWidget(m_subjects->title());
    setDockSize(m_subjectsDock, 276, Qt::Horizontal);
}

void LivePage::buildCenter()
{
    auto *center = new QWidget(this);
    auto *layout = new QVBoxLayout(center);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *strip = new SubscribeStrip(m_connections, center);
    connect(strip, &SubscribeStrip::everythingWanted, this,
            [this](SourceId source) { m_subscriptions->subscribe(source, ">"); });
    connect(strip, &SubscribeStrip::choiceWanted, this, [this](SourceId source) { m_subscriptions->openLine(source); });
    m_table = new MessageTable(center);
    m_table->setModel(m_model);
    new ScanBar(*m_model, m_table);
    m_list = new LiveList(m_traffic, m_connections, m_codecs, *m_model, *m_table, m_preferences, this);
    connect(m_list, &LiveList::stateChanged, this, &LivePage::stateChanged);
    connect(m_list, &LiveList::copyWanted, this, [this](const MessageHandle &message) { openMessage(message, 0); });
    m_empty = new EmptyState(center);
    connect(m_empty, &EmptyState::buttonClicked, this, [this] {
        if (!m_filter->filter().isEmpty())
            wantFilter({});
        else if (m_traffic.log().count() > 0)
            m_subjects->hidden().showEverything();
        else
            sendTestMessage();
    });
    m_center = new QStackedWidget(center);
    useBaseGround(m_center);
    m_center->addWidget(m_table);
    m_center->addWidget(m_empty);
    layout->addWidget(strip);
    layout->addWidget(&m_list->transfer());
    layout->addWidget(m_center, 1);
    setCentralWidget(center);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, [this] { // the first message does not wait for the tick
        if (m_center->currentIndex() == 1)
            refreshCenter();
    });
}

void LivePage::buildDetails()
{
    m_details = new MessageDetails(m_codecs, std::bind_front(&LivePage::connectionName, this), this);
    m_detailsDock = addDock(QStringLiteral("details"), tr("Details"), Qt::RightDockWidgetArea, m_details);
    m_detailsDock->setTitleBarWidget(new QWidget(m_detailsDock));
    setDockSize(m_detailsDock, 392, Qt::Horizontal);
    connect(m_details, &MessageDetails::filterRequested, this, &LivePage::wantFilter);
    connect(m_details, &MessageDetails::messageRequested, this, &LivePage::showPosition);
}

void LivePage::buildTime(AnalysisThread &analysis)
{
    m_time = new TimeDock(m_connections, m_traffic, m_codecs, analysis, m_history, m_preferences, this);
    const auto plot = [this](const QString &path) {
        bringForward(m_timeDock);
        m_time->plotField(m_details->message(), path, m_details->payload().chosenFormat());
    };
    connect(&m_details->payload(), &PayloadView::plotRequested, this, plot);
    connect(m_time, &TimeDock::fieldDropped, this, plot);
    connect(m_list, &LiveList::stateChanged, m_time, [this] { m_time->setSampled(m_list->isSampled()); });
    connect(m_time, &TimeDock::positionWanted, this, &LivePage::showPosition);
    connect(m_time, &TimeDock::filterRequested, this, &LivePage::wantFilter);
    m_timeDock = addDock(QStringLiteral("time"), tr("Graphs and publish"), Qt::BottomDockWidgetArea, m_time);
    m_timeDock->setTitleBarWidget(new QWidget(m_timeDock));
    setDockSize(m_timeDock, 216, Qt::Vertical);
}

void LivePage::wireSubjects()
{
    connect(m_subjects, &SubjectsPane::currentChanged, this, &LivePage::followSubject);
    connect(m_subjects, &SubjectsPane::pauseToggled, this, [this] { setPaused(!isPaused()); });
    connect(m_subjects, &SubjectsPane::filterRequested, this, &LivePage::wantFilter);
    connect(m_subjects, &SubjectsPane::filterTermRequested, this, &LivePage::wantFilterTerm);
    connect(m_subjects, &SubjectsPane::pinRequested, &graphs(), &GraphPane::pin);
    connect(m_subjects, &SubjectsPane::recordRequested, this, &LivePage::recordRequested);
    connect(m_subjects, &SubjectsPane::subscribeRequested, m_subscriptions, &SubscriptionsPane::subscribe);
    connect(m_subjects, &SubjectsPane::unsubscribeRequested, m_subscriptions, &SubscriptionsPane::unsubscribe);
    connect(m_subjects, &SubjectsPane::publishRequested, this, [this](SourceId source, const QByteArray &subject) {
        openPublish(draftFor(m_connections, source, subject));
    });
    connect(m_subjects, &SubjectsPane::requestRequested, this, [this](SourceId source, const QByteArray &subject) {
        auto draft = draftFor(m_connections, source, subject);
        draft.isRequest = true;
        Q_EMIT requestRequested(draft);
    });
}

void LivePage::wireTable()
{
    connect(m_table, &MessageTable::currentMessageChanged, this, &LivePage::showSelectedRow);
    connect(m_table, &MessageTable::followingChanged, this, &LivePage::stateChanged);
    connect(m_table, &MessageTable::pauseToggled, this, [this] { setPaused(!isPaused()); });
    connect(m_table, &MessageTable::filterRequested, this, &LivePage::wantFilter);
    connect(m_table, &MessageTable::filterTermRequested, this, &LivePage::wantFilterTerm);
    connect(m_table, &MessageTable::detailsRequested, this, [this] {
        bringForward(m_detailsDock);
        m_details->payload().setFocus();
    });
    connect(m_table, &MessageTable::pinRequested, this,
            [this](const QByteArray &subject) { graphs().pin(m_table->currentMessage().view().source, subject); });
    connect(m_table, &MessageTable::publishRequested, this, [this] { showPublish(); });
    connect(m_table, &MessageTable::requestRequested, this, [this] { showRequest(); });
}

QString LivePage::connectionName(SourceId source) const
{
    return gnat::connectionName(m_connections, source);
}

void LivePage::tick(quint64 count)
{
    if (!isVisible())
        return m_time->tickUnseen(count);
    if (count % 15 == 0) {
        refreshCenter();
        m_list->refresh();
        m_details->setKept(m_latest.isActive() || m_openPosition >= m_traffic.log().begin());
        if (isPaused())
            m_table->setPausedCount(qint64(m_model->newerCount())); // that pass the filter
    }
    if (isPaused())
        return m_time->tickUnseen(count);
    if (count % 15 == 0 && m_subjects->isVisible()) {
        m_subjects->refresh();
        m_firstLook->refresh();
    }
    if (count % 8 == 0 && m_latest.isActive() && m_details->isVisible())
        showLatest();
    m_time->tick(count);
}

std::optional<ListFigures> LivePage::listFigures() const
{
    return m_model->figures();
}

QString LivePage::listState() const
{
    return m_list->state();
}

QString LivePage::listFigure() const
{
    return m_list->figure();
}

bool LivePage::isListSampled() const
{
    return m_list->isSampled();
}

QList<QAction *> LivePage::messageActions() const
{
    return m_list->messageActions();
}

QList<QAction *> LivePage::viewActions() const
{
    return m_list->viewActions() << m_subjects->hideSystemAction();
}

void LivePage::setFilterBook(FilterBook &book)
{
    m_subjects->hidden().follow(book);
    connect(m_filter, &MessageFilter::filterChanged, this, &LivePage::refreshCenter);
    connect(m_table, &MessageTable::hideRequested, &book, &FilterBook::hide);
}

FilterVocabulary LivePage::filterVocabulary()
{
    return m_filter->vocabulary(&m_traffic.tree());
}

QString LivePage::filterText() const
{
    return m_filter->text();
}

void LivePage::setFilterText(const QString &text)
{
    m_filter->setText(text);
    refreshCenter();
}

bool LivePage::isPaused() const
{
    return m_traffic.isPaused();
}

void LivePage::setPaused(bool isPaused)
{
    m_model->setFrozen(isPaused);
    m_time->setPaused(isPaused);
    m_traffic.setPaused(isPaused);
    m_table->setPausedCount(isPaused ? 0 : -1);
    if (!isPaused)
        m_subjects->refresh();
}

bool LivePage::isFollowing() const
{
    return m_table->isFollowing();
}

void LivePage::setFollowing(bool isFollowing)
{
    m_table->setFollowing(isFollowing);
}

void LivePage::showSelectedRow()
{
    const auto message = m_table->currentMessage();
    if (message.isEmpty())
        return;
    const auto position = m_table->currentIndex().data(PositionRole).toULongLong();
    if (!m_latest.isActive() && !m_details->message().isEmpty() && position == m_openPosition)
        return; // the rows were made anew around it: what is unfolded in it stays so
    openMessage(message, position);
}

void LivePage::openMessage(const MessageHandle &message, quint64 position)
{
    m_latest.stop();
    m_openPosition = position;
    m_details->setMessage(message, false, LatestMessage::before(m_traffic.log(), position, message.view()));
    m_time->setSelected(message);
}

/// Selects the message in the list and holds it there; one that the list does not show is at least opened.
void LivePage::showPosition(quint64 position)
{
    m_model->setSampling(1);
    const auto message = m_traffic.log().at(position);
    if (!m_table->goToPosition(position) && !message.isEmpty())
        openMessage(message, position);
}

void LivePage::followSubject()
{
    if (!m_subjects->currentHasMessages())
        return;
    const auto row = chosenSubject(m_subjects->tree()->currentIndex());
    m_latest.follow(row.source, row.subject);
    m_time->gaps().setSubject(row.source, row.patterns.last()); // of a branch: however its subjects take turns
    m_time->talkers().setBranch(row.source, m_subjects->currentSubject());
    showLatest();
    if (m_latest.message().isEmpty())
        m_details->clear(explainNoLatest(row.patterns.last(), m_traffic.log()));
}

void LivePage::showLatest()
{
    if (!m_latest.refresh())
        return;
    m_details->setMessage(m_latest.message(), true, m_latest.previous());
    graphs().setSelected(m_latest.message());
}

void LivePage::refreshCenter()
{
    const bool isEmpty = m_model->rowCount() == 0 && !m_model->isFiltering();
    m_center->setCurrentIndex(isEmpty ? 1 : 0);
    if (isEmpty)
        explainEmptyList(*m_empty, m_traffic.log(), m_filter->filter(), m_connections);
}

void LivePage::addSubscription()
{
    bringForward(m_subjectsDock);
    m_subscriptions->openLine(m_subjects->currentSource());
}

Draft LivePage::draftFromSelection() const
{
    if (const auto &message = m_details->message(); !message.isEmpty())
        return draftLike(m_connections, message.view());
    return draftFor(m_connections, m_subjects->currentSource(), m_subjects->currentSubject());
}

void LivePage::openPublish(const Draft &draft)
{
    bringForward(m_timeDock);
    m_time->showComposer();
    if (!draft.subject.isEmpty()) // else nothing is selected: what was typed before stays
        composer().setDraft(draft);
    composer().focusSubject();
}

void LivePage::showPublish()
{
    openPublish(draftFromSelection());
}

void LivePage::showRequest()
{
    auto draft = draftFromSelection();
    draft.isRequest = true;
    Q_EMIT requestRequested(draft);
}

void LivePage::sendTestMessage()
{
    if (m_connections.all().empty())
        return;
    auto draft = draftFor(m_connections, m_connections.all().front()->id(), "test.hello");
    draft.payload = "{\"hello\":\"world\"}";
    openPublish(draft);
}

} // namespace gnat
