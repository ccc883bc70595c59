// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "soakclients.h"
#include "support/terminalprocess.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>
#include <memory>
#include <thread>

using namespace gnat::test;

namespace {

constexpr std::size_t publishers = 3;
constexpr int perSecond = 2000; ///< each publisher
constexpr std::size_t tolerated = 100'000;
/// Monitoring remembers so many closed clients, as nats-server does: memory is compared once that history is full.
constexpr int rememberedClients = 10'000;

/// GNAT_SOAK_MINUTES, 30 without it.
int soakSeconds()
{
    bool isNumber = false;
    const auto minutes = qEnvironmentVariable("GNAT_SOAK_MINUTES").toDouble(&isNumber);
    return isNumber ? int(minutes * 60) : 30 * 60;
}

qint64 residentKib(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/statm").arg(pid));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * 4 : 0;
}

/// Threads that end with this.
class Crowd
{
public:
    ~Crowd() { end(); }
    template <typename Work>
    void add(Work work)
    {
        m_threads.emplace_back(std::move(work));
    }
    void end()
    {
        isOver = true;
        for (auto &thread : m_threads)
            thread.join();
        m_threads.clear();
    }
    std::atomic<bool> isOver{false};

private:
    std::vector<std::thread> m_threads;
};

} // namespace

/// Half an hour with clients that connect, misbehave, stall and vanish beside others that must lose nothing.
class TestBrokerSoak : public QObject
{
    Q_OBJECT

public:
    /// Qt Test ends a function after five minutes otherwise.
    static void initMain() { qputenv("QTEST_FUNCTION_TIMEOUT", QByteArray::number((soakSeconds() + 600) * 1000)); }

private Q_SLOTS:
    void losesNothingAndKeepsItsMemory();

private:
    qint64 steadyKib(qint64 pid);
};

/// The memory between the peaks of those who stall: the median over two minutes, of a shorter soak over a sixth.
qint64 TestBrokerSoak::steadyKib(qint64 pid)
{
    const qint64 lookMs = std::min(120, soakSeconds() / 6) * 1000LL;
    std::vector<qint64> samples;
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < lookMs) {
        samples.push_back(residentKib(pid));
        (void)QTest::qWaitFor([&] { return timer.elapsed() >= qint64(samples.size()) * 100; }, 1000);
    }
    std::ranges::sort(samples);
    return samples[samples.size() / 2];
}

void TestBrokerSoak::losesNothingAndKeepsItsMemory()
{
    QTemporaryDir folder;
    QFile config(folder.filePath(QStringLiteral("broker.json")));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write(R"({"port": -1, "write_deadline": "2s", "max_pending": 4194304, "ping_interval": "5s"})");
    config.close();
    TerminalProcess broker({QStringLiteral("broker"), QStringLiteral("-c"), config.fileName()});
    QVERIFY(broker.start());
    QVERIFY2(broker.waitForOutput("\n"), broker.errorText().constData());
    const auto line = broker.output().trimmed();
    const auto port = quint16(line.mid(line.lastIndexOf(':') + 1).toUInt());

    comeAndGo(port, rememberedClients);
    SoakLedger alone(QStringLiteral("subscriber"), publishers);
    SoakLedger group(QStringLiteral("queue group"), publishers);
    std::array<std::atomic<std::uint64_t>, publishers> sent{};
    std::atomic<std::uint64_t> strangers{0};
    std::atomic<int> broken{0};
    Crowd collectors; // ends last
    Crowd vandals;
    Crowd authors;
    const auto lost = [&broken](const char *who) {
        qWarning("%s lost its connection", who);
        ++broken;
    };
    collectors.add([&] {
        if (!collectNumbers(port, {}, alone, collectors.isOver))
            lost("the subscriber");
    });
    for (int i = 0; i < 3; ++i)
        collectors.add([&] {
            if (!collectNumbers(port, "workers", group, collectors.isOver))
                lost("a queue member");
        });
    for (unsigned i = 0; i < 4; ++i)
        vandals.add([&, i] { misbehave(port, i + 1, vandals.isOver, strangers); });
    QTRY_VERIFY_WITH_TIMEOUT(strangers.load() > 8, 30'000);
    for (std::size_t i = 0; i < publishers; ++i)
        authors.add([&, i] {
            if (!publishNumbers(port, i, perSecond, authors.isOver, sent.at(i)))
                lost("a publisher");
        });

    const auto seconds = soakSeconds();
    QElapsedTimer timer;
    timer.start();
    const auto isFine = [&] {
        return alone.wrong(tolerated).isEmpty() && group.wrong(tolerated).isEmpty() && broken == 0;
    };
    const auto runUntil = [&](qint64 second) {
        (void)QTest::qWaitFor([&] { return timer.elapsed() >= second * 1000 || !isFine(); }, int(second * 1000 + 1000));
    };
    runUntil(std::min(120, seconds / 3));
    const auto early = steadyKib(broker.pid());
    runUntil(seconds - std::min(120, seconds / 6));
    QCOMPARE(broken.load(), 0);
    const auto late = steadyKib(broker.pid());
    authors.end();
    for (std::size_t i = 0; i < publishers; ++i) {
        QTRY_VERIFY2_WITH_TIMEOUT(alone.has(i, sent.at(i)), qPrintable(alone.wrong(0)), 60'000);
        QTRY_VERIFY2_WITH_TIMEOUT(group.has(i, sent.at(i)), qPrintable(group.wrong(0)), 60'000);
    }
    vandals.end();
    QCOMPARE(alone.wrong(0), QString());
    QCOMPARE(group.wrong(0), QString());
    QCOMPARE(broken.load(), 0);
    const qulonglong total = sent[0].load() + sent[1].load() + sent[2].load();
    qInfo("%llu numbers to each, %llu strangers, memory %lld KiB after the first minutes, %lld KiB at the end", total,
          qulonglong(strangers.load()), early, late);
    QVERIFY(strangers > quint64(seconds)); // it was not quiet
    QVERIFY2(late <= early * 1.1, qPrintable(QStringLiteral("memory grew from %1 to %2 KiB").arg(early).arg(late)));
    collectors.end();
    QVERIFY(broker.terminate());
    QCOMPARE(broker.exitCode(), 0);
}

QTEST_GUILESS_MAIN(TestBrokerSoak)
#include "tst_brokersoak.moc"
