// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostilemessages.h"
#include "support/natspeer.h"
#include "support/natsserverprocess.h"
#include "transfer/snippets.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMutex>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace gnat;
using test::PeerMessage;

namespace {

QByteArray shown(const PeerMessage &wanted, const PeerMessage &got)
{
    return wanted.subject + ": " + got.subject + ' ' + got.payload.toHex(' ');
}

PeerMessage expected(const MessageView &message, bool hasOneValueAKey = false)
{
    PeerMessage peer{QByteArray::fromStdString(std::string(message.subject)),
                     QByteArray::fromStdString(std::string(message.reply)),
                     {},
                     QByteArray::fromStdString(std::string(message.payload))};
    if (const auto block = HeaderBlock::parse(message.headers)) {
        for (const auto &field : block->fields) {
            const auto key = QByteArray::fromStdString(std::string(field.key));
            const auto isSame = [&](const auto &pair) {
                return pair.first == key;
            };
            if (!hasOneValueAKey || std::none_of(peer.headers.begin(), peer.headers.end(), isSame))
                peer.headers.append({key, QByteArray::fromStdString(std::string(field.value))});
        }
    }
    std::stable_sort(peer.headers.begin(), peer.headers.end(),
                     [](const auto &a, const auto &b) { return a.first < b.first; });
    return peer;
}

} // namespace

/// What is copied as a program publishes the same bytes again: each program runs, against a real server where its
/// client is at hand.
class SnippetsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cProgramSendsTheSame();
    void goProgramSendsTheSame();
    void jsProgramSendsTheSame();
    void pythonProgramSendsTheSame();
    void natsCommandSendsTheSame();
    void whatCannotBeSaidIsLeftOut();

private:
    QString write(const QString &name, const std::string &text) const;
    static QString run(const QString &program, const QStringList &arguments,
                       const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment());
    void compareReceived();
    std::string url() const { return m_server.url().toStdString(); }

    test::NatsServerProcess m_server;
    test::HostileMessages m_messages;
    QTemporaryDir m_folder;
    std::unique_ptr<test::NatsPeer> m_peer;
    QMutex m_mutex;
    QList<PeerMessage> m_received; ///< guarded by m_mutex
};

void SnippetsTest::initTestCase()
{
    QVERIFY2(m_server.start(), qPrintable(m_server.errorText()));
}

void SnippetsTest::init()
{
    m_peer = std::make_unique<test::NatsPeer>();
    m_received.clear();
    QVERIFY(m_peer->connect(m_server.url()));
    QVERIFY(m_peer->subscribe("hostile.>", [this](const PeerMessage &message) {
        const QMutexLocker lock(&m_mutex);
        m_received.append(message);
    }));
    QVERIFY(m_peer->flush());
}

QString SnippetsTest::write(const QString &name, const std::string &text) const
{
    QFile file(m_folder.filePath(name));
    const bool isWritten = file.open(QIODevice::WriteOnly) && file.write(QByteArray::fromStdString(text)) >= 0;
    return isWritten ? file.fileName() : QString();
}

/// Empty if it went well.
QString SnippetsTest::run(const QString &program, const QStringList &arguments, const QProcessEnvironment &environment)
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    if (!process.waitForFinished(120'000))
        return QStringLiteral("%1 did not end: %2").arg(program, process.errorString());
    const auto errors = QString::fromUtf8(process.readAllStandardError().right(2000));
    return process.exitCode() == 0 ? QString() : QStringLiteral("%1: %2").arg(program, errors);
}

void SnippetsTest::compareReceived()
{
    const auto count = [this] {
        const QMutexLocker lock(&m_mutex);
        return static_cast<std::size_t>(m_received.size());
    };
    QTRY_COMPARE_WITH_TIMEOUT(count(), m_messages.views.size(), 10'000);
    const QMutexLocker lock(&m_mutex);
    for (qsizetype i = 0; i < m_received.size(); ++i) {
        const auto wanted = expected(m_messages.views[static_cast<std::size_t>(i)]);
        QVERIFY2(m_received[i] == wanted, shown(wanted, m_received[i]).constData());
    }
}

void SnippetsTest::cProgramSendsTheSame()
{
    const auto source = write(QStringLiteral("message.c"), cProgram(m_messages.views, url()));
    const auto program = m_folder.filePath(QStringLiteral("message"));
    QCOMPARE(run(QStringLiteral("cc"), {QStringLiteral("-std=c99"), QStringLiteral("-trigraphs"),
                                        QStringLiteral("-Wall"), QStringLiteral("-Werror"), QStringLiteral("-pedantic"),
                                        QStringLiteral("-o"), program, source, QStringLiteral("-lnats")}),
             QString());
    QCOMPARE(run(program, {}), QString());
    compareReceived();
}

void SnippetsTest::goProgramSendsTheSame()
{
    if (QStandardPaths::findExecutable(QStringLiteral("go")).isEmpty() ||
        !QFile::exists(QStringLiteral("/usr/share/gocode/src/github.com/nats-io/nats.go")))
        QSKIP("needs the packages golang-go and golang-github-nats-io-go-nats-dev");
    const auto source = write(QStringLiteral("message.go"), goProgram(m_messages.views, url()));
    QProcess format;
    format.start(QStringLiteral("gofmt"), {QStringLiteral("-l"), source});
    QVERIFY(format.waitForFinished());
    QCOMPARE(QString::fromUtf8(format.readAll()), QString()); // it is laid out as Go programs are
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("GO111MODULE"), QStringLiteral("off"));
    environment.insert(QStringLiteral("GOPATH"), QStringLiteral("/usr/share/gocode"));
    environment.insert(QStringLiteral("GOFLAGS"), QStringLiteral("-p=1"));
    environment.insert(QStringLiteral("GOCACHE"), QStringLiteral(GNAT_GO_CACHE));
    QCOMPARE(run(QStringLiteral("go"), {QStringLiteral("run"), source}, environment), QString());
    compareReceived();
}

void SnippetsTest::jsProgramSendsTheSame()
{
    const auto modules = QStringLiteral(GNAT_JS_FOLDER "/node_modules");
    if (!QFile::exists(modules + QStringLiteral("/@nats-io/transport-node")))
        QSKIP("needs the JavaScript client, which the test javascript-install installs");
    QFile::link(modules, m_folder.filePath(QStringLiteral("node_modules")));
    const auto source = write(QStringLiteral("message.mjs"), jsProgram(m_messages.views, url()));
    QCOMPARE(run(QStringLiteral("node"), {source}), QString());
    compareReceived();
}

/// nats-py is in no package here: a module of that name notes what it is given.
void SnippetsTest::pythonProgramSendsTheSame()
{
    write(QStringLiteral("nats.py"), R"(
import json, os
class Client:
    def __init__(self): self.all = []
    async def publish(self, subject, payload=b"", reply="", headers=None):
        self.all.append([subject, payload.hex(), reply, headers or {}])
    async def drain(self):
        with open(os.environ["SENT"], "w", encoding="utf-8") as file: json.dump(self.all, file)
async def connect(servers):
    assert servers.startswith("nats://127.0.0.1:"), servers
    return Client()
)");
    const auto source = write(QStringLiteral("message.py"), pythonProgram(m_messages.views, url()));
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("SENT"), m_folder.filePath(QStringLiteral("sent.json")));
    QCOMPARE(run(QStringLiteral("python3"), {QStringLiteral("-W"), QStringLiteral("error"), source}, environment),
             QString());
    QFile sent(m_folder.filePath(QStringLiteral("sent.json")));
    QVERIFY(sent.open(QIODevice::ReadOnly));
    const auto all = QJsonDocument::fromJson(sent.readAll()).array();
    QCOMPARE(static_cast<std::size_t>(all.size()), m_messages.views.size());
    for (qsizetype i = 0; i < all.size(); ++i) {
        const auto entry = all[i].toArray();
        PeerMessage got{entry[0].toString().toUtf8(),
                        entry[2].toString().toUtf8(),
                        {},
                        QByteArray::fromHex(entry[1].toString().toLatin1())};
        const auto headers = entry[3].toObject();
        for (auto it = headers.begin(); it != headers.end(); ++it)
            got.headers.append({it.key().toUtf8(), it.value().toString().toUtf8()});
        const auto wanted = expected(m_messages.views[static_cast<std::size_t>(i)], true);
        QVERIFY2(got == wanted, shown(wanted, got).constData());
    }
}

/// The nats command is in no package here: a script of that name notes its words and what is piped into it.
void SnippetsTest::natsCommandSendsTheSame()
{
    const auto stub = write(QStringLiteral("nats"), R"(#!/bin/sh
{ for word in "$@"; do printf %s "$word" | base64 -w0; echo; done
case " $* " in *" --force-stdin "*) printf 'stdin '; base64 -w0; echo;; esac
echo end; } >> "$SENT"
)");
    QVERIFY(QFile::setPermissions(stub, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    const auto script = write(QStringLiteral("message.sh"), natsCommands(m_messages.views, url()));
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("PATH"), m_folder.path() + u':' + environment.value(QStringLiteral("PATH")));
    environment.insert(QStringLiteral("SENT"), m_folder.filePath(QStringLiteral("sent.txt")));
    QCOMPARE(run(QStringLiteral("sh"), {QStringLiteral("-eu"), script}, environment), QString());
    QFile sent(m_folder.filePath(QStringLiteral("sent.txt")));
    QVERIFY(sent.open(QIODevice::ReadOnly));
    const auto withoutTemplates = [](QByteArray text) {
        return text.replace("{{\"{{\"}}", "{{");
    };
    for (const auto &message : m_messages.views) {
        PeerMessage got;
        QByteArrayList words;
        bool isArgument = false;
        for (auto line = sent.readLine().trimmed(); line != "end"; line = sent.readLine().trimmed()) {
            QVERIFY(!sent.atEnd());
            if (line.startsWith("stdin")) {
                words.append(withoutTemplates(QByteArray::fromBase64(line.mid(6))));
                continue;
            }
            const auto word = QByteArray::fromBase64(line);
            if (!isArgument && word == "--") {
                isArgument = true;
            } else if (!isArgument && word.startsWith("--reply=")) {
                got.reply = word.mid(8);
            } else if (!isArgument && word.startsWith("--header=")) {
                const auto colon = word.indexOf(':');
                got.headers.append({word.mid(9, colon - 9), withoutTemplates(word.mid(colon + 1))});
            } else if (!isArgument && (word.startsWith("--server=") || word == "--force-stdin")) {
                continue;
            } else {
                QVERIFY2(isArgument || (!word.startsWith('-') && !word.startsWith('@')), word.constData());
                words.append(withoutTemplates(word));
            }
        }
        QCOMPARE(words.size(), 3);
        QCOMPARE(words[0], QByteArray("pub"));
        got.subject = words[1];
        got.payload = words[2];
        std::stable_sort(got.headers.begin(), got.headers.end(),
                         [](const auto &a, const auto &b) { return a.first < b.first; });
        QVERIFY2(got == expected(message), shown(expected(message), got).constData());
    }
}

void SnippetsTest::whatCannotBeSaidIsLeftOut()
{
    BatchBuilder builder{SourceId(1)};
    QVERIFY(builder.append({"bad.\xff", {}, {}, "x"}, 1, SubscriptionId(1)));
    QVERIFY(builder.append({"good", {}, {}, "y"}, 2, SubscriptionId(1)));
    const auto batch = builder.take(1);
    const std::vector<MessageView> views = {batch->at(0), batch->at(1)};
    for (const auto &text :
         {jsProgram(views, "nats://h"), pythonProgram(views, "nats://h"), natsCommands(views, "nats://h")}) {
        QVERIFY(text.find("left out") != std::string::npos);
        QVERIFY(text.find("good") != std::string::npos);
        QVERIFY(QString::fromStdString(text).toUtf8() == QByteArray::fromStdString(text));
    }
    QVERIFY(goProgram(views, "nats://h").find("bad.\\xff") != std::string::npos);
    QVERIFY(cProgram(views, "nats://h").find("bad.\\377") != std::string::npos);
}

QTEST_GUILESS_MAIN(SnippetsTest)
#include "tst_snippets.moc"
