// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of every page on the demo, in both themes: screenshots FOLDER. './dev screenshots' runs it under Xvfb.
#include "bench/benchpage.h"
#include "compose/composer.h"
#include "desktop.h"
#include "items/messagelistmodel.h"
#include "live/livepage.h"
#include "messages/messagetable.h"
#include "recordings/recordedoverview.h"
#include "recordings/recordingspage.h"
#include "resources/resources.h"
#include "subjects/subjectspane.h"
#include "traffic/messagelog.h"
#include "translations/translations.h"

#include <QApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QEventLoop>
#include <QTimer>
#include <QTreeView>

#include <cstdio>
#include <functional>

using namespace gnat;

namespace {

/// Runs the event loop until `isTrue`, at most so long.
bool waitUntil(const std::function<bool()> &isTrue, int deadlineMs = 60'000)
{
    const QDeadlineTimer deadline(deadlineMs);
    QTimer poll;
    poll.start(20);
    while (!isTrue()) {
        if (deadline.hasExpired())
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

class Pictures
{
public:
    Pictures(Desktop &desktop, const QDir &folder) : m_desktop(desktop), m_folder(folder) {}

    bool take(const QString &name)
    {
        for (const auto choice : {ThemeChoice::Dark, ThemeChoice::Light}) {
            m_desktop.theme().setChoice(choice);
            // Two frames: one for the palette to reach the charts, one for them to be drawn.
            const QDeadlineTimer settled(600);
            waitUntil([&] { return settled.hasExpired(); });
            const auto file =
                name + (choice == ThemeChoice::Dark ? QStringLiteral("-dark.png") : QStringLiteral("-light.png"));
            if (!m_desktop.window().grab().save(m_folder.filePath(file)))
                return false;
        }
        return true;
    }

private:
    Desktop &m_desktop;
    QDir m_folder;
};

bool showLive(Desktop &desktop, int seconds)
{
    const QDeadlineTimer enough(seconds * 1000);
    if (!waitUntil([&] { return desktop.workspace().traffic().log().count() > 500 && enough.hasExpired(); }, 120'000))
        return false;
    auto *live = qobject_cast<LivePage *>(desktop.window().page(QStringLiteral("live")));
    auto &messages = live->messages();
    for (int row = messages.rowCount() - 12; row > 0; --row) {
        if (messages.message(row).view().subject == "iot.pump-07.telemetry") {
            live->table().setFollowing(false);
            live->table().setCurrentIndex(messages.index(row, MessageListModel::Subject));
            break;
        }
    }
    return true;
}

bool showBench(Desktop &desktop)
{
    auto &window = desktop.window();
    window.goToPage(QStringLiteral("bench"));
    auto *bench = qobject_cast<BenchPage *>(window.page(QStringLiteral("bench")));
    const auto ask = [&](const QByteArray &subject, const QByteArray &payload, int replies) {
        const auto before = desktop.workspace().history().entries().size();
        Draft draft;
        draft.connection = QStringLiteral("demo");
        draft.subject = subject;
        draft.payload = payload;
        draft.maxReplies = replies;
        draft.timeoutMs = 1500;
        draft.headers = {{"Trace-Id", "7b0ec41d"}};
        bench->open(draft);
        bench->composer().send();
        return waitUntil([&] { return desktop.workspace().history().entries().size() > before; });
    };
    return ask("inventory.reserve", "{\"sku\":\"A-1\"}", 1) &&
           ask("pricing.quote", "{\"from\":\"EUR\",\"to\":\"USD\"}", 0) &&
           ask("user.get", "{\n  \"id\": 1004,\n  \"fields\": [\"plan\", \"region\", \"limits\"]\n}", 1);
}

bool showRecordings(Desktop &desktop)
{
    auto &workspace = desktop.workspace();
    QString path;
    QObject::connect(&workspace.recorder(), &Recorder::finished, &desktop,
                     [&path](const QString &file, const RecordingFigures &, const QString &) { path = file; });
    workspace.toggleRecording();
    const QDeadlineTimer enough(20'000);
    waitUntil([&] { return enough.hasExpired(); });
    workspace.toggleRecording();
    if (!waitUntil([&] { return !path.isEmpty(); }))
        return false;
    desktop.openRecording(path);
    auto *page = qobject_cast<RecordingsPage *>(desktop.window().page(QStringLiteral("recordings")));
    if (!waitUntil([&] { return page->table().model() && page->table().model()->rowCount() > 100; }))
        return false;
    page->table().setCurrentIndex(page->table().model()->index(40, 2));
    if (!waitUntil([&] { return page->overview().subjects() != nullptr; }))
        return false;
    page->overview().subjects()->tree()->expandToDepth(1);
    return true;
}

void showRecordedGraphs(Desktop &desktop)
{
    auto *page = qobject_cast<RecordingsPage *>(desktop.window().page(QStringLiteral("recordings")));
    for (const auto *pattern : {"iot.>", "logs.>", "shop.orders.created"})
        page->overview().pin(pattern);
}

int takeAll(const QDir &folder, int seconds)
{
    Desktop desktop;
    Pictures pictures(desktop, folder);
    desktop.window().resize(1440, 900);
    desktop.window().show();
    bool isDone = pictures.take(QStringLiteral("welcome"));
    desktop.startDemo();
    isDone = isDone && showLive(desktop, seconds) && pictures.take(QStringLiteral("live"));
    isDone = isDone && showBench(desktop) && pictures.take(QStringLiteral("bench"));
    isDone = isDone && showRecordings(desktop) && pictures.take(QStringLiteral("recordings"));
    if (isDone)
        showRecordedGraphs(desktop);
    isDone = isDone && pictures.take(QStringLiteral("recordings-graphs"));
    return isDone ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("gnatcatcher"));
    initResources();
    installTranslations();
    const auto arguments = QApplication::arguments();
    if (arguments.size() < 2) {
        std::fprintf(stderr, "usage: screenshots FOLDER [SECONDS]\n");
        return 2;
    }
    const int seconds = arguments.size() > 2 ? arguments.at(2).toInt() : 62;
    const int code = takeAll(QDir(arguments.at(1)), seconds);
    if (code != 0)
        std::fprintf(stderr, "screenshots: a page did not show what it should in time\n");
    return code;
}
