// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop.h"

#include "base/text.h"
#include "cluster/clusterpage.h"
#include "live/livepage.h"
#include "pagecatalog.h"
#include "recordings/recordingspage.h"
#include "recordings/recordingspane.h"

#include <QFileInfo>
#include <QLocale>

namespace gnat {

namespace {

/// Of all files of a split recording, also of those that were removed.
QString recordedText(const RecordingFigures &figures)
{
    const auto name = QFileInfo(figures.path).fileName();
    const auto &parts = figures.parts;
    const int messages = static_cast<int>(figures.messages);
    if (parts.number < 2)
        return Desktop::tr("%Ln message(s) recorded into %1.", nullptr, messages).arg(name);
    const auto text = Desktop::tr("%Ln message(s) recorded into %1 files, the last is %2.", nullptr, messages)
                          .arg(QLocale().toString(parts.number), name);
    if (parts.removedFiles == 0)
        return text;
    return text + u' ' +
           Desktop::tr("To keep within the limits %Ln older file(s) with %1 messages were removed.", nullptr,
                       static_cast<int>(parts.removedFiles))
               .arg(QLocale().toString(parts.removedMessages));
}

} // namespace

Desktop::Desktop(bool resetLayout, QObject *parent) : QObject(parent), m_theme(m_workspace.preferences())
{
    if (resetLayout)
        LayoutStore::forget(m_workspace.preferences());
    const WindowParts parts{
        m_workspace.connections(), m_workspace.traffic(),     m_workspace.ledger(),  m_workspace.ticker(),
        m_workspace.recordings(),  m_workspace.preferences(), m_workspace.filters(), m_theme};
    m_window = std::make_unique<MainWindow>(parts);
    for (const auto &make : pageCatalog())
        m_window->addPage(make({m_workspace, *m_window}));
    m_window->restoreLayout();
    wire();
}

Desktop::~Desktop() = default;

void Desktop::wire()
{
    connect(m_window.get(), &MainWindow::demoRequested, this, &Desktop::startDemo);
    connect(m_window.get(), &MainWindow::connectRequested, &m_workspace, &Workspace::connectTo);
    connect(m_window.get(), &MainWindow::recordToggled, &m_workspace, &Workspace::toggleRecording);
    connect(m_window.get(), &MainWindow::recordWithOptionsRequested, this, [this] {
        if (auto *page = qobject_cast<RecordingsPage *>(m_window->page(QStringLiteral("recordings"))))
            page->list().askHowToRecord();
    });
    connect(m_window.get(), &MainWindow::openRecordingRequested, this, &Desktop::openRecording);
    connect(&m_workspace, &Workspace::problemOccurred, m_window.get(),
            [this](const QString &text) { m_window->showError(QStringLiteral("workspace"), text); });
    connect(&m_workspace.recordings(), &RecordingSet::finished, m_window.get(),
            [this](const Recorder *, const RecordingFigures &figures, const QString &error) {
                if (error.isEmpty())
                    m_window->showSuccess(QStringLiteral("recorded"), recordedText(figures));
            });
    auto &broker = m_workspace.broker();
    const auto showBroker = [this, &broker] {
        m_window->setBrokerRunning(broker.cluster() != nullptr);
    };
    connect(&broker, &BrokerController::started, m_window.get(), showBroker);
    connect(&broker, &BrokerController::stopped, m_window.get(), showBroker);
    connect(m_window.get(), &MainWindow::stopBrokerRequested, this, [this] {
        if (auto *page = qobject_cast<ClusterPage *>(m_window->page(QStringLiteral("cluster"))))
            page->stop();
    });
    connect(m_window.get(), &MainWindow::subscriptionRequested, this, [this] {
        m_window->goToPage(QStringLiteral("live"));
        if (auto *page = qobject_cast<LivePage *>(m_window->page(QStringLiteral("live"))))
            page->addSubscription();
    });
    if (const auto problem = m_workspace.preferences().problem(); !problem.isEmpty())
        m_window->showError(QStringLiteral("preferences"), problem);
}

void Desktop::startDemo()
{
    QString reason;
    const auto noted =
        connect(&m_workspace, &Workspace::problemOccurred, this, [&](const QString &text) { reason = text; });
    if (!m_workspace.startDemo())
        m_window->demoFailed(reason);
    disconnect(noted);
}

void Desktop::openRecording(const QString &path)
{
    if (auto *page = qobject_cast<RecordingsPage *>(m_window->page(QStringLiteral("recordings")))) {
        m_window->goToPage(QStringLiteral("recordings"));
        page->open(path);
    }
}

void Desktop::open(const QString &urlOrPath)
{
    if (urlOrPath.endsWith(QStringLiteral(".gnat")) || QFileInfo::exists(urlOrPath)) {
        openRecording(QFileInfo(urlOrPath).absoluteFilePath());
        return;
    }
    const auto profile = profileFromUrls(urlOrPath);
    if (profile) {
        m_window->goToPage(QStringLiteral("live"));
        m_workspace.connectTo(profile.value());
    } else {
        m_window->showError(QStringLiteral("argument"), errorText(profile.error()));
    }
}

} // namespace gnat
