// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/recordingspane.h"

#include "common/docktitle.h"
#include "common/humantext.h"
#include "common/linklabel.h"
#include "common/textlabel.h"
#include "items/recordinglistmodel.h"
#include "items/roles.h"
#include "recordings/recordingdelegate.h"
#include "recordings/runningrecordings.h"

#include <QDesktopServices>
#include <QDir>
#include <QEvent>
#include <QHBoxLayout>
#include <QListView>
#include <QShortcut>
#include <QToolButton>
#include <QUrl>

namespace gnat {

RecordingsPane::RecordingsPane(RecordingSet &recordings, const QString &folder, QWidget *parent) : QWidget(parent)
{
    m_title = new DockTitle(tr("Recordings"), this);
    auto *record = m_title->addButton(QStringLiteral("record"), tr("Record with options"), {});
    auto *open = m_title->addButton(QStringLiteral("folder"), tr("Open a recording"), QStringLiteral("Ctrl+O"));
    auto *refresh =
        m_title->addButton(QStringLiteral("refresh"), tr("Look into the folder again"), QStringLiteral("F5"));
    m_model = new RecordingListModel(this);
    // Before the view hears of it.
    connect(m_model, &RecordingListModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first, int last) { leaveRemoved(first, last); });
    m_list = new QListView(this);
    m_list->setModel(m_model);
    m_list->setModelColumn(RecordingListModel::Name);
    m_list->setItemDelegate(new RecordingDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setAccessibleName(tr("Recordings"));
    m_list->viewport()->setBackgroundRole(QPalette::AlternateBase);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_running = new RunningRecordings(recordings, this);
    layout->addWidget(m_running);
    layout->addWidget(m_list, 1);
    layout->addWidget(buildFoot());

    connect(record, &QToolButton::clicked, this, &RecordingsPane::askHowToRecord);
    connect(open, &QToolButton::clicked, this, &RecordingsPane::openFileRequested);
    const auto *again = new QShortcut(QKeySequence(Qt::Key_F5), this);
    connect(again, &QShortcut::activated, m_model, &RecordingListModel::refresh);
    connect(refresh, &QToolButton::clicked, m_model, &RecordingListModel::refresh);
    // Not the current row: a list that gets the focus makes its first row current, and nobody chose that.
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this](const QItemSelection &selected) {
                if (!selected.isEmpty())
                    Q_EMIT recordingChosen(m_model->path(selected.indexes().constFirst()));
            });
    connect(m_list, &QListView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT recordingChosen(m_model->path(index)); });
    m_list->viewport()->installEventFilter(this);
    connect(m_running, &RunningRecordings::stopRequested, this, &RecordingsPane::stopRequested);
    connect(m_running, &RunningRecordings::openRequested, this, &RecordingsPane::recordingChosen);
    connect(m_running, &RunningRecordings::filesChanged, this, [this] {
        hideRunningRows(0, m_model->rowCount() - 1);
        m_model->refresh();
    });
    connect(m_model, &RecordingListModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { hideRunningRows(first, last); });
    m_footTimer.setSingleShot(true);
    m_footTimer.setInterval(0);
    connect(&m_footTimer, &QTimer::timeout, this, &RecordingsPane::refreshFoot);
    const auto refreshLater = qOverload<>(&QTimer::start);
    connect(m_model, &RecordingListModel::rowsInserted, &m_footTimer, refreshLater);
    connect(m_model, &RecordingListModel::rowsRemoved, &m_footTimer, refreshLater);
    connect(m_model, &RecordingListModel::readingFinished, &m_footTimer, refreshLater);
    connect(m_model, &QAbstractItemModel::modelReset, &m_footTimer, refreshLater);
    setFolder(folder);
}

QWidget *RecordingsPane::buildFoot()
{
    auto *foot = new QWidget(this);
    auto *layout = new QHBoxLayout(foot);
    layout->setContentsMargins(12, 6, 12, 6);
    m_foot = new TextLabel({}, TextRole::Small, foot);
    auto *folder = new LinkLabel(tr("Open folder"), foot);
    connect(folder, &QAbstractButton::clicked, this, [this] {
        QDir().mkpath(m_model->folder());
        QDesktopServices::openUrl(QUrl::fromLocalFile(m_model->folder()));
    });
    layout->addWidget(m_foot, 1);
    layout->addWidget(folder);
    return foot;
}

void RecordingsPane::setFolder(const QString &folder)
{
    m_model->setFolder(folder);
    refreshFoot();
}

void RecordingsPane::select(const QString &path)
{
    const auto index = m_model->indexOf(path);
    if (index.isValid())
        m_list->setCurrentIndex(index.siblingAtColumn(RecordingListModel::Name));
    else
        m_list->selectionModel()->clear();
}

bool RecordingsPane::hasOnlyRunning() const
{
    const auto written = m_running->paths();
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (!written.contains(m_model->path(m_model->index(row, 0))))
            return false;
    }
    return !written.isEmpty();
}

void RecordingsPane::askHowToRecord()
{
    auto *dialog = new RecordDialog(m_filterHelp, window());
    connect(dialog, &RecordDialog::recordRequested, this, &RecordingsPane::recordRequested);
    dialog->open();
}

/// What is written just now stands above the list and not in it.
void RecordingsPane::hideRunningRows(int first, int last)
{
    const auto written = m_running->paths();
    for (int row = first; row <= last; ++row)
        m_list->setRowHidden(row, written.contains(m_model->path(m_model->index(row, 0))));
}

/// The view would make the next one current, which opens it: what is open stays open until another is chosen.
void RecordingsPane::leaveRemoved(int first, int last)
{
    const int row = m_list->currentIndex().row();
    if (row >= first && row <= last)
        m_list->selectionModel()->clear();
}

/// What is open stays in sight when the subjects take their room below.
bool RecordingsPane::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        QMetaObject::invokeMethod(
            m_list, [this] { m_list->scrollTo(m_list->currentIndex()); }, Qt::QueuedConnection);
    return QWidget::eventFilter(watched, event);
}

void RecordingsPane::refreshFoot()
{
    quint64 bytes = 0;
    for (int row = 0; row < m_model->rowCount(); ++row)
        bytes += m_model->index(row, 0).data(BytesRole).toULongLong();
    m_foot->setText(tr("Files: %1, %2").arg(countFull(quint64(m_model->rowCount())), bytesText(bytes)));
}

} // namespace gnat
