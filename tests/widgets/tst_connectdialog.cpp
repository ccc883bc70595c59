// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine.h"

#include "connect/connectdialog.h"
#include "connect/profilestore.h"
#include "resources/resources.h"
#include "shell/connectionpopup.h"
#include "shell/flowpopup.h"
#include "support/natsserverprocess.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>

using namespace gnat;
using test::Engine;
using test::named;
using test::shoot;

class TestConnectDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void wrongFieldsAreNamed();
    void refusedLoginIsSaidInTheForm();
    void popupsShowFigures();
};

static QStringList shownTexts(const QWidget &window)
{
    QStringList texts;
    const auto labels = window.findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->isVisible())
            texts.append(label->text());
    }
    return texts;
}

void TestConnectDialog::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    initResources();
}

void TestConnectDialog::init()
{
    test::failOnOurWarnings();
}

void TestConnectDialog::wrongFieldsAreNamed()
{
    Engine engine;
    ConnectDialog dialog(engine.connections, engine.preferences);
    dialog.setProfile({});
    dialog.show();
    QSignalSpy wanted(&dialog, &ConnectDialog::connectRequested);
    auto *connectButton = named<QPushButton>(dialog, QStringLiteral("Connect"));
    const auto edits = dialog.findChildren<QLineEdit *>();
    QLineEdit *servers = edits.first();
    QTest::mouseClick(connectButton, Qt::LeftButton);
    QCOMPARE(wanted.count(), 0);
    QVERIFY(servers->property("gnatBad").toBool());
    servers->setText(QStringLiteral("nats://127.0.0.1"));
    QLineEdit *subjects = nullptr;
    for (QLineEdit *edit : edits) {
        if (edit->placeholderText().startsWith(QStringLiteral("nothing")))
            subjects = edit;
    }
    if (!subjects)
        QFAIL("there is no field for subjects");
    subjects->setText(QStringLiteral("a.> b.>.c"));
    QTest::mouseClick(connectButton, Qt::LeftButton);
    QCOMPARE(wanted.count(), 0);
    QVERIFY(subjects->property("gnatBad").toBool());
    QVERIFY(!shownTexts(dialog).filter(QStringLiteral("b.>.c")).isEmpty());
    shoot(dialog, QStringLiteral("dialog-wrong-subject"));
    subjects->setText(QStringLiteral("a.>, b.*"));
    QTest::mouseClick(connectButton, Qt::LeftButton);
    QCOMPARE(wanted.count(), 1);
    const auto profile = wanted.first().first().value<ConnectionProfile>();
    QCOMPARE(profile.subscriptions, (QStringList{QStringLiteral("a.>"), QStringLiteral("b.*")}));
}

void TestConnectDialog::refusedLoginIsSaidInTheForm()
{
    test::NatsServerProcess server(
        {QStringLiteral("--user"), QStringLiteral("ada"), QStringLiteral("--pass"), QStringLiteral("right")});
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    Engine engine;
    ConnectDialog dialog(engine.connections, engine.preferences);
    connect(&dialog, &ConnectDialog::connectRequested, this,
            [&](const ConnectionProfile &profile) { engine.connections.add(profile); });
    ConnectionProfile profile = profileFromUrls(server.url()).value();
    profile.name = QStringLiteral("lab");
    profile.login = LoginKind::Password;
    profile.user = QStringLiteral("ada");
    profile.password = QStringLiteral("wrong");
    profile.isLocked = true;
    dialog.setProfile(profile);
    dialog.show();
    QSignalSpy accepted(&dialog, &QDialog::accepted);
    auto *save = named<QPushButton>(dialog, QStringLiteral("Save and connect"));
    QTest::mouseClick(save, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(save->isEnabled(), 10'000);
    shoot(dialog, QStringLiteral("dialog-refused"));
    QVERIFY(engine.connections.all().empty());
    QVERIFY(accepted.isEmpty());
    named<QLineEdit>(dialog, QStringLiteral("Password"))->setText(QStringLiteral("right"));
    QTest::mouseClick(save, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(accepted.count(), 1, 10'000);
    const QList<ConnectionProfile> saved = ProfileStore(engine.preferences).profiles();
    QCOMPARE(saved.size(), 1);
    QCOMPARE(saved.first().user, QStringLiteral("ada"));
    QVERIFY(saved.first().password.isEmpty());
    QVERIFY(saved.first().isLocked);
}

void TestConnectDialog::popupsShowFigures()
{
    Engine engine;
    QWidget window;
    window.resize(1000, 640);
    window.show();
    engine.ledger.addReceived(1'204'331);
    FlowHistory history;
    history.add(engine.ledger.figures());
    auto *flow = new FlowPopup(engine.parts(), history, nullptr, &window);
    flow->showAbove(QPoint(900, 600));
    QVERIFY(!shownTexts(*flow).filter(QLocale().toString(1'204'331)).isEmpty());
    shoot(*flow, QStringLiteral("flow"));
    flow->close();
}

QTEST_MAIN(TestConnectDialog)
#include "tst_connectdialog.moc"
