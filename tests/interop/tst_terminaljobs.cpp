// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/terminalprocess.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstdlib>

#include <fcntl.h>
#include <unistd.h>

using namespace gnat::test;

namespace {

constexpr int messages = 300'000;
constexpr int interrupted = 130; ///< what shells say of a program that Ctrl+C ended

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(u' ');
}

/// Whether the program takes Ctrl+C by itself by now.
bool catchesInterrupts(qint64 pid)
{
    QFile status(QStringLiteral("/proc/%1/status").arg(pid));
    if (!status.open(QIODevice::ReadOnly))
        return false;
    const auto lines = status.readAll().split('\n');
    for (const auto &line : lines) {
        if (line.startsWith("SigCgt:"))
            return (line.mid(7).trimmed().toULongLong(nullptr, 16) >> (SIGINT - 1) & 1U) != 0;
    }
    return false;
}

} // namespace

/// Commands that may take long: Ctrl+C ends them, and a terminal is told how far they are.
class TerminalJobsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void endsByCtrlC_data();
    void endsByCtrlC();
    void endsInTheMiddleOfItsOutput_data();
    void endsInTheMiddleOfItsOutput();
    void tellsATerminalHowFarItIs();
    void tellsAFileNothing();
    void saysWhatItExported();

private:
    QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    /// The words with the names of files in the folder.
    QStringList call(const char *text) const;

    QTemporaryDir m_folder;
};

QStringList TerminalJobsTest::call(const char *text) const
{
    auto all = words(text);
    for (auto &word : all) {
        if (word.endsWith(QLatin1String(".gnat")) || word.endsWith(QLatin1String(".ndjson")))
            word = m_folder.filePath(word);
    }
    return all;
}

void TerminalJobsTest::initTestCase()
{
    QFile lines(path("long.ndjson"));
    QVERIFY(lines.open(QIODevice::WriteOnly));
    for (int i = 0; i < messages; ++i) {
        const auto number = QByteArray::number(i);
        lines.write(R"({"at_ns":)" + QByteArray::number(1'700'000'000'000'000'000 + i * 1'000LL) + R"(,"subject":"a.)" +
                    number + R"(","payload":"pump number )" + number + "\"}\n");
    }
    lines.close();
    const auto imported = runTerminal(call("import long.ndjson long.gnat"));
    QVERIFY2(imported.exitCode == 0, imported.errorText.constData());
}

void TerminalJobsTest::endsByCtrlC_data()
{
    QTest::addColumn<QStringList>("arguments");
    for (const char *text :
         {"inspect long.gnat", "inspect long.gnat --filter pump.x>1", "search long.gnat nowhere",
          "replay long.gnat --dry-run", "cut long.gnat new.gnat", "export long.gnat -o new.ndjson",
          "import long.ndjson new.gnat", "mask long.gnat new.gnat --subject a.*", "compare long.gnat long.gnat",
          "salvage long.gnat new.gnat", "merge new.gnat long.gnat long.gnat"})
        QTest::newRow(text) << call(text);
}

void TerminalJobsTest::endsByCtrlC()
{
    QFETCH(const QStringList, arguments);
    const auto filesBefore = QDir(m_folder.path()).entryList(QDir::Files);
    int tries = 5; // it may be done before it is stopped
    int exitCode = 0;
    for (; tries > 0 && exitCode != interrupted; --tries) {
        TerminalProcess process(arguments);
        QVERIFY(process.start());
        const QDeadlineTimer deadline(20'000);
        while (!catchesInterrupts(process.pid()) && !deadline.hasExpired())
            continue;
        QVERIFY(::kill(static_cast<pid_t>(process.pid()), SIGINT) == 0);
        QVERIFY(process.waitForEnd());
        exitCode = process.exitCode();
        if (exitCode == 0) { // what it wrote is whole
            QFile::remove(path("new.gnat"));
            QFile::remove(path("new.ndjson"));
            continue;
        }
        QCOMPARE(exitCode, interrupted);
        const auto said = process.errorText().toLower();
        QVERIFY2(said.contains("cancelled") || said.contains("stopped"), said.constData());
    }
    QCOMPARE(exitCode, interrupted);
    QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files), filesBefore);
}

void TerminalJobsTest::endsInTheMiddleOfItsOutput_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("export") << call("export long.gnat");
    QTest::newRow("search") << call("search long.gnat pump --limit 0");
}

/// Nobody reads it, so that it waits in the middle for sure.
void TerminalJobsTest::endsInTheMiddleOfItsOutput()
{
    QFETCH(const QStringList, arguments);
    QProcess process;
    process.start(TerminalProcess::program(), arguments);
    QVERIFY(process.waitForStarted());
    const QDeadlineTimer deadline(20'000);
    while (!catchesInterrupts(process.processId()) && !deadline.hasExpired())
        continue;
    QVERIFY(::kill(static_cast<pid_t>(process.processId()), SIGINT) == 0);
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), interrupted);
    QVERIFY(process.readAllStandardOutput().count('\n') < messages);
    const auto error = process.readAllStandardError();
    QVERIFY2(error.contains("Cancelled"), error.constData());
}

void TerminalJobsTest::tellsATerminalHowFarItIs()
{
    const int master = ::posix_openpt(O_RDWR | O_NOCTTY);
    QVERIFY(master >= 0 && ::grantpt(master) == 0 && ::unlockpt(master) == 0);
    const QByteArray slave(::ptsname(master));
    QFile terminal;
    QVERIFY(terminal.open(master, QIODevice::ReadOnly | QIODevice::Unbuffered, QFileDevice::AutoCloseHandle));
    ::fcntl(master, F_SETFL, O_NONBLOCK);
    QProcess process;
    process.setChildProcessModifier([&slave] {
        const int end = ::open(slave.constData(), O_WRONLY | O_NOCTTY);
        ::dup2(end, STDERR_FILENO);
    });
    process.start(TerminalProcess::program(), call("export long.gnat"));
    QVERIFY(process.waitForStarted());
    // It waits for a reader, who comes after a second: the line does not show before.
    const QDeadlineTimer second(1'100);
    QByteArray shown;
    while (!second.hasExpired())
        shown += terminal.readAll();
    QVERIFY2(shown.isEmpty(), shown.constData());
    while (process.state() != QProcess::NotRunning && process.waitForFinished(10'000))
        continue;
    shown += terminal.readAll();
    QVERIFY2(shown.contains(" %"), shown.constData());
    // Its line is gone: one up, erased to the end of the screen.
    QVERIFY2(shown.endsWith("\x1b[1A\r\x1b[J"), shown.toHex().constData());
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(process.readAllStandardOutput().count('\n'), messages);
}

void TerminalJobsTest::tellsAFileNothing()
{
    const auto inspected = runTerminal(call("inspect long.gnat --subjects 2"));
    QCOMPARE(inspected.exitCode, 0);
    QCOMPARE(inspected.errorText, QByteArray());
    QVERIFY2(inspected.output.contains("299998 more; --subjects 0 lists all."), inspected.output.constData());
    const auto asJson = runTerminal(call("inspect long.gnat --json"));
    QCOMPARE(QJsonDocument::fromJson(asJson.output).object().value(QStringLiteral("more_subjects")).toInt(),
             messages - 10'000);
}

void TerminalJobsTest::saysWhatItExported()
{
    const auto exported = runTerminal(call("export long.gnat -o some.ndjson --filter no<4 --json"));
    QVERIFY2(exported.exitCode == 0, exported.errorText.constData());
    const auto object = QJsonDocument::fromJson(exported.output).object();
    QCOMPARE(object.value(QStringLiteral("messages")).toInt(), 3);
    QCOMPARE(object.value(QStringLiteral("file")).toString(), path("some.ndjson"));
}

QTEST_GUILESS_MAIN(TerminalJobsTest)
#include "tst_terminaljobs.moc"
