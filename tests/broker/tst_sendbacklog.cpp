// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/sendbacklog.h"

#include <QTest>

using gnat::SendBacklog;
using namespace std::chrono_literals;

/// How long publishers wait for a receiver that is behind, by the clock of the test.
class TestSendBacklog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void littleIsNoReasonToWait();
    void aMomentIsGivenOnce();
    void stallsAsNatsServerDoes_data();
    void stallsAsNatsServerDoes();
    void smallLimit();

private:
    static constexpr std::size_t mebi = 1024 * 1024;
    const SendBacklog::Clock::time_point m_start = SendBacklog::Clock::time_point(1h);
};

void TestSendBacklog::littleIsNoReasonToWait()
{
    SendBacklog backlog(64 * mebi);
    QVERIFY(!backlog.grew(0));
    QVERIFY(!backlog.grew(mebi));
    QVERIFY(backlog.grew(mebi + 1));
    QVERIFY(!backlog.shrank(mebi / 2 + 1));
    QVERIFY(backlog.shrank(mebi / 2));
}

void TestSendBacklog::aMomentIsGivenOnce()
{
    SendBacklog backlog(64 * mebi);
    QVERIFY(backlog.isOverMark(2 * mebi, m_start));
    QCOMPARE(backlog.longestWait(2 * mebi, m_start).count(), 100);
    QVERIFY(backlog.isOverMark(2 * mebi, m_start + 60ms)); // another publisher
    QCOMPARE(backlog.longestWait(2 * mebi, m_start + 60ms).count(), 40);
    QVERIFY(!backlog.isOverMark(3 * mebi, m_start + 100ms));
    QVERIFY(!backlog.isOverMark(32 * mebi, m_start + 10s));
    QVERIFY(backlog.isOverMark(32 * mebi + 1, m_start + 10s));
    QVERIFY(backlog.shrank(32 * mebi)); // who waits for less than half goes on
    QVERIFY(!backlog.isOverMark(2 * mebi, m_start + 20s));
    QVERIFY(backlog.shrank(mebi / 2)); // it has caught up: from here on it is as at first
    QVERIFY(backlog.isOverMark(2 * mebi, m_start + 30s));
    QCOMPARE(backlog.longestWait(2 * mebi, m_start + 30s).count(), 100);
}

void TestSendBacklog::stallsAsNatsServerDoes_data()
{
    QTest::addColumn<int>("percent"); // of the upper half
    QTest::addColumn<int>("ms");
    QTest::newRow("just over half") << 1 << 100;
    QTest::newRow("a step up") << 11 << 200;
    QTest::newRow("in the middle") << 51 << 600;
    QTest::newRow("nearly all") << 99 << 1000;
    QTest::newRow("all") << 100 << 1000;
    QTest::newRow("a route beyond it") << 140 << 1000;
}

void TestSendBacklog::stallsAsNatsServerDoes()
{
    QFETCH(const int, percent);
    QFETCH(const int, ms);
    SendBacklog backlog(64 * mebi);
    const auto waiting = 32 * mebi + 32 * mebi * static_cast<std::size_t>(percent) / 100;
    QVERIFY(backlog.isOverMark(waiting, m_start));
    QVERIFY(backlog.isStalled(waiting));
    QCOMPARE(backlog.longestWait(waiting, m_start).count(), ms);
}

void TestSendBacklog::smallLimit()
{
    SendBacklog backlog(1000);
    QVERIFY(!backlog.grew(500));
    QVERIFY(backlog.grew(501));
    QCOMPARE(backlog.longestWait(501, m_start).count(), 100);
    QVERIFY(SendBacklog(0).grew(1));
    QCOMPARE(SendBacklog(0).longestWait(1, m_start).count(), 1000);
}

QTEST_GUILESS_MAIN(TestSendBacklog)
#include "tst_sendbacklog.moc"
