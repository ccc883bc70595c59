// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine.h"

#include "common/banner.h"
#include "common/filteredit.h"
#include "connect/serverrow.h"
#include "resources/resources.h"
#include "shell/barbutton.h"
#include "shell/mainwindow.h"
#include "shell/manualdialog.h"
#include "shell/page.h"
#include "shell/statuscell.h"
#include "support/natsserverprocess.h"

#include <QAction>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QScreen>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QTextBrowser>

using namespace gnat;
using test::Engine;
using test::named;
using test::shoot;

namespace {

// A page that can do all that the toolbar offers and remembers what it was told.
class RecordingPage final : public Page
{
public:
    RecordingPage(QString id, QString title) : m_id(std::move(id)), m_title(std::move(title))
    {
        addDock(QStringLiteral("navigator"), QStringLiteral("Navigator"), Qt::LeftDockWidgetArea, new QWidget);
        addDock(QStringLiteral("time"), QStringLiteral("Time"), Qt::BottomDockWidgetArea, new QWidget);
        setCentralWidget(new QWidget);
    }

    QString id() const override { return m_id; }
    QString title() const override { return m_title; }
    QString iconName() const override { return QStringLiteral("live"); }
    bool canFilter() const override { return true; }
    bool canPause() const override { return true; }
    bool canPublish() const override { return m_id == QLatin1StringView("bench"); }
    bool canRequest() const override { return m_id == QLatin1StringView("bench"); }
    QString filterText() const override { return filter; }
    void setFilterText(const QString &text) override { filter = text; }
    bool isPaused() const override { return paused; }
    void setPaused(bool isPaused) override
    {
        paused = isPaused;
        Q_EMIT stateChanged();
    }
    void showRequest() override { ++requests; }

    QString filter;
    bool paused = false;
    int requests = 0;

private:
    QString m_id;
    QString m_title;
};

} // namespace

class TestShell : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { test::failOnOurWarnings(); }
    void welcomeStandsInWithoutConnection();
    void wrongUrlIsSaidInPlace();
    void refusedConnectionIsSaidAndTakenAway();
    void pastedLoginIsNotShown();
    void contextsAreListed();
    void connectsAndLosesAndComesBack();
    void toolbarServesCurrentPage();
    void themeSwitchRepaints();
    void layoutIsRemembered();
    void manualOpensOffline();
};

void TestShell::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    initResources();
}

void TestShell::welcomeStandsInWithoutConnection()
{
    Engine engine;
    MainWindow window(engine.parts());
    window.addPage(new RecordingPage(QStringLiteral("live"), QStringLiteral("Live")));
    window.addPage(new RecordingPage(QStringLiteral("bench"), QStringLiteral("Bench")));
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    shoot(window, QStringLiteral("welcome-light"));
    auto *demo = named<QPushButton>(window, QStringLiteral("Start the demo"));
    QVERIFY(demo);
    QSignalSpy wanted(&window, &MainWindow::demoRequested);
    QTRY_VERIFY(demo->hasFocus());
    QTest::keyClick(demo, Qt::Key_Return);
    QCOMPARE(wanted.count(), 1);
    window.demoFailed(QStringLiteral("Port 4222 is taken."));
    QVERIFY(demo->isEnabled());
    QVERIFY(!window.findChildren<Banner *>().isEmpty());
}

void TestShell::wrongUrlIsSaidInPlace()
{
    Engine engine;
    MainWindow window(engine.parts());
    window.addPage(new RecordingPage(QStringLiteral("live"), QStringLiteral("Live")));
    window.show();
    QSignalSpy wanted(&window, &MainWindow::connectRequested);
    auto *field = named<QLineEdit>(window, QStringLiteral("Server URL"));
    QVERIFY(field);
    QTest::keyClicks(field, QStringLiteral("http://example.org"));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(wanted.count(), 0);
    QVERIFY(field->property("gnatBad").toBool());
    shoot(window, QStringLiteral("welcome-wrong-url"));
    // Another key takes the mark away.
    QTest::keyClick(field, Qt::Key_Backspace);
    QVERIFY(!field->property("gnatBad").toBool());
}

void TestShell::refusedConnectionIsSaidAndTakenAway()
{
    Engine engine;
    MainWindow window(engine.parts());
    window.addPage(new RecordingPage(QStringLiteral("live"), QStringLiteral("Live")));
    window.show();
    connect(&window, &MainWindow::connectRequested, this,
            [&](const ConnectionProfile &profile) { engine.connections.add(profile); });
    auto *field = named<QLineEdit>(window, QStringLiteral("Server URL"));
    field->setText(QStringLiteral("nats://127.0.0.1:1"));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!window.findChildren<Banner *>().isEmpty(), 10'000);
    QTRY_VERIFY(engine.connections.all().empty());
    shoot(window, QStringLiteral("welcome-refused"));
    auto *button = named<QPushButton>(window, QStringLiteral("Connect"));
    QVERIFY(button && button->isEnabled());
}

void TestShell::pastedLoginIsNotShown()
{
    Engine engine;
    MainWindow window(engine.parts());
    window.addPage(new RecordingPage(QStringLiteral("live"), QStringLiteral("Live")));
    window.show();
    QList<ConnectionProfile> wanted;
    connect(&window, &MainWindow::connectRequested, this,
            [&](const ConnectionProfile &profile) { wanted.append(profile); });
    auto *field = named<QLineEdit>(window, QStringLiteral("Server URL"));
    field->insert(QStringLiteral("nats://ada:secret@127.0.0.1:4333")); // what paste does
    QVERIFY2(!field->text().contains(QStringLiteral("secret")), qPrintable(field->text()));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().user, QStringLiteral("ada"));
    QCOMPARE(wanted.first().password, QStringLiteral("secret"));
    QCOMPARE(wanted.first().login, LoginKind::Password);
}

void TestShell::contextsAreListed()
{
    const QString folder =
        QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + QStringLiteral("/nats/context");
    QVERIFY(QDir().mkpath(folder));
    QFile file(folder + QStringLiteral("/staging.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"url":"tls://nats.staging.example.net:4222","creds":"/tmp/reader.creds"})");
    file.close();
    Engine engine;
    engine.preferences.addRecentUrl(QStringLiteral("nats://10.20.0.7:4222"));
    MainWindow window(engine.parts());
    window.addPage(new RecordingPage(QStringLiteral("live"), QStringLiteral("Live")));
    window.show();
    QSignalSpy wanted(&window, &MainWindow::connectRequested);
    auto *row = named<ServerRow>(window, QStringLiteral("staging"));
    QVERIFY(row);
    shoot(window, QStringLiteral("welcome-contexts"));
    QTest::mouseClick(row, Qt::LeftButton);
    QCOMPARE(wanted.count(), 1);
    const auto profile = wanted.first().first().value<ConnectionProfile>();
    QCOMPARE(profile.name, QStringLiteral("staging"));
    QCOMPARE(profile.login, LoginKind::Credentials);
    QVERIFY(file.remove());
}

void TestShell::connectsAndLosesAndComesBack()
{
    test::NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    Engine engine;
    MainWindow window(engine.parts());
    window.addPage(new RecordingPage(QStringLiteral("live"), QStringLiteral("Live")));
    window.show();
    ConnectionProfile profile = profileFromUrls(server.url()).value();
    profile.name = QStringLiteral("lab");
    Connection *connection = engine.connections.add(profile);
    QTRY_COMPARE_WITH_TIMEOUT(connection->state(), ConnectionState::Connected, 10'000);
    QVERIFY(!named<QPushButton>(window, QStringLiteral("Start the demo")));
    QTRY_VERIFY(named<BarButton>(window, QStringLiteral("Record"))->isEnabled());

    server.kill();
    QTRY_COMPARE_WITH_TIMEOUT(connection->state(), ConnectionState::Reconnecting, 10'000);
    QTRY_COMPARE(window.findChildren<Banner *>().size(), 1);
    auto *banner = window.findChild<Banner *>();
    QVERIFY2(banner->html().contains(QStringLiteral("not reachable")), qPrintable(banner->html()));
    shoot(window, QStringLiteral("lost"));
    QVERIFY(server.restart());
    Q_EMIT banner->linkActivated(QStringLiteral("try"));
    QTRY_COMPARE_WITH_TIMEOUT(connection->state(), ConnectionState::Connected, 20'000);
    QVERIFY2(banner->html().contains(QStringLiteral("is back")), qPrintable(banner->html()));
    shoot(window, QStringLiteral("back"));
}

void TestShell::toolbarServesCurrentPage()
{
    Engine engine;
    MainWindow window(engine.parts());
    auto *bench = new RecordingPage(QStringLiteral("bench"), QStringLiteral("Bench"));
    window.addPage(bench);
    window.show();
    auto *filter = window.findChild<FilterEdit *>();
    QVERIFY(filter->isEnabled());
    QTest::keyClicks(filter, QStringLiteral("iot.>"));
    QTRY_COMPARE(bench->filter, QStringLiteral("iot.>"));
    Q_EMIT bench->filterErrorChanged({QStringLiteral("> must be last"), 4, 1});
    QVERIFY(filter->property("gnatBad").toBool());
    Q_EMIT bench->filterTextWanted(QStringLiteral("logs.*"));
    QCOMPARE(filter->text(), QStringLiteral("logs.*"));
    auto *pause = named<BarButton>(window, QStringLiteral("Pause"));
    QTest::mouseClick(pause, Qt::LeftButton);
    QVERIFY(bench->paused);
    QCOMPARE(pause->text(), QStringLiteral("Resume"));
    bench->setPaused(false);
    QCOMPARE(pause->text(), QStringLiteral("Pause"));
    // Nothing is connected: nothing can be sent.
    QVERIFY(!named<BarButton>(window, QStringLiteral("Request"))->isEnabled());
}

void TestShell::themeSwitchRepaints()
{
    Engine engine;
    engine.theme.setChoice(ThemeChoice::Light);
    MainWindow window(engine.parts());
    window.addPage(new RecordingPage(QStringLiteral("live"), QStringLiteral("Live")));
    window.show();
    const auto ground = [&] {
        return window.grab().toImage().pixelColor(900, 8);
    };
    QTRY_COMPARE(ground(), Theme::light().window);
    engine.theme.toggle();
    QCOMPARE(engine.theme.choice(), ThemeChoice::Dark);
    QTRY_COMPARE(ground(), Theme::dark().window);
    shoot(window, QStringLiteral("welcome-dark"));
    engine.theme.setChoice(ThemeChoice::Light);
    QTRY_COMPARE(ground(), Theme::light().window);
}

void TestShell::layoutIsRemembered()
{
    {
        Engine engine;
        MainWindow window(engine.parts());
        window.addPage(new RecordingPage(QStringLiteral("live"), QStringLiteral("Live")));
        auto *bench = new RecordingPage(QStringLiteral("bench"), QStringLiteral("Bench"));
        window.addPage(bench);
        window.resize(4000, 4000);
        window.restoreLayout();
        QVERIFY(window.height() <= std::max(window.minimumHeight(), window.screen()->availableSize().height()));
        window.show();
        window.goToPage(QStringLiteral("bench"));
        bench->pageDocks().first()->hide();
        window.close();
    }
    Engine engine;
    const auto reopened = [&] {
        auto window = std::make_unique<MainWindow>(engine.parts());
        window->addPage(new RecordingPage(QStringLiteral("live"), QStringLiteral("Live")));
        window->addPage(new RecordingPage(QStringLiteral("bench"), QStringLiteral("Bench")));
        window->restoreLayout();
        window->show();
        return window;
    };
    auto window = reopened();
    QCOMPARE(window->currentPage()->id(), QStringLiteral("bench"));
    QVERIFY(window->currentPage()->pageDocks().first()->isHidden());
    window.reset();
    LayoutStore::forget(engine.preferences);
    window = reopened();
    QCOMPARE(window->currentPage()->id(), QStringLiteral("live"));
    QVERIFY(!window->page(QStringLiteral("bench"))->pageDocks().first()->isHidden());
}

void TestShell::manualOpensOffline()
{
    Engine engine;
    MainWindow window(engine.parts());
    window.show();
    window.showManual(QStringLiteral("filter"));
    auto *manual = window.findChild<ManualDialog *>();
    QVERIFY(manual);
    auto *text = manual->findChild<QTextBrowser *>();
    QVERIFY2(text->toPlainText().contains(QStringLiteral("filter"), Qt::CaseInsensitive), "the page is empty");
    QVERIFY(!text->toPlainText().contains(QStringLiteral("SPDX")));
    QVERIFY(manual->findChild<QListWidget *>()->count() >= 5);
    shoot(*manual, QStringLiteral("manual"));
}

QTEST_MAIN(TestShell)
#include "tst_shell.moc"
