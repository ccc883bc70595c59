// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/benchpage.h"
#include "common/banner.h"
#include "compose/composer.h"
#include "desktop.h"
#include "items/messagelistmodel.h"
#include "items/roles.h"
#include "items/subjecttreemodel.h"
#include "live/livepage.h"
#include "messages/messagetable.h"
#include "recording/recordingreader.h"
#include "recordings/recordingspage.h"
#include "resources/resources.h"
#include "subjects/subjectspane.h"
#include "support/natsserverprocess.h"
#include "support/qtwarnings.h"
#include "support/realinput.h"
#include "traffic/messagelog.h"

#include <QApplication>
#include <QLineEdit>
#include <QProcess>
#include <QProcessEnvironment>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

#include <algorithm>

using namespace gnat;
using gnat::test::RealInput;

/// The window as main() builds it, on a real X display, driven by mouse and keyboard.
class DesktopTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanupTestCase();
    void demoStartsFromWelcome();
    void treeShowsTheDemo();
    void filterIsTyped();
    void wrongFilterKeepsTheLastOne();
    void subscriptionIsAddedByKey();
    void spacePauses();
    void requestIsAnswered();
    void recordsForTwoSeconds();
    void themeSwitches();
    void failuresAreSaidInTheWindow();
    void programEndsOnSigterm();
    void wordsNeedNoDisplay();

private:
    LivePage *live() const { return qobject_cast<LivePage *>(m_desktop->window().page(QStringLiteral("live"))); }
    /// A strip under the toolbar says something with this text.
    bool hasStrip(const QString &text) const;
    static bool treeHas(const SubjectTreeModel &model, const char *subject);

    std::unique_ptr<Desktop> m_desktop;
    QTemporaryDir m_folder;
    QString m_recording;
};

void DesktopTest::initTestCase()
{
    QCOMPARE(QGuiApplication::platformName(), QStringLiteral("xcb"));
    initResources();
    m_desktop = std::make_unique<Desktop>();
    m_desktop->workspace().preferences().setRecordingFolder(m_folder.filePath(QStringLiteral("recordings")));
    m_desktop->window().resize(1440, 900);
    m_desktop->window().show();
    m_desktop->window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_desktop->window()));
}

void DesktopTest::init()
{
    gnat::test::failOnQtWarnings();
}

void DesktopTest::cleanupTestCase()
{
    m_desktop.reset();
}

bool DesktopTest::treeHas(const SubjectTreeModel &model, const char *subject)
{
    for (int row = 0; row < model.rowCount(); ++row) {
        const SourceId source(model.index(row, 0).data(SourceRole).toUInt());
        if (model.indexOf(source, subject).isValid())
            return true;
    }
    return false;
}

bool DesktopTest::hasStrip(const QString &text) const
{
    const auto strips = m_desktop->window().findChildren<Banner *>();
    return std::ranges::any_of(strips,
                               [&](const Banner *strip) { return strip->isVisible() && strip->html().contains(text); });
}

void DesktopTest::demoStartsFromWelcome()
{
    // "Start the demo" has the focus: Enter is enough.
    QTRY_VERIFY(qobject_cast<QPushButton *>(QApplication::focusWidget()));
    QVERIFY(RealInput::key(QStringLiteral("Return")));
    QTRY_COMPARE_WITH_TIMEOUT(m_desktop->workspace().connections().all().size(), 1U, 10'000);
    QTRY_COMPARE(m_desktop->workspace().connections().all().front()->state(), ConnectionState::Connected);
}

void DesktopTest::treeShowsTheDemo()
{
    QTRY_VERIFY_WITH_TIMEOUT(live()->messages().rowCount() > 100, 15'000);
    const auto *model = live()->subjects().model();
    QTRY_VERIFY_WITH_TIMEOUT(model->rowCount() == 1 && treeHas(*model, "user.get"), 15'000);
    auto *tree = live()->subjects().tree();
    QTRY_VERIFY(tree->isExpanded(model->index(0, 0)));
    const auto logs = model->indexOf(SourceId(model->index(0, 0).data(SourceRole).toUInt()), "logs");
    QVERIFY(logs.isValid());
    tree->scrollTo(logs);
    QVERIFY(RealInput::click(tree->viewport(), tree->visualRect(logs).center()));
    QTRY_COMPARE(live()->subjects().choice().patterns(), QStringList{QStringLiteral("logs.>")});
}

void DesktopTest::filterIsTyped()
{
    QVERIFY(RealInput::key(QStringLiteral("ctrl+l")));
    QTRY_VERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
    QVERIFY(RealInput::type(QStringLiteral("shop.orders.*")));
    QTRY_COMPARE(live()->filterText(), QStringLiteral("shop.orders.*"));
    const auto &messages = live()->messages();
    QTRY_VERIFY_WITH_TIMEOUT(messages.rowCount() > 5 && !messages.isFiltering(), 10'000);
    for (int row = 0; row < messages.rowCount(); ++row)
        QVERIFY(messages.message(row).view().subject.starts_with("shop.orders."));
}

void DesktopTest::subscriptionIsAddedByKey()
{
    live()->subjects().tree()->setFocus(); // in a text field the keys empty it
    QVERIFY(RealInput::key(QStringLiteral("ctrl+u")));
    QTRY_VERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
    QVERIFY(RealInput::type(QStringLiteral("keys.>")));
    QVERIFY(RealInput::key(QStringLiteral("Return")));
    auto &connection = *m_desktop->workspace().connections().all().front();
    QTRY_COMPARE(connection.subscriptions().size(), 2);
    QCOMPARE(connection.subscriptions().last().pattern, QByteArray("keys.>"));
    connection.unsubscribe(connection.subscriptions().last().id);
}

void DesktopTest::wrongFilterKeepsTheLastOne()
{
    QSignalSpy errors(live(), &Page::filterErrorChanged);
    QVERIFY(RealInput::key(QStringLiteral("ctrl+l")));
    QVERIFY(RealInput::type(QStringLiteral("logs.>.error")));
    QTRY_VERIFY(!errors.isEmpty() &&
                errors.last().at(0).value<FilterError>().message.contains(QStringLiteral("must be last")));
    QVERIFY(live()->messages().message(0).view().subject.starts_with("shop.orders."));
    QVERIFY(RealInput::key(QStringLiteral("ctrl+l")));
    QVERIFY(RealInput::key(QStringLiteral("BackSpace")));
    QTRY_VERIFY(live()->filterText().isEmpty());
}

void DesktopTest::spacePauses()
{
    auto *viewport = live()->table().viewport();
    QVERIFY(RealInput::click(viewport, {300, 60}));
    QTRY_VERIFY(!live()->table().currentMessage().isEmpty());
    QVERIFY(RealInput::key(QStringLiteral("space")));
    QTRY_VERIFY(m_desktop->workspace().traffic().isPaused());
    const auto rows = live()->messages().rowCount();
    QTRY_VERIFY(m_desktop->workspace().traffic().pausedCount() > 20);
    QCOMPARE(live()->messages().rowCount(), rows);
    QVERIFY(RealInput::key(QStringLiteral("space")));
    QTRY_VERIFY(!m_desktop->workspace().traffic().isPaused());
    QTRY_VERIFY(live()->messages().rowCount() > rows);
}

void DesktopTest::requestIsAnswered()
{
    QVERIFY(RealInput::key(QStringLiteral("ctrl+2")));
    auto *bench = qobject_cast<BenchPage *>(m_desktop->window().page(QStringLiteral("bench")));
    QTRY_COMPARE(m_desktop->window().currentPage(), static_cast<Page *>(bench));
    // One in 50 requests to user.get is never answered: pricing.quote always is.
    Draft draft;
    draft.connection = QStringLiteral("demo");
    draft.payload = "{\"from\":\"EUR\",\"to\":\"USD\"}";
    bench->open(draft);
    bench->composer().focusSubject();
    QVERIFY(RealInput::key(QStringLiteral("ctrl+a")));
    QVERIFY(RealInput::type(QStringLiteral("pricing.quote")));
    QVERIFY(RealInput::key(QStringLiteral("ctrl+Return")));
    const auto &history = m_desktop->workspace().history();
    QTRY_COMPARE_WITH_TIMEOUT(history.entries().size(), 1, 15'000);
    QCOMPARE(history.entries().first().subject, QByteArray("pricing.quote"));
    QVERIFY2(history.entries().first().outcome == 0, qPrintable(history.entries().first().result));
}

void DesktopTest::recordsForTwoSeconds()
{
    auto &recorder = m_desktop->workspace().recorder();
    QSignalSpy finished(&recorder, &Recorder::finished);
    QVERIFY(RealInput::key(QStringLiteral("ctrl+shift+r")));
    QTRY_VERIFY(recorder.isRecording());
    auto *page = qobject_cast<RecordingsPage *>(m_desktop->window().page(QStringLiteral("recordings")));
    Q_EMIT page->recordRequested(); // the button of its empty list does not end the one that runs
    QTRY_VERIFY_WITH_TIMEOUT(recorder.figures().elapsedMs >= 2000, 10'000);
    QVERIFY(finished.isEmpty());
    QVERIFY(RealInput::key(QStringLiteral("ctrl+shift+r")));
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 10'000);
    QCOMPARE(finished.at(0).at(2).toString(), QString());
    const auto path = finished.at(0).at(0).toString();
    m_recording = path;
    const auto reader = RecordingReader::open(path);
    QVERIFY(reader.isOk());
    QVERIFY(reader.value().summary().value().messages > 200);

    QVERIFY(RealInput::key(QStringLiteral("ctrl+3")));
    m_desktop->openRecording(path);
    QTRY_VERIFY_WITH_TIMEOUT(page->table().model() && page->table().model()->rowCount() > 200, 10'000);
}

void DesktopTest::themeSwitches()
{
    const bool wasDark = m_desktop->theme().theme().isDark;
    m_desktop->theme().toggle();
    QCOMPARE(m_desktop->theme().theme().isDark, !wasDark);
    QTRY_COMPARE(QApplication::palette().color(QPalette::Base), m_desktop->theme().theme().base);
}

void DesktopTest::failuresAreSaidInTheWindow()
{
    QFile foreign(m_folder.filePath(QStringLiteral("foreign.gnat")));
    QVERIFY(foreign.open(QIODevice::WriteOnly));
    foreign.write(QByteArray(4096, 'x'));
    foreign.close();
    m_desktop->open(foreign.fileName());
    auto *page = qobject_cast<RecordingsPage *>(m_desktop->window().page(QStringLiteral("recordings")));
    QTRY_VERIFY2(page->words().contains(QStringLiteral("recording")), qPrintable(page->words()));

    gnat::test::NatsServerProcess server(
        {QStringLiteral("--user"), QStringLiteral("a"), QStringLiteral("--pass"), QStringLiteral("b")});
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    auto profile = profileFromUrls(server.url()).value();
    profile.login = LoginKind::Password;
    profile.user = QStringLiteral("a");
    profile.password = QStringLiteral("wrong");
    auto *connection = m_desktop->workspace().connectTo(profile);
    QTRY_COMPARE_WITH_TIMEOUT(connection->state(), ConnectionState::Failed, 15'000);
    QVERIFY2(connection->lastError().contains(QStringLiteral("Authorization Violation")),
             qPrintable(connection->lastError()));
    QTRY_VERIFY(hasStrip(QStringLiteral("Authorization Violation")));

    m_desktop->open(QStringLiteral("http://127.0.0.1:4222"));
    QTRY_VERIFY(hasStrip(QStringLiteral("http")));
}

void DesktopTest::programEndsOnSigterm()
{
    QProcess program;
    program.setProcessChannelMode(QProcess::MergedChannels);
    program.start(QStringLiteral(GNAT_BINARY_DIR "/bin/gnatcatcher"), {QStringLiteral("--demo")});
    QVERIFY(program.waitForStarted());
    // Its window is up and its demo runs once the history of its homes' preferences … the X server lists its window.
    QProcess search;
    search.start(QStringLiteral("xdotool"),
                 {QStringLiteral("search"), QStringLiteral("--sync"), QStringLiteral("--onlyvisible"),
                  QStringLiteral("--pid"), QString::number(program.processId())});
    QVERIFY(search.waitForFinished(20'000));
    QCOMPARE(search.exitCode(), 0);
    program.terminate();
    QVERIFY(program.waitForFinished(15'000));
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 0);
    QCOMPARE(program.readAll(), QByteArray());
}

void DesktopTest::wordsNeedNoDisplay()
{
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const auto &name :
         {QStringLiteral("DISPLAY"), QStringLiteral("WAYLAND_DISPLAY"), QStringLiteral("QT_QPA_PLATFORM")})
        environment.remove(name);
    for (const auto &flag : {QStringLiteral("--help"), QStringLiteral("--version")}) {
        QProcess program;
        program.setProcessEnvironment(environment);
        program.start(QStringLiteral(GNAT_BINARY_DIR "/bin/gnatcatcher"), {flag});
        QVERIFY(program.waitForFinished(15'000));
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(program.exitCode(), 0);
        QVERIFY(program.readAllStandardOutput().contains("gnatcatcher"));
    }
}

QTEST_MAIN(DesktopTest)
#include "tst_desktop.moc"
