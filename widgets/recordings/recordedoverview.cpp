// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/recordedoverview.h"

#include "charts/graphbar.h"
#include "charts/graphpane.h"
#include "common/docktitle.h"
#include "common/emptystate.h"
#include "common/ground.h"
#include "common/humantext.h"
#include "items/subjecttreemodel.h"
#include "subjects/subjectfolding.h"
#include "subjects/subjectspane.h"

#include <QFileInfo>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace gnat {

namespace {
constexpr qint64 longMs = 2000; // work that takes longer says so and can be stopped

/// A gap does not say whose it is: of several connections the others' lines go on.
QList<TimeChart::Gap> gapsOf(const RecordingSummary &summary)
{
    QList<TimeChart::Gap> gaps;
    for (const auto &gap : summary.shownGaps())
        gaps.append({gap.atNs, gap.untilNs, {}, gap.count == 0 && summary.connections.size() <= 1});
    return gaps;
}

} // namespace

RecordedOverview::RecordedOverview(QWidget *parent) : QObject(parent)
{
    m_subjectsStack = new QStackedWidget(parent);
    m_graphStack = new QStackedWidget(parent);
    m_subjectsState = new EmptyState(m_subjectsStack);
    m_graphState = new EmptyState(m_graphStack);
    m_subjectsStack->addWidget(m_subjectsState);
    m_graphStack->addWidget(m_graphState);
    useBaseGround(m_graphStack);
    connect(m_subjectsState, &EmptyState::buttonClicked, this, [this] {
        if (m_scan)
            stopCounting();
        else
            begin();
    });
    clear();
}

RecordedOverview::~RecordedOverview()
{
    clear(); // the panes read what goes with us
}

QWidget *RecordedOverview::subjectsWidget() const
{
    return m_subjectsStack;
}

QWidget *RecordedOverview::graphWidget() const
{
    return m_graphStack;
}

SubjectsPane *RecordedOverview::subjects() const
{
    return m_subjects;
}

void RecordedOverview::setFilterBook(FilterBook &book)
{
    m_book = &book;
    if (m_subjects)
        m_subjects->hidden().follow(book);
}

GraphPane *RecordedOverview::graphs() const
{
    return m_graphs;
}

void RecordedOverview::start(const RecordingSummary &summary, SourceId source, std::shared_ptr<RecordedNames> names)
{
    m_summary = summary;
    m_source = source;
    m_names = std::move(names);
    begin();
}

void RecordedOverview::clear()
{
    m_scan.reset();
    delete m_graphs.data();
    if (m_subjects)
        delete m_subjects->parentWidget();
    m_traffic.reset();
    showWords({});
}

void RecordedOverview::begin()
{
    clear();
    m_running.start();
    m_scan = std::make_unique<RecordedTrafficScan>(m_summary, m_source, m_names,
                                                   m_preferences ? SubjectFolding::remembered(*m_preferences)
                                                                 : SubjectTree::Folding());
    connect(m_scan.get(), &RecordedTrafficScan::progressed, this, &RecordedOverview::showProgress);
    connect(m_scan.get(), &RecordedTrafficScan::finished, this, &RecordedOverview::take);
}

void RecordedOverview::stopCounting()
{
    m_scan.reset();
    showWords(tr("The subjects were not counted"), tr("Tree and graph need a look at every message."), tr("Count"));
}

void RecordedOverview::showProgress(quint64 messages)
{
    if (m_running.elapsed() < longMs || m_summary.messages == 0)
        return;
    const auto share = double(messages) / double(m_summary.messages);
    showWords(tr("Counting subjects"), tr("%1 of %2 messages").arg(percentText(share), countFull(m_summary.messages)),
              tr("Cancel"));
}

void RecordedOverview::take(const QString &error)
{
    m_traffic = m_scan->take();
    m_scan.release()->deleteLater(); // it is still telling us
    if (m_traffic)
        showTraffic();
    else
        showWords(tr("The subjects could not be counted"), error.toHtmlEscaped());
    if (!error.isEmpty())
        Q_EMIT failed(error);
}

quint64 RecordedOverview::unreadable() const
{
    const auto counted = m_traffic ? m_traffic->messages() : m_summary.messages;
    return m_summary.messages - std::min(m_summary.messages, counted);
}

void RecordedOverview::showTraffic()
{
    const auto name = QFileInfo(m_summary.path).completeBaseName();
    auto *model = new SubjectTreeModel(m_traffic->tree(), [name](SourceId) { return name; });
    model->setPast({[this](NodeIndex node) { return m_traffic->meanRate(node); },
                    [this](NodeIndex node) {
                        return m_traffic->history().sparkline(node);
                    }});
    auto *page = new QWidget(m_subjectsStack);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_subjects = new SubjectsPane(model, nullptr, page);
    m_subjects->title()->setInner(true);
    layout->addWidget(m_subjects->title());
    layout->addWidget(m_subjects, 1);
    m_subjects->refresh();
    if (m_book)
        m_subjects->hidden().follow(*m_book);
    m_graphs = new GraphPane(m_traffic->tree(), m_traffic->rates(), nullptr, m_graphStack);
    m_graphs->setBar(new GraphBar(*m_graphs, m_graphs));
    m_graphs->setGaps(gapsOf(m_summary));
    m_graphs->chooseDefaults();
    wireSubjects();
    m_subjectsStack->setCurrentIndex(m_subjectsStack->addWidget(page));
    m_graphStack->setCurrentIndex(m_graphStack->addWidget(m_graphs));
    Q_EMIT counted();
}

void RecordedOverview::wireSubjects()
{
    connect(m_subjects, &SubjectsPane::currentChanged, this, &RecordedOverview::showLatest);
    connect(m_subjects, &SubjectsPane::filterRequested, this, &RecordedOverview::filterRequested);
    connect(m_subjects, &SubjectsPane::filterTermRequested, this, &RecordedOverview::filterTermRequested);
    connect(m_subjects, &SubjectsPane::replayRequested, this, &RecordedOverview::replayRequested);
    connect(m_subjects, &SubjectsPane::pauseToggled, this, &RecordedOverview::pauseToggled);
    connect(m_subjects, &SubjectsPane::pinRequested, this,
            [this](SourceId, const QByteArray &pattern) { pin(pattern); });
}

void RecordedOverview::pin(const QByteArray &subject)
{
    if (!m_graphs)
        return;
    m_graphs->pin(m_source, subject);
    Q_EMIT graphRequested();
}

void RecordedOverview::showLatest()
{
    const auto row = m_traffic->lastRow(m_subjects->model()->node(m_subjects->tree()->currentIndex()));
    if (row)
        Q_EMIT messageRequested(*row);
}

void RecordedOverview::showWords(const QString &title, const QString &text, const QString &button)
{
    m_words = title;
    if (m_subjectsState)
        m_subjectsState->set(title.isEmpty() ? QString() : QStringLiteral("live"), title, text, button);
    if (m_graphState)
        m_graphState->set(title.isEmpty() ? QString() : QStringLiteral("plot"), title, text);
}

} // namespace gnat
