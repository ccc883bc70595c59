// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/savedprofiles.h"
#include "recording/recordingfixture.h"
#include "settings/preferences.h"
#include "support/natspeer.h"
#include "support/natsserverprocess.h"
#include "support/terminalprocess.h"

#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <atomic>

using namespace gnat;
using namespace gnat::test;

/// A server that is locked in the window is locked for the terminal, too, except where --unlock names it.
class LockedTargetTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sendsOnlyWhereTheLockIsNamed_data();
    void sendsOnlyWhereTheLockIsNamed();
    void knowsTheComputerByItsOtherNames();
    void looksWithoutIt();
    void aNameWithoutALockIsWrongUsage();

private:
    TerminalAnswer run(const QString &command, const QStringList &more = {}) const
    {
        return runTerminal(command.split(u' ') + more + QStringList{QStringLiteral("-s"), m_server.url()});
    }

    QTemporaryDir m_folder;
    NatsServerProcess m_server;
    NatsPeer m_peer;
    std::atomic<int> m_heard = 0;
    QString m_recording;
};

void LockedTargetTest::initTestCase()
{
    QVERIFY2(m_server.start(), qPrintable(m_server.errorText()));
    QVERIFY(m_peer.connect(m_server.url()));
    QVERIFY(m_peer.subscribe(">", [this](const PeerMessage &) { ++m_heard; }));
    QVERIFY(m_peer.flush());
    m_recording = m_folder.filePath(QStringLiteral("a.gnat"));
    auto notes = plainNotes(2);
    for (auto &note : notes)
        note.reply = "_INBOX.old.1";
    QCOMPARE(record(m_recording, notes), QString());
    ConnectionProfile profile;
    profile.name = QStringLiteral("production");
    profile.servers = QStringList{QStringLiteral("nats://elsewhere.example:4222"), m_server.url()};
    profile.isLocked = true;
    Preferences preferences; // as the window writes them
    preferences.setState(savedProfilesKey(), stateFromProfiles({profile}));
}

void LockedTargetTest::sendsOnlyWhereTheLockIsNamed_data()
{
    QTest::addColumn<QString>("command");
    QTest::newRow("pub") << QStringLiteral("pub a.b hello");
    QTest::newRow("request") << QStringLiteral("request a.b hello --timeout 200ms");
    QTest::newRow("replay") << QStringLiteral("replay FILE --speed max");
    QTest::newRow("reask") << QStringLiteral("reask FILE --timeout 200ms");
}

void LockedTargetTest::sendsOnlyWhereTheLockIsNamed()
{
    QFETCH(QString, command);
    command.replace(QStringLiteral("FILE"), m_recording);
    m_heard = 0;
    for (const auto &flags : {QStringList(), QStringList{QStringLiteral("--unlock"), QStringLiteral("Production")}}) {
        const auto refused = run(command, flags);
        QCOMPARE(refused.exitCode, 1);
        QVERIFY2(refused.errorText.contains("is locked as \"production\""), refused.errorText.constData());
        QVERIFY2(refused.errorText.contains("--unlock"), refused.errorText.constData());
    }
    QVERIFY(m_peer.flush());
    QCOMPARE(m_heard.load(), 0);
    const auto sent = run(command, {QStringLiteral("--unlock"), QStringLiteral("production")});
    QVERIFY2(!sent.errorText.contains("locked"), sent.errorText.constData());
    QTRY_VERIFY2(m_heard > 0, sent.errorText.constData());
}

void LockedTargetTest::knowsTheComputerByItsOtherNames()
{
    const auto port = QUrl(m_server.url()).port();
    m_heard = 0;
    for (const char *host :
         {"localhost", "LOCALHOST", "127.0.0.1", "127.0.0.2", "127.1", "[::1]", "nats://localhost."}) {
        const auto server = QStringLiteral("%1:%2").arg(QLatin1String(host)).arg(port);
        const auto refused = runTerminal(
            {QStringLiteral("pub"), QStringLiteral("a.b"), QStringLiteral("hello"), QStringLiteral("-s"), server});
        QCOMPARE(refused.exitCode, 1);
        QVERIFY2(refused.errorText.contains("is locked as \"production\""), refused.errorText.constData());
    }
    QVERIFY(m_peer.flush());
    QCOMPARE(m_heard.load(), 0);
}

void LockedTargetTest::looksWithoutIt()
{
    const auto counted = run(QStringLiteral("replay %1 --dry-run").arg(m_recording));
    QVERIFY2(counted.exitCode == 0, counted.errorText.constData());
    TerminalProcess listening({QStringLiteral("sub"), QStringLiteral("locked.>"), QStringLiteral("--count"),
                               QStringLiteral("1"), QStringLiteral("-s"), m_server.url()});
    QVERIFY(listening.start());
    QVERIFY(listening.waitForErrorText("Ready"));
    QVERIFY(m_peer.publish({"locked.x", {}, {}, "seen"}) && m_peer.flush());
    QVERIFY2(listening.waitForEnd(), listening.errorText().constData());
    QVERIFY(listening.output().contains("seen"));
}

void LockedTargetTest::aNameWithoutALockIsWrongUsage()
{
    NatsServerProcess open;
    QVERIFY(open.start());
    const auto refused =
        runTerminal({QStringLiteral("pub"), QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("--unlock"),
                     QStringLiteral("production"), QStringLiteral("-s"), open.url()});
    QCOMPARE(refused.exitCode, 2);
    QVERIFY2(refused.errorText.contains("is not locked"), refused.errorText.constData());
}

QTEST_GUILESS_MAIN(LockedTargetTest)
#include "tst_lockedtarget.moc"
