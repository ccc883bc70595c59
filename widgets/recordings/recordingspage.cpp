// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/recordingspage.h"

#include "base/text.h"
#include "client/connectionset.h"
#include "common/banner.h"
#include "common/docktitle.h"
#include "common/emptystate.h"
#include "common/ground.h"
#include "common/humantext.h"
#include "common/painting.h"
#include "common/textlabel.h"
#include "items/messagelistmodel.h"
#include "items/recordinglistmodel.h"
#include "messages/messagefilter.h"
#include "messages/messagetable.h"
#include "payload/messagedetails.h"
#include "recording/recorder.h"
#include "recording/recordingsource.h"
#include "recordings/densitytimeline.h"
#include "recordings/recordedmodel.h"
#include "recordings/recordedsubjects.h"
#include "recordings/recordingspane.h"
#include "recordings/replaysetup.h"
#include "recordings/transportbar.h"
#include "settings/preferences.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QListView>
#include <QStackedWidget>
#include <QTabWidget>
#include <QUrl>
#include <QVBoxLayout>

namespace gnat {

namespace {
/// Messages of opened recordings; far from the ids of connections.
constexpr SourceId recordingSource(0x4000'0000);
} // namespace

RecordingsPage::RecordingsPage(ConnectionSet &connections, Recorder &recorder, Replayer &replayer,
                               const CodecRegistry &codecs, Preferences &preferences, TargetFunction target,
                               QWidget *parent)
    : Page(parent), m_connections(connections), m_recorder(recorder), m_replayer(replayer), m_codecs(codecs),
      m_preferences(preferences), m_target(std::move(target))
{
    m_model = new MessageListModel(
        codecs, [this](SourceId) { return m_name->text(); }, this);
    m_recorded = new RecordedModel(this);
    m_recorded->setSourceModel(m_model);
    m_filter = new MessageFilter(*m_model, connections, this);
    connect(m_filter, &MessageFilter::errorChanged, this, &Page::filterErrorChanged);
    buildCenter();
    m_pane = new RecordingsPane(recorder, preferences.recordingFolder(), this);
    auto *dock = addDock(QStringLiteral("navigator"), tr("Recordings"), Qt::LeftDockWidgetArea, m_pane);
    dock->setTitleBarWidget(m_pane->title());
    setDockSize(dock, 276, Qt::Horizontal);
    buildSetup();
    buildTime();
    wireReplayer();
    connect(m_pane, &RecordingsPane::recordingChosen, this, &RecordingsPage::open);
    connect(m_pane, &RecordingsPane::openFileRequested, this, &RecordingsPage::chooseFile);
    connect(m_pane, &RecordingsPane::openFolderRequested, this, [this] {
        QDir().mkpath(m_pane->model()->folder());
        QDesktopServices::openUrl(QUrl::fromLocalFile(m_pane->model()->folder()));
    });
    connect(m_pane->model(), &RecordingListModel::rowsInserted, this, &RecordingsPage::showNothing);
    connect(m_pane->model(), &QAbstractItemModel::modelReset, this, &RecordingsPage::showNothing);
    setFocusProxy(m_pane->list());
    showNothing();
}

RecordingsPage::~RecordingsPage()
{
    keepSetup();
    m_model->setSource(nullptr);
}

void RecordingsPage::buildCenter()
{
    m_words = new EmptyState(this);
    connect(m_words, &EmptyState::buttonClicked, this, &RecordingsPage::recordRequested);
    auto *opened = new QWidget(this);
    auto *layout = new QVBoxLayout(opened);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_problem = new Banner(opened);
    m_problem->hide();
    connect(m_problem, &Banner::closed, m_problem, &QWidget::hide);
    connect(m_problem, &Banner::linkActivated, this, [this] {
        m_problem->hide();
        m_replayer.resume();
    });
    m_table = new MessageTable(opened);
    m_table->setItemDelegate(new RecordedDelegate(m_table));
    m_table->setModel(m_recorded);
    m_table->setCanFollow(false);
    static constexpr int widths[] = {78, 92, 168, 168, 62};
    for (int column = 0; column < int(std::size(widths)); ++column)
        m_table->setColumnWidth(column, widths[column]);
    m_table->setColumnHidden(RecordedModel::Unused, true);
    layout->addWidget(buildHeader());
    layout->addWidget(m_problem);
    layout->addWidget(m_table, 1);
    m_center = new QStackedWidget(this);
    useBaseGround(m_center);
    m_center->addWidget(m_words);
    m_center->addWidget(opened);
    setCentralWidget(m_center);
    connect(m_table, &MessageTable::pauseToggled, this, &RecordingsPage::playOrPause);
    connect(m_table, &MessageTable::detailsRequested, this, [this] { m_right->setCurrentWidget(m_details); });
    connect(m_table, &MessageTable::currentMessageChanged, this, [this] {
        const auto message = m_table->currentMessage();
        if (!message.isEmpty())
            m_details->setMessage(message);
    });
    connect(m_table, &MessageTable::filterRequested, this, &RecordingsPage::wantFilter);
}

QWidget *RecordingsPage::buildHeader()
{
    auto *header = new QWidget(this);
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(14, 10, 14, 10);
    layout->setSpacing(12);
    m_name = new TextLabel({}, TextRole::Title, header);
    m_facts = new TextLabel({}, TextRole::Small, header);
    m_facts->setMinimumWidth(20);
    layout->addWidget(m_name);
    layout->addWidget(m_facts, 1);
    return header;
}

void RecordingsPage::buildSetup()
{
    m_setup = new ReplaySetup(m_connections, this);
    m_details = new MessageDetails(
        m_codecs, [this](SourceId) { return m_name->text(); }, this);
    m_subjects = new RecordedSubjects(this);
    connect(m_subjects, &RecordedSubjects::filterRequested, this, &RecordingsPage::wantFilter);
    m_right = new QTabWidget(this);
    m_right->setDocumentMode(true);
    m_right->addTab(m_setup, tr("Replay setup"));
    m_right->addTab(m_details, tr("Message"));
    m_right->addTab(m_subjects, tr("Subjects"));
    auto *dock = addDock(QStringLiteral("setup"), tr("Replay setup"), Qt::RightDockWidgetArea, m_right);
    dock->setTitleBarWidget(new QWidget(dock));
    setDockSize(dock, 332, Qt::Horizontal);
    connect(m_setup, &ReplaySetup::changed, this, [this] {
        m_recorded->setSentAs([this](std::string_view subject) { return m_setup->sentAs(subject); });
        refreshTransport();
    });
    connect(m_setup, &ReplaySetup::speedChanged, this, [this](double speed) {
        if (m_isReplayingThis)
            m_replayer.setSpeed(speed);
    });
}

void RecordingsPage::buildTime()
{
    auto *time = new QWidget(this);
    auto *layout = new QVBoxLayout(time);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_transport = new TransportBar(time);
    m_timeline = new DensityTimeline(time);
    layout->addWidget(m_transport);
    layout->addWidget(m_timeline, 1);
    auto *dock = addDock(QStringLiteral("time"), tr("Timeline"), Qt::BottomDockWidgetArea, time);
    dock->setTitleBarWidget(new QWidget(dock));
    setDockSize(dock, 188, Qt::Vertical);
    connect(m_transport, &TransportBar::playToggled, this, &RecordingsPage::playOrPause);
    connect(m_transport, &TransportBar::stopRequested, this, &RecordingsPage::stop);
    connect(m_transport, &TransportBar::toStartRequested, this, [this] { seek(0); });
    connect(m_timeline, &DensityTimeline::seekRequested, this, &RecordingsPage::seek);
}

void RecordingsPage::wireReplayer()
{
    connect(&m_replayer, &Replayer::stateChanged, this, &RecordingsPage::refreshTransport);
    connect(&m_replayer, &Replayer::progressed, this, &RecordingsPage::showProgress);
    connect(&m_replayer, &Replayer::targetLost, this,
            [this](const QString &error) { showProblem(tr("The replay waits: %1").arg(error.toHtmlEscaped()), true); });
    connect(&m_replayer, &Replayer::finished, this, [this](const ReplayFigures &figures, const QString &error) {
        if (m_isReplayingThis)
            showProgress(figures);
        m_isReplayingThis = false;
        if (!error.isEmpty())
            showProblem(error.toHtmlEscaped());
        refreshTransport();
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
    return m_center->currentIndex() == 0 ? m_wordsText : QString();
}

void RecordingsPage::showNothing()
{
    if (m_source)
        return;
    if (m_pane->model()->rowCount() > 0)
        showWords(QStringLiteral("rec"), tr("Choose a recording"),
                  tr("It opens here as a list, to be looked at and replayed."));
    else
        showWords(QStringLiteral("rec"), tr("No recordings yet"),
                  tr("Record live traffic with Ctrl+Shift+R, or open a file with Ctrl+O."), tr("Start recording"));
    refreshTransport();
}

void RecordingsPage::open(const QString &path)
{
    if (m_source && m_source->path() == path)
        return;
    if (m_isReplayingThis)
        m_replayer.stop();
    keepSetup();
    m_isOpened = false;
    m_model->setSource(nullptr);
    m_details->clear();
    m_subjects->setRowCount(0);
    m_timeline->clear();
    m_transport->clearFigures();
    m_transport->setPosition(0, 0);
    m_problem->hide();
    m_source = std::make_unique<RecordingSource>(path, recordingSource);
    connect(m_source.get(), &RecordingSource::opened, this, &RecordingsPage::showOpened);
    connect(m_source.get(), &RecordingSource::subjectsRead, this, &RecordingsPage::showSubjects);
    connect(m_source.get(), &RecordingSource::failed, this, [this](const QString &error) {
        showWords(QStringLiteral("error"), tr("This recording cannot be opened"), error.toHtmlEscaped());
        refreshTransport();
    });
    m_setup->restore(m_preferences, path);
    m_pane->select(path);
    refreshTransport();
    Q_EMIT stateChanged();
}

void RecordingsPage::showOpened()
{
    m_isOpened = true;
    const auto &summary = m_source->summary();
    m_name->setText(QFileInfo(summary.path).completeBaseName());
    const auto facts = recordingFacts(summary);
    m_facts->setText(facts);
    m_facts->setToolTip(facts);
    m_recorded->setFirst(summary.firstNs);
    m_model->setSource(m_source.get());
    m_timeline->setRecording(summary);
    m_transport->setPosition(0, m_timeline->durationNs());
    m_setup->setRecording(summary, m_source->subjects());
    m_center->setCurrentIndex(1);
    refreshTransport();
    Q_EMIT stateChanged();
}

void RecordingsPage::showSubjects()
{
    const auto &subjects = m_source->subjects();
    m_subjects->setSubjects(subjects);
    m_right->setTabText(2, tr("Subjects %1").arg(countFull(quint64(subjects.size()))));
    m_setup->setRecording(m_source->summary(), subjects);
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

QString RecordingsPage::filterText() const
{
    return m_filter->text();
}

void RecordingsPage::setFilterText(const QString &text)
{
    m_filter->setText(text);
    Q_EMIT filterHitsChanged(m_filter->filter().isEmpty() ? -1 : m_model->rowCount());
}

void RecordingsPage::wantFilter(const QString &pattern)
{
    setFilterText(pattern);
    Q_EMIT filterTextWanted(pattern);
}

void RecordingsPage::showProblem(const QString &text, bool canResume)
{
    QList<Banner::Link> links;
    if (canResume)
        links.append({QStringLiteral("resume"), tr("Resume")});
    m_problem->set(BannerTone::Err, QStringLiteral("warn"), text, links);
    m_problem->show();
}

void RecordingsPage::playOrPause()
{
    if (!m_isOpened)
        return;
    if (m_replayer.state() == ReplayState::Playing)
        m_replayer.pause();
    else if (m_replayer.state() == ReplayState::Paused)
        m_replayer.resume();
    else
        play();
}

void RecordingsPage::play()
{
    m_problem->hide();
    const auto options = m_setup->options(m_source->path());
    if (!options) {
        showProblem(errorText(options.error()).toHtmlEscaped());
        return;
    }
    auto target = m_target(m_setup->target());
    if (!target) {
        showProblem(tr("No connection is open to send to. Connect first."));
        return;
    }
    const auto started = m_replayer.play(options.value(), std::move(target));
    if (!started) {
        showProblem(errorText(started.error()).toHtmlEscaped());
        return;
    }
    m_isReplayingThis = true;
    const qint64 from = m_timeline->playhead();
    if (from > 0 && from < m_timeline->durationNs())
        m_replayer.seek(from);
    refreshTransport();
}

void RecordingsPage::stop()
{
    m_replayer.stop();
}

void RecordingsPage::seek(qint64 offsetNs)
{
    if (m_isReplayingThis)
        m_replayer.seek(offsetNs);
    showPosition(offsetNs);
}

void RecordingsPage::showPosition(qint64 offsetNs)
{
    m_transport->setPosition(offsetNs, m_timeline->durationNs());
    m_timeline->setPlayhead(offsetNs);
    m_recorded->setPlayhead(offsetNs);
    if (!m_isOpened)
        return;
    const auto position = m_source->positionAt(m_source->summary().firstNs + offsetNs);
    const int row = position ? m_model->rowOf(*position) : -1;
    if (row >= 0)
        m_table->scrollTo(m_recorded->index(row, 0), QAbstractItemView::PositionAtCenter);
}

void RecordingsPage::showProgress(const ReplayFigures &figures)
{
    m_transport->setFigures(figures);
    if (!m_isReplayingThis || !isVisible())
        return;
    showPosition(figures.positionNs);
}

void RecordingsPage::refreshTransport()
{
    const bool canPlay = m_isOpened && (m_isReplayingThis || m_replayer.state() == ReplayState::Stopped);
    m_transport->setState(m_replayer.state(), canPlay);
}

void RecordingsPage::keepSetup()
{
    if (m_source && m_isOpened)
        m_setup->keep(m_preferences, m_source->path());
}

} // namespace gnat
