// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/natspeer.h"
#include "support/natsserverprocess.h"
#include "support/terminalprocess.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace gnat::test;

namespace {

QStringList words(const char *line)
{
    return QString::fromUtf8(line).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

QJsonObject firstObject(const QByteArray &output)
{
    return QJsonDocument::fromJson(output.left(output.indexOf('\n'))).object();
}

} // namespace

/// The terminal program as a user types it, against a real server: what it prints, to which stream, and what it
/// returns.
class TerminalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void printsWhatArrives();
    void optionsStandAnywhere();
    void asksAndAnswers();
    void tellsNoRespondersFromTimeout();
    void recordsForATime();
    void refusesAnExistingFile();
    void filtersLikeTheWindow();
    void pointsAtTheFaultOfAFilter();
    void saysWhatIsWrongWithAFile();
    void namesTheCause_data();
    void namesTheCause();
    void reconnectsWhileRecording();
    void listensWithLoginAndEndsCleanly();

private:
    NatsServerProcess m_server;
    QTemporaryDir m_folder;
};

void TerminalTest::initTestCase()
{
    QVERIFY2(m_server.start(), qPrintable(m_server.errorText()));
    qputenv("NATS_URL", m_server.url().toUtf8());
}

void TerminalTest::printsWhatArrives()
{
    TerminalProcess sub(words("sub orders.> --json --count 2"));
    QVERIFY(sub.start());
    QVERIFY2(sub.waitForErrorText("Ready"), sub.errorText().constData());
    QCOMPARE(runTerminal(words("pub orders.new hello -H Trace:7b -H Trace:7c --reply answers")).exitCode, 0);
    QCOMPARE(runTerminal(words("pub orders.raw"), QByteArray::fromHex("00ff")).exitCode, 0);
    QVERIFY(sub.waitForEnd());
    QCOMPARE(sub.exitCode(), 0);
    const auto lines = sub.output().split('\n');
    auto first = QJsonDocument::fromJson(lines.at(0)).object();
    QVERIFY(first.take(QStringLiteral("at_ns")).toDouble() > 1e18);
    QCOMPARE(
        QJsonDocument(first).toJson(QJsonDocument::Compact),
        QByteArray(
            R"({"headers":{"Trace":["7b","7c"]},"payload":"hello","reply":"answers","seq":1,"subject":"orders.new"})"));
    const auto second = QJsonDocument::fromJson(lines.at(1)).object();
    QCOMPARE(second.value(QStringLiteral("payload_base64")).toString(), QStringLiteral("AP8="));
    QVERIFY(!second.contains(QStringLiteral("payload")));
    QVERIFY(!second.contains(QStringLiteral("reply")));
}

void TerminalTest::optionsStandAnywhere()
{
    qunsetenv("NATS_URL");
    const auto answer =
        runTerminal({QStringLiteral("-s"), m_server.url(), QStringLiteral("pub"), QStringLiteral("--count"),
                     QStringLiteral("3"), QStringLiteral("a.b"), QStringLiteral("x")});
    qputenv("NATS_URL", m_server.url().toUtf8());
    QVERIFY2(answer.exitCode == 0, answer.errorText.constData());
    QVERIFY(answer.output.isEmpty());
    QVERIFY2(answer.errorText.contains("Published 3 messages of"), answer.errorText.constData());
}

void TerminalTest::asksAndAnswers()
{
    TerminalProcess responder(words("reply svc.echo --echo --count 2"));
    QVERIFY(responder.start());
    QVERIFY2(responder.waitForErrorText("Ready"), responder.errorText().constData());
    const auto asked = runTerminal(words("request svc.echo ping --json"));
    QVERIFY2(asked.exitCode == 0, asked.errorText.constData());
    QCOMPARE(firstObject(asked.output).value(QStringLiteral("payload")).toString(), QStringLiteral("ping"));
    QCOMPARE(runTerminal(words("req svc.echo pong --raw")).output, QByteArray("pong\n"));
    QVERIFY(responder.waitForEnd());
    QCOMPARE(responder.exitCode(), 0);
}

void TerminalTest::tellsNoRespondersFromTimeout()
{
    const auto nobody = runTerminal(words("request nobody.there x --timeout 2s"));
    QCOMPARE(nobody.exitCode, 1);
    QVERIFY2(nobody.errorText.contains("No responders"), nobody.errorText.constData());
    NatsPeer silent;
    QVERIFY(silent.connect(m_server.url()));
    QVERIFY(silent.subscribe("silent.service", [](const PeerMessage &) {}));
    const auto late = runTerminal(words("request silent.service x --timeout 300ms"));
    QCOMPARE(late.exitCode, 1);
    QVERIFY2(late.errorText.contains("Timed out"), late.errorText.constData());
}

void TerminalTest::recordsForATime()
{
    const auto file = m_folder.filePath(QStringLiteral("short.gnat"));
    TerminalProcess recorder(
        {QStringLiteral("record"), file, QStringLiteral("rec.>"), QStringLiteral("--for"), QStringLiteral("2s")});
    QVERIFY(recorder.start());
    QVERIFY2(recorder.waitForErrorText("Ready"), recorder.errorText().constData());
    QCOMPARE(runTerminal(words("pub rec.one 1 --count 4")).exitCode, 0);
    QCOMPARE(runTerminal(words("pub rec.two 1")).exitCode, 0);
    QVERIFY(recorder.waitForEnd());
    QCOMPARE(recorder.exitCode(), 0);
    const auto inspected = runTerminal({QStringLiteral("inspect"), file, QStringLiteral("--json")});
    QCOMPARE(inspected.exitCode, 0);
    const auto object = firstObject(inspected.output);
    QCOMPARE(object.value(QStringLiteral("messages")).toInt(), 5);
    QCOMPARE(object.value(QStringLiteral("bytes")).toInt(), 5);
    QVERIFY(object.contains(QStringLiteral("gaps")));
    QVERIFY(object.value(QStringLiteral("ended_ns")).toDouble() > 0);
    const auto facts =
        runTerminal({QStringLiteral("inspect"), file, QStringLiteral("--subjects"), QStringLiteral("1")});
    QVERIFY2(facts.output.contains(m_server.url().toUtf8()), facts.output.constData());
    QVERIFY2(facts.output.contains("\n1 more; --subjects 0 lists all.\n"), facts.output.constData());
    const auto csv = runTerminal({QStringLiteral("export"), file, QStringLiteral("--format"), QStringLiteral("csv")});
    QVERIFY2(csv.output.startsWith("seq,at_ns,subject,reply,size,payload"), csv.output.constData());
    const auto exported = runTerminal({QStringLiteral("export"), file, QStringLiteral("--json")});
    QCOMPARE(exported.output.count('\n'), 5);
    QCOMPARE(firstObject(exported.output).value(QStringLiteral("subject")).toString(), QStringLiteral("rec.one"));
    QVERIFY(!QFile::exists(file + QStringLiteral("-wal")));
}

void TerminalTest::refusesAnExistingFile()
{
    const auto path = m_folder.filePath(QStringLiteral("there.gnat"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("precious");
    file.close();
    const auto refused = runTerminal({QStringLiteral("record"), path, QStringLiteral(">")});
    QCOMPARE(refused.exitCode, 1);
    QVERIFY2(refused.errorText.contains("--force"), refused.errorText.constData());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("precious"));
}

void TerminalTest::filtersLikeTheWindow()
{
    const auto path = m_folder.filePath(QStringLiteral("filtered.gnat"));
    const auto filter = QStringLiteral("n>1 or h:trace");
    TerminalProcess sub({QStringLiteral("sub"), QStringLiteral("filtered.>"), QStringLiteral("--raw"),
                         QStringLiteral("--count"), QStringLiteral("2"), QStringLiteral("--filter"), filter});
    QVERIFY(sub.start());
    QVERIFY2(sub.waitForErrorText("Ready"), sub.errorText().constData());
    TerminalProcess record({QStringLiteral("record"), path, QStringLiteral("filtered.>"), QStringLiteral("--count"),
                            QStringLiteral("2"), QStringLiteral("--filter"), filter, QStringLiteral("--json")});
    QVERIFY(record.start());
    QVERIFY2(record.waitForErrorText("Ready"), record.errorText().constData());
    QCOMPARE(runTerminal({QStringLiteral("pub"), QStringLiteral("filtered.a"), QStringLiteral(R"({"n":1})")}).exitCode,
             0);
    QCOMPARE(runTerminal({QStringLiteral("pub"), QStringLiteral("filtered.a"), QStringLiteral(R"({"n":2})")}).exitCode,
             0);
    QCOMPARE(runTerminal(words("pub filtered.b text -H Trace:7")).exitCode, 0);
    QVERIFY(sub.waitForEnd());
    QCOMPARE(sub.output(), QByteArray("{\"n\":2}\ntext\n"));
    QVERIFY(record.waitForEnd());
    const auto report = QJsonDocument::fromJson(record.output()).object();
    QCOMPARE(report.value(QStringLiteral("messages")).toInt(), 2);
    QCOMPARE(report.value(QStringLiteral("filtered")).toInt(), 1);
    const auto inspected = runTerminal({QStringLiteral("inspect"), path, QStringLiteral("--json"),
                                        QStringLiteral("--filter"), QStringLiteral("!h:trace last:1h")});
    QCOMPARE(QJsonDocument::fromJson(inspected.output).object().value(QStringLiteral("messages")).toInt(), 1);
    const auto exported =
        runTerminal({QStringLiteral("export"), path, QStringLiteral("--filter"), QStringLiteral("filtered.b")});
    QCOMPARE(exported.output.count('\n'), 1);
    const auto replayed =
        runTerminal({QStringLiteral("replay"), path, QStringLiteral("--json"), QStringLiteral("--speed"),
                     QStringLiteral("max"), QStringLiteral("--filter"), QStringLiteral("n=2")});
    const auto figures = QJsonDocument::fromJson(replayed.output).object();
    QCOMPARE(figures.value(QStringLiteral("sent")).toInt(), 1);
    QCOMPARE(figures.value(QStringLiteral("skipped_filter")).toInt(), 1);
}

void TerminalTest::pointsAtTheFaultOfAFilter()
{
    const QByteArray expected = "gnatcatcher-cli: --filter: > must be last\n  pump a.>.b\n         ^\n";
    const auto path = m_folder.filePath(QStringLiteral("filtered.gnat"));
    for (const auto &command :
         {QStringList{QStringLiteral("sub"), QStringLiteral("x")},
          QStringList{QStringLiteral("record"), m_folder.filePath(QStringLiteral("no.gnat")), QStringLiteral("x")},
          QStringList{QStringLiteral("inspect"), path}, QStringList{QStringLiteral("export"), path},
          QStringList{QStringLiteral("replay"), path}}) {
        const auto answer =
            runTerminal(command + QStringList{QStringLiteral("--filter"), QStringLiteral("pump a.>.b")});
        QCOMPARE(answer.exitCode, 2);
        QVERIFY2(answer.errorText.startsWith(expected), answer.errorText.constData());
    }
}

void TerminalTest::saysWhatIsWrongWithAFile()
{
    // A file that is no recording.
    const auto foreign = m_folder.filePath(QStringLiteral("foreign.gnat"));
    QFile file(foreign);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(10'000, 'x'));
    file.close();
    for (const auto *command : {"inspect", "export", "replay"}) {
        const auto answer = runTerminal({QString::fromLatin1(command), foreign});
        QCOMPARE(answer.exitCode, 1);
        QVERIFY2(answer.errorText.contains("is not a Gnatcatcher recording"), answer.errorText.constData());
    }
    // A recording that was cut short: what is wrong, not a crash, whatever is left of it.
    const auto whole = m_folder.filePath(QStringLiteral("whole.gnat"));
    TerminalProcess recorder(
        {QStringLiteral("record"), whole, QStringLiteral("cut.>"), QStringLiteral("--count"), QStringLiteral("200")});
    QVERIFY(recorder.start());
    QVERIFY2(recorder.waitForErrorText("Ready"), recorder.errorText().constData());
    QCOMPARE(runTerminal({QStringLiteral("pub"), QStringLiteral("cut.a"), QString(2000, QLatin1Char('y')),
                          QStringLiteral("--count"), QStringLiteral("200")})
                 .exitCode,
             0);
    QVERIFY(recorder.waitForEnd());
    const auto cut = m_folder.filePath(QStringLiteral("cut.gnat"));
    QVERIFY(QFile::copy(whole, cut));
    QVERIFY(QFile::resize(cut, QFile(whole).size() / 2));
    const auto truncated = runTerminal({QStringLiteral("export"), cut});
    QCOMPARE(truncated.exitCode, 1);
    QVERIFY2(truncated.errorText.contains("damaged"), truncated.errorText.constData());
    // A folder that cannot be written, for root either: a file stands in its place.
    const auto unwritable =
        runTerminal({QStringLiteral("record"), foreign + QStringLiteral("/x.gnat"), QStringLiteral(">")});
    QCOMPARE(unwritable.exitCode, 1);
    QVERIFY2(unwritable.errorText.contains(foreign.toUtf8()), unwritable.errorText.constData());
}

void TerminalTest::namesTheCause_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("cause");

    QTest::newRow("no command") << QStringList() << 2 << QByteArray("command");
    QTest::newRow("unknown command") << words("listen x") << 2 << QByteArray("listen");
    QTest::newRow("unknown flag") << words("sub x --colour") << 2 << QByteArray("colour");
    QTest::newRow("wrong URL") << words("sub x -s http://127.0.0.1:4222") << 2 << QByteArray("http");
    QTest::newRow("invalid subject") << words("pub a..b x") << 2 << QByteArray("empty token");
    QTest::newRow("wildcard not last") << words("sub a.>.b") << 2 << QByteArray("must be last");
    QTest::newRow("wildcard in publish") << words("pub a.* x") << 2 << QByteArray("wildcard");
    QTest::newRow("bad header") << words("pub a x -H nothing") << 2 << QByteArray("nothing");
    QTest::newRow("bad duration") << words("sub x --timeout soon") << 2 << QByteArray("soon");
    QTest::newRow("no such file") << words("inspect /nowhere/x.gnat") << 1 << QByteArray("/nowhere/x.gnat");
    QTest::newRow("no time") << words("record x.gnat a --for 0s") << 2 << QByteArray("--for");
    QTest::newRow("time without end") << words("record x.gnat a --for 100d") << 2 << QByteArray("--for");
    QTest::newRow("two formats") << words("export x.gnat --json --format csv") << 2 << QByteArray("exclude");
    QTest::newRow("no authorities") << words("sub x --tlsca /nowhere/ca.pem") << 1
                                    << QByteArray("/nowhere/ca.pem can't be read");
    QTest::newRow("certificate without key")
        << words("sub x --tlscert /nowhere/c.pem") << 1 << QByteArray("/nowhere/c.pem needs its key");
    QTest::newRow("bad map") << words("replay x.gnat --map a.>.b=c") << 2 << QByteArray("must be last");
}

void TerminalTest::namesTheCause()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QByteArray, cause);
    const auto answer = runTerminal(arguments);
    QVERIFY2(answer.errorText.contains(cause), answer.errorText.constData());
    QCOMPARE(answer.exitCode, code);
    QVERIFY(answer.output.isEmpty());
}

void TerminalTest::reconnectsWhileRecording()
{
    const auto file = m_folder.filePath(QStringLiteral("gap.gnat"));
    TerminalProcess recorder({QStringLiteral("record"), file, QStringLiteral("gap.>")});
    QVERIFY(recorder.start());
    QVERIFY2(recorder.waitForErrorText("Ready"), recorder.errorText().constData());
    QCOMPARE(runTerminal(words("pub gap.before x")).exitCode, 0);
    const auto recorded = [&] {
        return firstObject(runTerminal({QStringLiteral("inspect"), file, QStringLiteral("--json")}).output)
            .value(QStringLiteral("messages"))
            .toInt();
    };
    QTRY_COMPARE(recorded(), 1);
    QVERIFY2(m_server.restart(), qPrintable(m_server.errorText()));
    QVERIFY2(recorder.waitForErrorText("Connected again", 40'000), recorder.errorText().constData());
    QCOMPARE(runTerminal(words("pub gap.after x")).exitCode, 0);
    QTRY_COMPARE(recorded(), 2);
    QVERIFY(recorder.terminate());
    QCOMPARE(recorder.exitCode(), 0);
    QCOMPARE(recorded(), 2);
    const auto text = runTerminal({QStringLiteral("inspect"), file}).output;
    QVERIFY2(text.contains("connection lost"), text.constData());
}

void TerminalTest::listensWithLoginAndEndsCleanly()
{
    TerminalProcess broker(words("broker -p -1 --user alice --pass secret"));
    QVERIFY(broker.start());
    QVERIFY2(broker.waitForOutput("Listening for client connections on 127.0.0.1:"), broker.errorText().constData());
    const auto url = QString::fromLatin1(broker.output().trimmed().split(' ').last());
    const auto wrong = runTerminal({QStringLiteral("pub"), QStringLiteral("a"), QStringLiteral("x"),
                                    QStringLiteral("-s"), url, QStringLiteral("--user"), QStringLiteral("alice"),
                                    QStringLiteral("--password"), QStringLiteral("no")});
    QCOMPARE(wrong.exitCode, 1);
    QVERIFY2(wrong.errorText.contains("Authorization Violation"), wrong.errorText.constData());
    const auto right = runTerminal({QStringLiteral("pub"), QStringLiteral("a"), QStringLiteral("x"),
                                    QStringLiteral("-s"), QStringLiteral("nats://alice:secret@") + url});
    QVERIFY2(right.exitCode == 0, right.errorText.constData());
    QVERIFY(broker.terminate());
    QCOMPARE(broker.exitCode(), 0);

    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    const auto busy =
        runTerminal({QStringLiteral("broker"), QStringLiteral("-p"), QString::number(taken.serverPort())});
    QCOMPARE(busy.exitCode, 1);
    QVERIFY2(busy.errorText.contains(QByteArray::number(taken.serverPort())), busy.errorText.constData());
    taken.close();
    const auto refused = runTerminal({QStringLiteral("sub"), QStringLiteral("x"), QStringLiteral("-s"), url});
    QCOMPARE(refused.exitCode, 1);
    QVERIFY2(refused.errorText.contains("refused"), refused.errorText.constData());
}

QTEST_GUILESS_MAIN(TerminalTest)
#include "tst_terminal.moc"
