// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/natsserverprocess.h"
#include "support/terminalprocess.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace gnat::test;

namespace {

/// Two requests with their answers, and a value of a sensor; with ' for the quotes and ^ for those within payloads.
const char *const quoteless =
    "{'at_ns':1700000000000000000,'subject':'user.get','reply':'_INBOX.a.1','payload':'{^id^:1}'}\n"
    "{'at_ns':1700000000002000000,'subject':'_INBOX.a.1','payload':'{^id^:1}'}\n"
    "{'at_ns':1700000001000000000,'subject':'user.get','reply':'_INBOX.a.2','payload':'{^id^:2}'}\n"
    "{'at_ns':1700000001002000000,'subject':'_INBOX.a.2','payload':'{^id^:^two^}'}\n"
    "{'at_ns':1700000002000000000,'subject':'iot.7','headers':{'Token':['s3cret']},'payload':'{^mail^:^ann@b.org^}'}\n";

const QByteArray lines = QByteArray(quoteless).replace('\'', '"').replace('^', "\\\"");

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(u' ');
}

QJsonObject object(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

} // namespace

/// Import, export, search, cut, merge, mask, compare, reask, as users run them one after the other.
class ReworkCommandsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void exportsWhatWasImported();
    void importsWholeOrNotAtAll();
    void searches();
    void cutsAndMerges();
    void masks();
    void compares();
    void asksAgain();

private:
    TerminalAnswer run(const QString &command, const QStringList &files, const QStringList &flags = {}) const;
    bool write(const char *name, const QByteArray &bytes) const;
    QByteArray contents(const char *name) const;
    int messagesIn(const char *name) const;
    QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }

    QTemporaryDir m_folder;
};

/// `files` lie in the folder.
TerminalAnswer ReworkCommandsTest::run(const QString &command, const QStringList &files, const QStringList &flags) const
{
    QStringList arguments{command};
    for (const auto &file : files)
        arguments << m_folder.filePath(file);
    return runTerminal(arguments + flags);
}

bool ReworkCommandsTest::write(const char *name, const QByteArray &bytes) const
{
    QFile file(path(name));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

QByteArray ReworkCommandsTest::contents(const char *name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

int ReworkCommandsTest::messagesIn(const char *name) const
{
    const auto inspected = runTerminal({QStringLiteral("inspect"), path(name), QStringLiteral("--json")});
    return inspected.exitCode ? -1 : object(inspected.output).value(QStringLiteral("messages")).toInt();
}

void ReworkCommandsTest::initTestCase()
{
    QVERIFY(write("a.ndjson", lines));
    const auto imported = run(QStringLiteral("import"), words("a.ndjson a.gnat"));
    QVERIFY2(imported.exitCode == 0, imported.errorText.constData());
    QVERIFY2(imported.errorText.contains("5 messages were imported"), imported.errorText.constData());
    QCOMPARE(messagesIn("a.gnat"), 5);
}

void ReworkCommandsTest::exportsWhatWasImported()
{
    auto exported = run(QStringLiteral("export"), words("a.gnat")).output;
    for (int seq = 1; seq <= 5; ++seq)
        exported.replace("\"seq\":" + QByteArray::number(seq) + ",", "");
    QCOMPARE(exported, lines);

    for (const auto *name : {"a.csv", "a.sh", "a.mcap"}) {
        const auto saved =
            run(QStringLiteral("export"), {QStringLiteral("a.gnat")}, {QStringLiteral("-o"), path(name)});
        QVERIFY2(saved.exitCode == 0, saved.errorText.constData());
    }
    QVERIFY(contents("a.csv").contains("ann@b.org"));
    QVERIFY(contents("a.sh").startsWith("#!"));
    QCOMPARE(contents("a.mcap").left(8), QByteArray("\x89MCAP0\r\n"));
    QCOMPARE(contents("a.mcap").right(8), QByteArray("\x89MCAP0\r\n"));
    const auto refused = run(QStringLiteral("export"), words("a.gnat"), words("--format mcap"));
    QCOMPARE(refused.exitCode, 2);

    const auto before = contents("a.csv");
    const auto there = run(QStringLiteral("export"), words("a.gnat"),
                           words("--filter none.such") + QStringList{QStringLiteral("-o"), path("a.csv")});
    QCOMPARE(there.exitCode, 1);
    QVERIFY2(there.errorText.contains("--force"), there.errorText.constData());
    QCOMPARE(contents("a.csv"), before);
    QCOMPARE(run(QStringLiteral("export"), words("a.gnat"),
                 words("--force") + QStringList{QStringLiteral("-o"), path("a.csv")})
                 .exitCode,
             0);
    const auto itself = run(QStringLiteral("export"), words("a.gnat"),
                            words("--force") + QStringList{QStringLiteral("-o"), path("a.gnat")});
    QCOMPARE(itself.exitCode, 1);
    QVERIFY(contents("a.gnat").startsWith("SQLite format 3"));
    const auto report =
        run(QStringLiteral("reask"), words("a.gnat"), QStringList{QStringLiteral("--junit"), path("a.gnat")});
    QCOMPARE(report.exitCode, 1);
    QVERIFY(contents("a.gnat").startsWith("SQLite format 3"));
}

void ReworkCommandsTest::importsWholeOrNotAtAll()
{
    QVERIFY(write("broken.ndjson", lines + "{\"subject\":\n"));
    const auto refused = run(QStringLiteral("import"), words("broken.ndjson broken.gnat"));
    QCOMPARE(refused.exitCode, 1);
    QVERIFY2(refused.errorText.contains("Line 6 of broken.ndjson"), refused.errorText.constData());
    QVERIFY(!QFile::exists(path("broken.gnat")));
    QVERIFY(!QFile::exists(path("broken.gnat.part")));

    const auto skipped =
        run(QStringLiteral("import"), words("broken.ndjson broken.gnat"), words("--skip-broken --json"));
    QVERIFY2(skipped.exitCode == 0, skipped.errorText.constData());
    QCOMPARE(object(skipped.output).value(QStringLiteral("skipped")).toInt(), 1);

    const auto there = run(QStringLiteral("import"), words("a.ndjson broken.gnat"));
    QCOMPARE(there.exitCode, 1);
    QVERIFY2(there.errorText.contains("broken.gnat"), there.errorText.constData());
    QCOMPARE(run(QStringLiteral("import"), words("a.ndjson broken.gnat"), words("--force")).exitCode, 0);
}

void ReworkCommandsTest::searches()
{
    const auto scanned = run(QStringLiteral("search"), words("a.gnat"), words("id"));
    QVERIFY2(scanned.exitCode == 0, scanned.errorText.constData());
    QCOMPARE(scanned.output.count('\n'), 4);
    QVERIFY2(scanned.errorText.contains("4 messages found"), scanned.errorText.constData());
    QVERIFY2(scanned.errorText.contains("looked at one by one"), scanned.errorText.constData());
    const auto made = run(QStringLiteral("search"), words("a.gnat"), words("--index"));
    QVERIFY2(made.exitCode == 0, made.errorText.constData());
    QVERIFY2(made.errorText.contains("Indexed 5 messages in"), made.errorText.constData());
    QVERIFY(QFile::exists(path("a.gnat-search")));
    const auto found = run(QStringLiteral("search"), words("a.gnat"), words("id"));
    QCOMPARE(found.output, scanned.output);
    QVERIFY2(!found.errorText.contains("looked at"), found.errorText.constData());

    const auto one =
        run(QStringLiteral("search"), words("a.gnat"), {QStringLiteral("id tw*"), QStringLiteral("--json")});
    QCOMPARE(object(one.output).value(QStringLiteral("seq")).toInt(), 4);
    QCOMPARE(object(one.output).value(QStringLiteral("subject")).toString(), QStringLiteral("_INBOX.a.2"));
    const auto asked = run(QStringLiteral("search"), words("a.gnat"), words("id --subject user.> --limit 1"));
    QCOMPARE(asked.output.count('\n'), 1);
    QVERIFY2(asked.errorText.contains("--limit 0 shows all"), asked.errorText.constData());
    QCOMPARE(run(QStringLiteral("search"), words("a.gnat"), words("i")).output, QByteArray());
    QCOMPARE(run(QStringLiteral("search"), words("a.gnat")).exitCode, 2);
    QCOMPARE(run(QStringLiteral("search"), words("none.gnat"), words("id")).exitCode, 1);
    QVERIFY(QFile::remove(path("a.gnat-search")));
}

void ReworkCommandsTest::cutsAndMerges()
{
    const auto first = run(QStringLiteral("cut"), words("a.gnat first.gnat"), words("--until +1s"));
    QVERIFY2(first.exitCode == 0, first.errorText.constData());
    QCOMPARE(messagesIn("first.gnat"), 2);
    const auto rest = run(QStringLiteral("cut"), words("a.gnat rest.gnat"), words("--from +1s"));
    QVERIFY2(rest.exitCode == 0, rest.errorText.constData());
    QCOMPARE(messagesIn("rest.gnat"), 3);
    const auto merged = run(QStringLiteral("merge"), words("both.gnat rest.gnat first.gnat"));
    QVERIFY2(merged.exitCode == 0, merged.errorText.constData());
    QCOMPARE(run(QStringLiteral("export"), words("both.gnat")).output,
             run(QStringLiteral("export"), words("a.gnat")).output);
    const auto backwards = run(QStringLiteral("cut"), words("a.gnat never.gnat"), words("--from +2s --until +1s"));
    QCOMPARE(backwards.exitCode, 2);
    QVERIFY2(backwards.errorText.contains("--until lies before --from."), backwards.errorText.constData());
    QCOMPARE(run(QStringLiteral("cut"), words("a.gnat a.gnat"), words("--force")).exitCode, 1);
    QCOMPARE(messagesIn("a.gnat"), 5);
}

void ReworkCommandsTest::masks()
{
    const auto masked = run(QStringLiteral("mask"), words("a.gnat share.gnat"),
                            words("--field **.mail --header token --subject iot.* --json"));
    QVERIFY2(masked.exitCode == 0, masked.errorText.constData());
    const auto rules = object(masked.output).value(QStringLiteral("rules")).toArray();
    QCOMPARE(rules.size(), 3);
    for (const auto &rule : rules)
        QCOMPARE(rule[QStringLiteral("hidden")].toInt(), 1);
    QCOMPARE(messagesIn("share.gnat"), 5);
    const auto bytes = contents("share.gnat");
    for (const auto *secret : {"s3cret", "ann@b.org", "iot.7", "a.ndjson"})
        QVERIFY2(!bytes.contains(secret), secret);
    QVERIFY(contents("a.gnat").contains("s3cret")); // so that the check above can fail
    QCOMPARE(run(QStringLiteral("mask"), words("a.gnat nothing.gnat")).exitCode, 2);
}

void ReworkCommandsTest::compares()
{
    QCOMPARE(run(QStringLiteral("compare"), words("a.gnat a.gnat"), words("--exit-code")).exitCode, 0);
    QVERIFY(write("b.ndjson", QByteArray(lines).replace("iot.7", "iot.8")));
    QCOMPARE(run(QStringLiteral("import"), words("b.ndjson b.gnat")).exitCode, 0);
    const auto compared = run(QStringLiteral("compare"), words("a.gnat b.gnat"), words("--exit-code"));
    QCOMPARE(compared.exitCode, 1);
    QVERIFY2(compared.output.contains("1 new, 1 gone"), compared.output.constData());
    const auto lately = run(QStringLiteral("compare"), words("a.gnat b.gnat"), words("--filter last:1500ms"));
    QVERIFY2(lately.output.contains("a.gnat: 3 messages"), lately.output.constData()); // back from the recording's end
}

void ReworkCommandsTest::asksAgain()
{
    NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    TerminalProcess responder({QStringLiteral("reply"), QStringLiteral("user.get"), QStringLiteral("--echo"),
                               QStringLiteral("-s"), server.url()});
    QVERIFY(responder.start());
    QVERIFY2(responder.waitForErrorText("Ready"), responder.errorText().constData());

    const auto asked = run(QStringLiteral("reask"), words("a.gnat"),
                           {QStringLiteral("-s"), server.url(), QStringLiteral("--junit"), path("answers.xml")});
    QCOMPARE(asked.exitCode, 1); // the second answers a number where text was recorded
    QVERIFY2(asked.output.contains("Asked 2: 1 the same, 1 different"), asked.output.constData());
    QVERIFY2(contents("answers.xml").contains("failures=\"1\""), contents("answers.xml").constData());

    const auto ignoring = run(QStringLiteral("reask"), words("a.gnat"),
                              {QStringLiteral("-s"), server.url(), QStringLiteral("--ignore"), QStringLiteral("id")});
    QVERIFY2(ignoring.exitCode == 0, ignoring.output.constData());
    const auto none = run(QStringLiteral("reask"), words("a.gnat"),
                          {QStringLiteral("-s"), server.url(), QStringLiteral("--filter"), QStringLiteral("no.such")});
    QVERIFY2(none.output.contains("Asked 0"), none.output.constData());
    QCOMPARE(none.exitCode, 1);
    responder.terminate();
    const auto nobody = run(QStringLiteral("reask"), words("a.gnat"), {QStringLiteral("-s"), server.url()});
    QCOMPARE(nobody.exitCode, 1);
    QVERIFY2(nobody.output.contains("2 without responders"), nobody.output.constData());
}

QTEST_GUILESS_MAIN(ReworkCommandsTest)
#include "tst_reworkcommands.moc"
