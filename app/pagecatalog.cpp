// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pagecatalog.h"

#include "bench/benchpage.h"
#include "cluster/clusterpage.h"
#include "live/livepage.h"
#include "live/timedock.h"
#include "payload/messagedetails.h"
#include "recordings/recordingspage.h"
#include "recordings/recordingspane.h"
#include "shell/mainwindow.h"
#include "traffic/messagelog.h"
#include "workspace.h"

namespace gnat {

namespace {

Page *makeLivePage(const PageContext &context)
{
    auto &workspace = context.workspace;
    auto *page = new LivePage(workspace.connections(), workspace.traffic(), workspace.codecs(), workspace.history(),
                              workspace.ticker(), workspace.preferences(), workspace.analysis());
    page->setFilterBook(workspace.filters());
    page->details().setSource(&workspace.traffic().log());
    page->time().addRequests(workspace.exchanges(), workspace.ticker());
    QObject::connect(page, &LivePage::recordRequested, &workspace, &Workspace::recordOnly);
    QObject::connect(page, &LivePage::requestRequested, &context.window,
                     [&window = context.window](const Draft &draft) {
                         if (auto *bench = qobject_cast<BenchPage *>(window.page(QStringLiteral("bench")))) {
                             window.goToPage(QStringLiteral("bench"));
                             bench->open(draft);
                         }
                     });
    return page;
}

Page *makeBenchPage(const PageContext &context)
{
    auto &workspace = context.workspace;
    return new BenchPage(workspace.connections(), workspace.codecs(), workspace.preferences(), workspace.history());
}

/// The same help as the filter of live traffic has.
RecordFilterHelp recordFilterHelp(const PageContext &context)
{
    const auto vocabulary = [&window = context.window] {
        auto *live = window.page(QStringLiteral("live"));
        return live ? live->filterVocabulary() : FilterVocabulary();
    };
    const auto filterContext = [&workspace = context.workspace] {
        return workspace.filterContext();
    };
    return {vocabulary, filterContext, &context.workspace.filters()};
}

Page *makeRecordingsPage(const PageContext &context)
{
    auto &workspace = context.workspace;
    auto *page =
        new RecordingsPage(workspace.connections(), workspace.recordings(), workspace.replayer(), workspace.codecs(),
                           workspace.preferences(), [&workspace](const ReplayDestination &destination) {
                               return workspace.replayTarget(destination);
                           });
    page->setFilterBook(workspace.filters());
    page->list().setFilterHelp(recordFilterHelp(context));
    QObject::connect(page, &RecordingsPage::recordRequested, &workspace, qOverload<>(&Workspace::startRecording));
    QObject::connect(&page->list(), &RecordingsPane::recordRequested, &workspace,
                     qOverload<RecordingOptions>(&Workspace::startRecording));
    QObject::connect(&page->list(), &RecordingsPane::stopRequested, &workspace,
                     qOverload<Recorder *>(&Workspace::stopRecording));
    return page;
}

Page *makeClusterPage(const PageContext &context)
{
    auto &workspace = context.workspace;
    return new ClusterPage(
        workspace.broker(), workspace.connections(), workspace.preferences(),
        [&workspace](bool onFreePorts) -> Result<void> {
            const auto started = workspace.startBroker(onFreePorts);
            return started ? Result<void>() : Result<void>(started.error());
        },
        [&workspace] { workspace.stopBroker(); });
}

} // namespace

std::vector<PageFactory> pageCatalog()
{
    return {makeLivePage, makeBenchPage, makeRecordingsPage, makeClusterPage};
}

} // namespace gnat
