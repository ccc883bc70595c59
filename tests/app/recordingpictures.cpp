// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordingpictures.h"

#include "items/recordinglistmodel.h"
#include "messages/messagetable.h"
#include "recordings/densitytimeline.h"
#include "recordings/paceedit.h"
#include "recordings/reaskdialog.h"
#include "recordings/recordedoverview.h"
#include "recordings/recordingspage.h"
#include "recordings/recordingspane.h"
#include "recordings/recordingtools.h"
#include "recordings/remaprules.h"
#include "recordings/replaysetup.h"
#include "recordings/transportbar.h"
#include "rework/recordingcomparison.h"
#include "rework/recordingcut.h"
#include "subjects/subjectspane.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QFileInfo>
#include <QMenu>
#include <QTreeView>

#include <algorithm>
#include <memory>

namespace gnat::test {

namespace {

constexpr qint64 second = 1'000'000'000;

QString besides(const QString &path, const QString &name)
{
    return QFileInfo(path).dir().filePath(name + QStringLiteral(".gnat"));
}

} // namespace

RecordingPictures::RecordingPictures(Desktop &desktop, Pictures &pictures)
    : m_desktop(desktop), m_pictures(pictures),
      m_page(*qobject_cast<RecordingsPage *>(desktop.window().page(QStringLiteral("recordings"))))
{
}

bool RecordingPictures::takeAll(int seconds)
{
    m_path = record(seconds);
    const auto take = [this](bool isShown, const char *name) {
        return isShown && m_pictures.take(QLatin1StringView(name));
    };
    return !m_path.isEmpty() && take(showIdle(), "recordings") && take(showRecording(), "recordings-recording") &&
           take(showPlaying(), "recordings-playing") && take(showComparison(), "recordings-comparing") &&
           take(showAnswers(), "recordings-asking") && take(showDamaged(), "recordings-damaged") &&
           take(showGraphs(), "recordings-graphs");
}

/// Of the demo's traffic; where it is.
QString RecordingPictures::record(int seconds)
{
    auto &workspace = m_desktop.workspace();
    QString path;
    const auto ended =
        QObject::connect(&workspace.recorder(), &Recorder::finished, &m_desktop,
                         [&path](const QString &file, const RecordingFigures &, const QString &) { path = file; });
    workspace.toggleRecording();
    const QDeadlineTimer enough(seconds * 1000);
    waitUntil([&] { return enough.hasExpired(); });
    workspace.toggleRecording();
    waitUntil([&] { return !path.isEmpty(); });
    QObject::disconnect(ended);
    return path;
}

bool RecordingPictures::open(const QString &path)
{
    m_desktop.openRecording(path);
    return waitUntil([&] { return m_page.table().model()->rowCount() > 100; }) &&
           waitUntil([&] { return m_page.overview().subjects() != nullptr; });
}

bool RecordingPictures::showIdle()
{
    if (!open(m_path))
        return false;
    m_page.table().setCurrentIndex(m_page.table().model()->index(40, 2));
    m_page.overview().subjects()->tree()->expandToDepth(1);
    return true;
}

/// Another one runs while the first is looked at.
bool RecordingPictures::showRecording()
{
    auto &recorder = m_desktop.workspace().recorder();
    m_desktop.workspace().toggleRecording();
    return waitUntil([&] { return recorder.isRecording() && recorder.figures().elapsedMs > 2'000; });
}

/// What belongs to the shop, under other subjects, between A and B.
bool RecordingPictures::showPlaying()
{
    m_desktop.workspace().stopRecording();
    if (!waitUntil([&] { return !m_desktop.workspace().recorder().isRecording(); }))
        return false;
    auto &timeline = m_page.timeline();
    timeline.setRange(second * 3, timeline.durationNs() - second * 5);
    timeline.setBookmarks({{second * 6, QStringLiteral("deploy 1")}, {second * 15, QStringLiteral("order burst")}});
    m_page.transport().setLooping(true);
    m_page.setup().setSubjects(QStringLiteral("shop.>"));
    m_page.setup().rules().addRule(QStringLiteral("shop.orders.*"), QStringLiteral("test.orders.$1"));
    m_page.setup().rules().addRule(QStringLiteral("shop.>"), QStringLiteral("test.shop.>"));
    m_page.setup().rules().addRule(QStringLiteral("shop.cart.*"), {}, false);
    auto &replayer = m_desktop.workspace().replayer();
    const QDeadlineTimer settled(400); // the setup is taken over a moment after the last key
    waitUntil([&] { return settled.hasExpired(); });
    m_page.playOrPause();
    return waitUntil([&] { return replayer.figures().sent > 50; });
}

/// The recording against one of the same traffic at other rates.
bool RecordingPictures::showComparison()
{
    m_page.stop();
    CutRequest request{m_path, besides(m_path, QStringLiteral("Earlier today")), true};
    request.wanted = [](const MessageView &message) {
        return !message.subject.starts_with("logs.") && message.payload.size() % 3 != 0;
    };
    if (!cutRecording(request, {}))
        return false;
    auto compared = compareRecordings(request.path, m_path, {}, {}, m_desktop.workspace().codecs(), {});
    if (!compared)
        return false;
    m_page.list().model()->refresh();
    m_page.tools().showComparison(std::make_shared<RecordingComparison>(std::move(compared).value()));
    return true;
}

/// The recorded requests asked again of the demo, whose answers tell other times.
bool RecordingPictures::showAnswers()
{
    if (!open(m_path))
        return false;
    auto &menu = m_page.tools().menu();
    Q_EMIT menu.aboutToShow();
    const auto actions = menu.actions();
    const auto asks =
        std::ranges::find_if(actions, [](const QAction *a) { return a->text().remove(u'&').startsWith(u"Ask"); });
    if (asks == actions.end() || !(*asks)->isEnabled())
        return false;
    (*asks)->trigger();
    auto *dialog = qobject_cast<ReaskDialog *>(m_page.tools().dialog());
    if (!dialog)
        return false;
    bool isAsked = false;
    QObject::connect(dialog, &ReaskDialog::asked, dialog, [&isAsked] { isAsked = true; });
    dialog->begin();
    return waitUntil([&] { return isAsked; });
}

/// A copy whose second half is missing.
bool RecordingPictures::showDamaged()
{
    if (auto *asking = m_page.tools().dialog())
        asking->close();
    const auto path = besides(m_path, QStringLiteral("Cut off by a full disk"));
    if (!QFile::copy(m_path, path) || !QFile::resize(path, QFileInfo(path).size() / 2))
        return false;
    m_page.list().model()->refresh();
    m_page.list().select(path);
    m_desktop.openRecording(path);
    return waitUntil([&] { return !m_page.words().isEmpty(); });
}

bool RecordingPictures::showGraphs()
{
    if (!open(m_path))
        return false;
    for (const auto *pattern : {"iot.>", "logs.>", "shop.orders.created"})
        m_page.overview().pin(pattern);
    return true;
}

} // namespace gnat::test
