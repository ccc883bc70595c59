// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/sendhistory.h"
#include "settings/settingshome.h"
#include "support/qtwarnings.h"

#include <QDir>
#include <QSignalSpy>
#include <QTest>

using namespace gnat;
using namespace gnat::test;

class SendHistoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        failOnQtWarnings();
        m_home = std::make_unique<SettingsHome>();
    }
    void keepsEveryByte();
    void keepsTheNewest500();
    void setsADamagedFileAside();

private:
    std::unique_ptr<SettingsHome> m_home;
};

void SendHistoryTest::keepsEveryByte()
{
    HistoryEntry entry;
    entry.at = QDateTime::fromMSecsSinceEpoch(1'700'000'000'123);
    entry.isRequest = true;
    entry.connection = QStringLiteral("local");
    entry.subject = "user.get";
    entry.reply = "answer";
    entry.headers = {{"K", "one"}, {"K", "\xff\x00 two"}};
    entry.payload = QByteArray("\x00\x80\xff", 3);
    entry.timeoutMs = 2'000;
    entry.maxReplies = 0;
    entry.result = QStringLiteral("no responders");
    entry.outcome = 1;
    {
        SendHistory history;
        QSignalSpy changes(&history, &SendHistory::changed);
        history.add(entry);
        QCOMPARE(changes.count(), 1);
    }
    const SendHistory again;
    QCOMPARE(again.entries().size(), 1);
    const auto &read = again.entries().first();
    QCOMPARE(read.at, entry.at);
    QCOMPARE(read.isRequest, true);
    QCOMPARE(read.connection, entry.connection);
    QCOMPARE(read.subject, entry.subject);
    QCOMPARE(read.reply, entry.reply);
    QCOMPARE(read.headers, entry.headers);
    QCOMPARE(read.payload, entry.payload);
    QCOMPARE(read.timeoutMs, 2'000);
    QCOMPARE(read.maxReplies, 0);
    QCOMPARE(read.result, entry.result);
    QCOMPARE(read.outcome, 1);
}

void SendHistoryTest::keepsTheNewest500()
{
    {
        SendHistory history;
        HistoryEntry entry;
        for (int i = 0; i < SendHistory::maxEntries + 20; ++i) {
            entry.subject = QByteArray::number(i);
            history.add(entry);
        }
        QCOMPARE(history.entries().size(), SendHistory::maxEntries);
    }
    SendHistory again;
    QCOMPARE(again.entries().size(), SendHistory::maxEntries);
    QCOMPARE(again.entries().first().subject, QByteArray("519"));
    QCOMPARE(again.entries().last().subject, QByteArray("20"));
    again.clear();
    QVERIFY(again.entries().isEmpty());
    QTRY_VERIFY(!readFile(m_home->history()).contains("519"));
}

void SendHistoryTest::setsADamagedFileAside()
{
    QVERIFY(QDir().mkpath(QFileInfo(m_home->history()).path()));
    QVERIFY(writeFile(m_home->history(), "[1, 2"));
    const SendHistory history;
    QVERIFY2(history.problem().contains(u"history.json.damaged"), qPrintable(history.problem()));
    QVERIFY(history.entries().isEmpty());
}

QTEST_GUILESS_MAIN(SendHistoryTest)
#include "tst_sendhistory.moc"
