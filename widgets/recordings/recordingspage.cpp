// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/recordingspage.h"

#include "client/connectionset.h"
#include "common/banner.h"
#include "common/docktitle.h"
#include "common/emptystate.h"
#include "common/ground.h"
#include "common/humantext.h"
#include "common/painting.h"
#include "items/exchangepairing.h"
#include "items/messagelistmodel.h"
#include "items/recordinglistmodel.h"
#include "items/roles.h"
#include "messages/messageactions.h"
#include "messages/messagefilter.h"
#include "messages/messagetable.h"
#include "messages/messagetransfer.h"
#include "messages/scanbar.h"
#include "payload/messagedetails.h"
#include "recording/recordingset.h"
#include "recording/recordingsource.h"
#include "recordings/densitytimeline.h"
#include "recordings/recordedcolumns.h"
#include "recordings/recordedlist.h"
#include "recordings/recordedmodel.h"
#include "recordings/recordedoverview.h"
#include "recordings/recordedsubjects.h"
#include "recordings/recordingheader.h"
#include "recordings/recordingmarks.h"
#include "recordings/recordingspane.h"
#include "recordings/recordingtools.h"
#include "recordings/replaycontrol.h"
#include "recordings/replaysetup.h"
#include "recordings/runningrecordings.h"
#include "recordings/timepane.h"
#include "recordings/transportbar.h"
#include "settings/filterbook.h"
#include "settings/preferences.h"

#include <QFileDialog>
#include <QListView>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

namespace gnat {

namespace {
/// Messages of opened recordings; far from the ids of connections.
constexpr SourceId recordingSource(0x4000'0000);
} // namespace

RecordingsPage::RecordingsPage(ConnectionSet &connections, RecordingSet &recordings, Replayer &replayer,
                               const CodecRegistry &codecs, Preferences &preferences, TargetFunction target,
                               QWidget *parent)
    : Page(parent), m_connections(connections), m_recordings(recordings), m_replayer(replayer), m_codecs(codecs),
      m_preferences(preferences)
{
    m_model = new MessageListModel(
        codecs, [this](SourceId) { return m_header->name(); }, this);
    m_recorded = new RecordedModel(this);
    m_recorded->setSourceModel(m_model);
    m_filter = new MessageFilter(*m_model, connections, codecs, this);
    m_filter->setRecorded([this] { return m_source ? m_source->summary() : RecordingSummary(); });
    showFilter(*m_filter);
    buildCenter();
    m_overview = new RecordedOverview(this);
    m_overview->foldAs(m_preferences);
    buildNavigator();
    buildSetup();
    buildTime(std::move(target));
    wireOverview();
    m_tools = new RecordingTools(*this, *m_center, m_connections, m_codecs);
    connect(m_tools, &RecordingTools::filterRequested, this, &RecordingsPage::wantFilter);
    connect(m_header, &RecordingHeader::exportRequested, m_tools, &RecordingTools::exportOpened);
    setFocusProxy(m_pane->list());
    showNothing();
}

RecordingsPage::~RecordingsPage()
{
    keepSetup();
    m_model->setSource(nullptr);
}

void RecordingsPage::buildNavigator()
{
    m_pane = new RecordingsPane(m_recordings, m_preferences.recordingFolder(), this);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_pane);
    splitter->addWidget(m_overview->subjectsWidget());
    splitter->setSizes({300, 460});
    m_overview->subjectsWidget()->hide();
    auto *dock = addDock(QStringLiteral("navigator"), tr("Recordings"), Qt::LeftDockWidgetArea, splitter);
    dock->setTitleBarWidget(m_pane->title());
    setDockSize(dock, 276, Qt::Horizontal);
    connect(m_pane, &RecordingsPane::recordingChosen, this, &RecordingsPage::open);
    connect(m_pane, &RecordingsPane::openFileRequested, this, &RecordingsPage::chooseFile);
    connect(m_pane->model(), &RecordingListModel::rowsInserted, this, &RecordingsPage::showNothing);
    connect(m_pane->model(), &RecordingListModel::rowsRemoved, this, &RecordingsPage::showNothing);
    connect(m_pane->model(), &QAbstractItemModel::modelReset, this, &RecordingsPage::showNothing);
    connect(m_pane->running(), &RunningRecordings::filesChanged, this, &RecordingsPage::showNothing);
}

void RecordingsPage::buildCenter()
{
    m_words = new EmptyState(this);
    connect(m_words, &EmptyState::buttonClicked, this, &RecordingsPage::wordsButtonClicked);
    auto *opened = new QWidget(this);
    auto *layout = new QVBoxLayout(opened);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_problem = new Banner(opened);
    m_problem->hide();
    connect(m_problem, &Banner::closed, m_problem, &QWidget::hide);
    connect(m_problem, &Banner::linkActivated, this, &RecordingsPage::problemLinkActivated);
    m_table = new MessageTable(opened);
    m_table->setItemDelegate(new RecordedDelegate(m_table));
    m_table->setModel(m_recorded);
    new ScanBar(*m_model, m_table);
    m_table->setCanFollow(false);
    m_columns = new RecordedColumns(*m_table);
    m_header = new RecordingHeader(opened);
    layout->addWidget(m_header);
    layout->addWidget(m_problem);
    auto *transfer = new MessageTransfer(*m_model, *m_table, m_codecs, opened);
    m_marks = new RecordingMarks(*m_model, *m_table, *transfer, m_preferences, this);
    layout->addWidget(transfer);
    m_list = new RecordedList(m_table, *m_model, *m_filter, opened);
    layout->addWidget(m_list, 1);
    m_center = new QStackedWidget(this);
    useBaseGround(m_center);
    m_center->addWidget(m_words);
    m_center->addWidget(opened);
    setCentralWidget(m_center);
    connect(m_list, &RecordedList::clearFilterRequested, this, [this] { wantFilter({}); });
    connect(m_list, &RecordedList::showHiddenRequested, &m_hidden, &HiddenSubjects::showEverything);
    connect(m_table, &MessageTable::detailsRequested, this, [this] {
        m_right->setCurrentWidget(m_details);
        bringForward(m_setupDock);
    });
    connect(m_table, &MessageTable::currentMessageChanged, this, [this] {
        m_wanted.reset(); // nothing is current while a filter looks, and where nothing is open
        if (const auto current = m_table->currentIndex(); current.isValid())
            m_wanted = {current.data(PositionRole).toULongLong(), false};
        showMessage();
    });
    connect(m_table, &MessageTable::filterRequested, this, &RecordingsPage::wantFilter);
    connect(m_table, &MessageTable::filterTermRequested, this, &RecordingsPage::wantFilterTerm);
}

void RecordingsPage::buildSetup()
{
    m_setup = new ReplaySetup(m_connections, this);
    m_details = new MessageDetails(
        m_codecs, [this](SourceId) { return m_header->name(); }, this);
    m_subjects = new RecordedSubjects(this);
    connect(m_subjects, &RecordedSubjects::filterRequested, this, &RecordingsPage::wantFilter);
    m_right = new QTabWidget(this);
    m_right->setDocumentMode(true);
    m_right->addTab(m_setup, tr("Replay setup"));
    m_right->addTab(m_details, tr("Message"));
    m_right->addTab(m_subjects, tr("Subjects"));
    m_setupDock = addDock(QStringLiteral("setup"), tr("Replay setup"), Qt::RightDockWidgetArea, m_right);
    m_setupDock->setTitleBarWidget(new QWidget(m_setupDock));
    setDockSize(m_setupDock, 332, Qt::Horizontal);
    connect(m_setup, &ReplaySetup::sentChanged, this, &RecordingsPage::showWhatIsSent);
}

void RecordingsPage::buildTime(TargetFunction target)
{
    m_time = new TimePane(m_overview->graphWidget(), this);
    m_transport = m_time->transport();
    m_timeline = m_time->timeline();
    m_timeDock = addDock(QStringLiteral("time"), tr("Timeline and graphs"), Qt::BottomDockWidgetArea, m_time);
    m_timeDock->setTitleBarWidget(new QWidget(m_timeDock));
    setDockSize(m_timeDock, 220, Qt::Vertical);
    m_control =
        new ReplayControl({m_connections, m_replayer, *m_setup, *m_transport, *m_timeline}, std::move(target), this);
    m_control->listenTo(m_table);
    connect(m_control, &ReplayControl::nextRowChanged, m_recorded, &RecordedModel::setNextRow);
    connect(m_control, &ReplayControl::playedChanged, m_recorded, &RecordedModel::setPlayed);
    connect(m_control, &ReplayControl::positionChanged, this, &RecordingsPage::showPosition);
    connect(m_control, &ReplayControl::problemFound, this, &RecordingsPage::showProblem);
}

void RecordingsPage::wireOverview()
{
    connect(m_table, &MessageTable::pinRequested, m_overview, &RecordedOverview::pin);
    connect(m_overview, &RecordedOverview::counted, this, &RecordingsPage::showSubjects);
    connect(m_overview, &RecordedOverview::failed, this, [this](const QString &error) { showFailure(error, true); });
    connect(m_overview, &RecordedOverview::filterRequested, this, &RecordingsPage::wantFilter);
    connect(m_overview, &RecordedOverview::filterTermRequested, this, &RecordingsPage::wantFilterTerm);
    connect(m_overview, &RecordedOverview::pauseToggled, this, &RecordingsPage::playOrPause);
    connect(m_overview, &RecordedOverview::graphRequested, this, [this] {
        m_time->showGraphs();
        bringForward(m_timeDock);
    });
    connect(m_overview, &RecordedOverview::replayRequested, this, [this](const QString &filter) {
        m_setup->setSubjects(filter);
        m_right->setCurrentIndex(0);
        bringForward(m_setupDock);
    });
    connect(m_overview, &RecordedOverview::messageRequested, this, [this](quint64 position) {
        m_wanted = {position, true};
        m_right->setCurrentWidget(m_details);
        showMessage();
    });
}

void RecordingsPage::showWords(const QString &iconName, const QString &title, const QString &text,
                               const QString &button)
{
    m_wordsText = title + QStringLiteral("\n") + text;
    m_words->set(iconName, title, text, button);
    m_center->setCurrentIndex(0);
}

QString RecordingsPage::words() const
{
    return m_center->currentIndex() == 0 ? m_wordsText : m_list->words();
}

void RecordingsPage::showNothing()
{
    if (m_source)
        return;
    if (m_pane->hasOnlyRunning())
        showWords(QStringLiteral("rec"), tr("Recording"),
                  tr("Choose “Open” beside it to look at what is there so far."));
    else if (m_pane->model()->rowCount() > 0)
        showWords(QStringLiteral("rec"), tr("Choose a recording"),
                  tr("It opens here as a list, to be looked at and replayed."));
    else
        showWords(QStringLiteral("rec"), tr("No recordings yet"),
                  tr("Record live traffic with Ctrl+Shift+R, or open a file with Ctrl+O."), tr("Start recording"));
}

void RecordingsPage::open(const QString &path)
{
    if (m_source && m_source->path() == path)
        return;
    m_control->askToEnd([this, path] { load(path); }, [this] { m_pane->select(m_source->path()); });
}

void RecordingsPage::load(const QString &path)
{
    keepSetup();
    m_isOpened = false;
    m_wanted.reset();
    m_model->setSource(nullptr);
    m_overview->clear();
    m_overview->subjectsWidget()->hide();
    m_details->clear();
    m_subjects->setRowCount(0);
    m_right->setTabText(2, tr("Subjects"));
    m_setup->setRecording({}, {});
    m_timeline->clear();
    m_control->setRecording({});
    m_problem->hide();
    m_exchanges.reset();
    m_source = std::make_unique<RecordingSource>(path, recordingSource);
    connect(m_source.get(), &RecordingSource::opened, this, &RecordingsPage::showOpened);
    connect(m_source.get(), &RecordingSource::grown, this, [this] {
        m_header->setRecording(m_source->summary(), true);
        m_timeline->setGrown(m_source->summary());
    });
    connect(m_source.get(), &MessageSource::loaded, this, &RecordingsPage::showMessage);
    connect(m_source.get(), &RecordingSource::failed, this, &RecordingsPage::showFailure);
    m_marks->open(path);
    m_setup->restore(m_preferences, path);
    m_pane->select(path);
    Q_EMIT stateChanged();
}

void RecordingsPage::showOpened()
{
    m_isOpened = true;
    const auto &summary = m_source->summary();
    m_header->setRecording(summary, m_pane->running()->paths().contains(summary.path));
    m_recorded->setFirst(summary.firstNs);
    m_columns->setMessages(summary.messages);
    m_exchanges = std::make_unique<ExchangePairing>(*m_source);
    m_model->setSource(m_source.get());
    m_filter->compileAgain();
    m_timeline->setRecording(summary);
    m_control->setRecording(summary.path);
    m_control->restoreBookmarks(m_preferences);
    m_setup->setExchanges(m_source->exchanges());
    m_setup->setRecording(summary, {});
    m_center->setCurrentIndex(1);
    m_overview->subjectsWidget()->show();
    m_overview->start(summary, recordingSource, m_source->names());
    Q_EMIT stateChanged();
}

void RecordingsPage::showSubjects()
{
    const auto &subjects = m_overview->traffic()->subjects();
    m_subjects->setSubjects(subjects);
    m_right->setTabText(2, tr("Subjects %1").arg(countFull(quint64(subjects.size()))));
    m_setup->setRecording(m_source->summary(), subjects, m_overview->unreadable());
}

/// List, subjects and timeline tell what becomes of each subject.
void RecordingsPage::showWhatIsSent()
{
    const auto sentAs = [this](std::string_view subject) {
        return m_setup->sentAs(subject);
    };
    m_recorded->setSentAs(sentAs);
    m_subjects->setSentAs(sentAs);
    if (auto *traffic = m_overview->traffic())
        m_timeline->setSent(sentHistory(*traffic, [this](auto subject) { return m_setup->isSent(subject); }));
}

void RecordingsPage::chooseFile()
{
    const auto path = QFileDialog::getOpenFileName(this, tr("Open a recording"), m_preferences.recordingFolder(),
                                                   tr("Recordings (*.gnat);;All files (*)"));
    if (!path.isEmpty())
        open(path);
}

QString RecordingsPage::openedPath() const
{
    return m_source && m_isOpened ? m_source->path() : QString();
}

QList<QAction *> RecordingsPage::messageActions() const
{
    return m_table->messageActions().all();
}

void RecordingsPage::setFilterBook(FilterBook &book)
{
    m_hidden.follow(book);
    m_model->setHidden(m_hidden.predicate());
    connect(&m_hidden, &HiddenSubjects::changed, this, [this] { m_model->setHidden(m_hidden.predicate()); });
    m_overview->setFilterBook(book);
    connect(m_table, &MessageTable::hideRequested, &book, &FilterBook::hide);
}

FilterVocabulary RecordingsPage::filterVocabulary()
{
    auto *traffic = m_overview->traffic();
    return m_filter->vocabulary(traffic ? &traffic->tree() : nullptr);
}

QString RecordingsPage::filterText() const
{
    return m_filter->text();
}

void RecordingsPage::setFilterText(const QString &text)
{
    m_filter->setText(text);
}

void RecordingsPage::showPosition(qint64 offsetNs)
{
    if (!m_isOpened || !isVisible())
        return;
    // What is sent next may lie far behind what is left out on the way.
    auto position = m_recorded->nextRow();
    if (!position)
        position = m_source->positionAt(m_source->summary().firstNs + offsetNs);
    if (const int row = position ? m_model->rowOf(*position) : -1; row >= 0)
        m_table->scrollTo(m_recorded->index(row, 0), QAbstractItemView::PositionAtCenter);
}

/// What is not in memory comes with the source's loaded().
void RecordingsPage::showMessage()
{
    const auto message = m_wanted ? m_source->at(m_wanted->position) : MessageHandle();
    if (message.isEmpty())
        return;
    m_details->setMessage(message, m_wanted->isLatest);
    m_wanted.reset();
}

void RecordingsPage::keepSetup()
{
    m_marks->keep();
    if (!m_source || !m_isOpened)
        return;
    m_control->keepBookmarks(m_preferences);
    m_setup->keep(m_preferences, m_source->path());
}

} // namespace gnat
