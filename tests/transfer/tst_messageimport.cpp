// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/messageimport.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace gnat;

/// Files of other programs, as those write them, and broken ones.
class TestMessageImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAnObject_data();
    void readsAnObject();
    void readsTimes_data();
    void readsTimes();
    void namesWhatIsWrong_data();
    void namesWhatIsWrong();
    void readsADumpFolderInOrder();
    void readsRabtapsFolder();
    void endsAtABrokenLineAndNamesIt();
    void leavesBrokenLinesOutWhenAsked();
    void saysWhenAFolderHoldsNoMessages();
    void takesAnyBytes_data();
    void takesAnyBytes();
    void readsTextsOfWindows();
    void readsObjectsOfAnySize();
    void leavesOutSubjectsThatAreTooLong();
    void readsZeroTerminatedOutputAndLongLines();

private:
    QString write(const QString &name, const QByteArray &bytes)
    {
        QFile file(m_folder.filePath(name));
        file.remove(); // what is cut to nothing and written again, some file systems bring onto the disk at once
        QFileInfo(file).dir().mkpath(QStringLiteral("."));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
    }
    Result<ImportFigures> import(const QString &path, bool skipBroken = false)
    {
        m_messages.clear();
        return importMessages(path, skipBroken,
                              [this](const ImportedMessage &message) -> Result<void> {
                                  m_messages << message;
                                  return {};
                              },
                              {});
    }

    QTemporaryDir m_folder;
    QList<ImportedMessage> m_messages;
};

void TestMessageImport::readsAnObject_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("subject");
    QTest::addColumn<QByteArray>("reply");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("payload");
    const auto row = [](const char *name, const QByteArray &json, const QByteArray &subject, const QByteArray &reply,
                        const QByteArray &headers, const QByteArray &payload) {
        QTest::newRow(name) << json << subject << reply << headers << payload;
    };
    row("ours",
        R"({"seq":1,"at_ns":5,"subject":"a.b","reply":"r","headers":{"B":["1","2"],"A":[""]},"payload":"x\u0000"})",
        "a.b", "r", "NATS/1.0\r\nB: 1\r\nB: 2\r\nA: \r\n\r\n", QByteArray("x\0", 2));
    row("ours with raw headers", R"({"subject":"a","headers":{"K":["v"]},"headers_base64":"anVuaw==","payload":""})",
        "a", "", "junk", "");
    row("ours with a status", R"({"subject":"a","status":503,"payload":""})", "a", "", "NATS/1.0 503\r\n\r\n", "");
    row("ours in Base64", R"({"subject_base64":"YS7/","reply_base64":"Yi7/","payload_base64":"//4="})", "a.\xff",
        "b.\xff", "", "\xff\xfe");
    row("nats sub --dump",
        R"({"Subject":"a.b","Reply":"_INBOX.1","Header":{"K":["v","w"]},"Data":"aGVsbG8=","Sub":null})", "a.b",
        "_INBOX.1", "NATS/1.0\r\nK: v\r\nK: w\r\n\r\n", "hello");
    row("nats sub --dump, empty", R"({"Subject":"a","Reply":"","Header":null,"Data":null,"Sub":null})", "a", "", "",
        "");
    row("rabtap",
        R"({"Headers":{"n":1},"ContentType":"text/plain","CorrelationID":"","Exchange":"amq.topic","RoutingKey":"a.b",)"
        R"("ReplyTo":"","Priority":0,"XRabtapReceivedTimestamp":"2019-06-13T19:33:51.920711583+02:00","Body":"aGk="})",
        "a.b", "", "NATS/1.0\r\nn: 1\r\nContent-Type: text/plain\r\nAmqp-Exchange: amq.topic\r\n\r\n", "hi");
    row("rabtap, no subject", R"({"Exchange":"ex","RoutingKey":"a b..*","Body":""})", "a_b._._", "",
        "NATS/1.0\r\nAmqp-Exchange: ex\r\nAmqp-Routing-Key: a b..*\r\n\r\n", "");
    row("rabtap, fanout", R"({"Exchange":"news","RoutingKey":"","Body":""})", "news", "", "", "");
    row("others, text", R"({"topic":"t","message":"hi"})", "t", "", "", "hi");
    row("others, JSON stays", R"({"topic":"t","value": {"a": [1, 2.50]} })", "t", "", "", R"({"a": [1, 2.50]})");
    row("others, null", R"({"topic":"t","value":null})", "t", "", "", "");
    row("others, headers", R"({"subject":"t","data":"x","headers":{"a":"b","n":5}})", "t", "",
        "NATS/1.0\r\na: b\r\nn: 5\r\n\r\n", "x");
}

void TestMessageImport::readsAnObject()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QByteArray, subject);
    QFETCH(const QByteArray, reply);
    QFETCH(const QByteArray, headers);
    QFETCH(const QByteArray, payload);
    const auto message = parseMessageObject({json.constData(), std::size_t(json.size())});
    QVERIFY2(message, message ? "" : message.error().message.c_str());
    QCOMPARE(message.value().subject, subject);
    QCOMPARE(message.value().reply, reply);
    QCOMPARE(message.value().headers, headers);
    QCOMPARE(message.value().payload, payload);
}

void TestMessageImport::readsTimes_data()
{
    QTest::addColumn<QByteArray>("member");
    QTest::addColumn<QByteArray>("time");
    QTest::addColumn<qint64>("expected"); // 0: none
    const auto row = [](const char *time, qint64 expected, const char *member = "time") {
        QTest::addRow("%s %s", member, time) << QByteArray(member) << QByteArray(time) << expected;
    };
    row("1700000000123456789", 1'700'000'000'123'456'789);
    row("1700000000123456", 1'700'000'000'123'456'000);
    row("1700000000123", 1'700'000'000'123'000'000);
    row("1700000000", 1'700'000'000'000'000'000);
    row("1700000000.5", 1'700'000'000'500'000'000);
    row("\"2023-11-14T22:13:20.123456789Z\"", 1'700'000'000'123'456'789);
    row("\"2023-11-14T23:13:20.9999999+01:00\"", 1'700'000'000'999'999'900);
    row("\"2023-11-14T22:13:20Z\"", 1'700'000'000'000'000'000);
    row("null", 0);
    row("5", 5, "at_ns");
    row("1700000000123", 1'700'000'000'123, "at_ns");
    row("1700000000123456789", 1'700'000'000'123'456'789, "at_ns");
}

void TestMessageImport::readsTimes()
{
    QFETCH(const QByteArray, member);
    QFETCH(const QByteArray, time);
    QFETCH(const qint64, expected);
    const QByteArray json = R"({"subject":"a","payload":"",")" + member + "\":" + time + "}";
    const auto message = parseMessageObject({json.constData(), std::size_t(json.size())});
    QVERIFY2(message, message ? "" : message.error().message.c_str());
    QCOMPARE(qint64(message.value().atNs.value_or(0)), expected);
}

void TestMessageImport::namesWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, const QByteArray &json, const char *word) {
        QTest::newRow(name) << json << QString::fromLatin1(word);
    };
    row("no JSON", "hello", "byte 0");
    row("cut short", R"({"subject":"a","payl)", "byte");
    row("no object", "[1]", "object");
    row("no subject", R"({"payload":"x"})", "subject");
    row("empty subject", R"({"subject":"","payload":"x"})", "subject");
    row("no payload", R"({"subject":"a"})", "payload");
    row("no Base64", R"({"Subject":"a","Data":"%%%"})", "Data");
    row("no headers", R"({"subject":"a","payload":"","headers":[1]})", "headers");
    row("a header with a line end", R"({"subject":"a","payload":"","headers":{"K":"a\nb"}})", "K");
    row("too many fields",
        R"({"subject":"a","payload":"","headers":{"K":[1)" + QByteArray(",1").repeated(100'000) + "]}}", "fields");
    row("a status beyond int", R"({"subject":"a","status":1e12,"payload":""})", "status");
    row("a negative status", R"({"subject":"a","status":-1,"payload":""})", "status");
    row("a time too far", R"({"subject":"a","payload":"","time":"6019-06-13T19:33:51Z"})", "time");
    row("no time", R"({"subject":"a","payload":"","time":"yesterday"})", "time");
}

void TestMessageImport::namesWhatIsWrong()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, word);
    const auto message = parseMessageObject({json.constData(), std::size_t(json.size())});
    QVERIFY(!message);
    QVERIFY2(message.error().message.find(word.toStdString()) != std::string::npos, message.error().message.c_str());
}

void TestMessageImport::readsADumpFolderInOrder()
{
    for (const auto *name : {"10", "2", "2_reply", "1"})
        write(QStringLiteral("dump/%1.json").arg(QLatin1String(name)),
              QByteArray(R"({"Subject":"n)") + name + R"(","Reply":"","Header":null,"Data":"","Sub":null})");
    write(QStringLiteral("dump/notes.txt"), "mine");
    const auto done = import(m_folder.filePath(QStringLiteral("dump")));
    QVERIFY2(done, done ? "" : done.error().message.c_str());
    QByteArrayList subjects;
    for (const auto &message : std::as_const(m_messages))
        subjects << message.subject;
    QCOMPARE(subjects, QByteArrayList({"n1", "n2", "n2_reply", "n10"}));
    QCOMPARE(done.value().withoutTime, quint64(4));
    QVERIFY(*m_messages.first().atNs > 1'600'000'000'000'000'000);
}

void TestMessageImport::readsRabtapsFolder()
{
    write(QStringLiteral("tap/rabtap-2.json"),
          R"({"RoutingKey":"b","XRabtapReceivedTimestamp":"2023-11-14T22:13:20Z","Body":""})");
    write(QStringLiteral("tap/rabtap-2.dat"), "body of two");
    write(QStringLiteral("tap/rabtap-1.json"), R"({"RoutingKey":"a","Body":"b25l"})");
    QVERIFY(import(m_folder.filePath(QStringLiteral("tap"))));
    QCOMPARE(m_messages.size(), 2);
    QCOMPARE(m_messages.at(0).payload, QByteArray("one"));
    QCOMPARE(m_messages.at(1).payload, QByteArray("body of two"));
    QCOMPARE(qint64(*m_messages.at(1).atNs), 1'700'000'000'000'000'000);
}

void TestMessageImport::endsAtABrokenLineAndNamesIt()
{
    const auto path = write(QStringLiteral("broken.ndjson"),
                            "{\"subject\":\"a\",\"payload\":\"1\"}\n\n{\"subject\":\"a\",\"pay\n{\"subject\":\"b\"}\n");
    const auto done = import(path);
    QVERIFY(!done);
    const auto text = QString::fromStdString(done.error().message);
    QVERIFY2(text.contains(QStringLiteral("Line 3 of broken.ndjson")), qPrintable(text));
}

void TestMessageImport::leavesBrokenLinesOutWhenAsked()
{
    const auto path = write(QStringLiteral("some.ndjson"), "{\"subject\":\"a\",\"payload\":\"1\"}\nbroken\n"
                                                           "{\"subject\":\"b\",\"payload\":\"2\"}");
    const auto done = import(path, true);
    QVERIFY(done);
    QCOMPARE(done.value().messages, quint64(2));
    QCOMPARE(done.value().skipped, quint64(1));
    QVERIFY(done.value().problems.first().startsWith(QStringLiteral("Line 2 of some.ndjson")));
    QCOMPARE(m_messages.last().payload, QByteArray("2"));
}

void TestMessageImport::takesAnyBytes_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("whole");
    QTest::newRow("lines") << QStringLiteral("any.ndjson")
                           << QByteArray(
                                  R"({"subject":"a.b","at_ns":5,"headers":{"K":["v\u00e9"]},"payload":{"n":[1]}})"
                                  "\n"
                                  R"({"Subject":"c","Data":"aGk=","Header":null})"
                                  "\n");
    QTest::newRow("nats sub --dump") << QStringLiteral("any-dump/1.json")
                                     << QByteArray(R"({"Subject":"a","Reply":"r","Header":{"K":["v"]},"Data":"aGk="})");
    QTest::newRow("rabtap") << QStringLiteral("any-rabtap/rabtap-1.json")
                            << QByteArray(R"({"RoutingKey":"a b","Exchange":"x","Headers":{"n":1},"Body":"aGk=",)"
                                          R"("XRabtapReceivedTimestamp":"2019-06-13T19:33:51.92+02:00"})");
}

/// Cut anywhere, with any bit the other way round: messages or a sentence, never a crash.
void TestMessageImport::takesAnyBytes()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, whole);
    const auto read = [&](const QByteArray &bytes, bool skipsBroken) {
        const auto path = write(name, bytes);
        return import(name.contains(u'/') ? QFileInfo(path).path() : path, skipsBroken);
    };
    QVERIFY(read(whole, false));
    for (qsizetype size = 0; size < whole.size(); ++size) {
        const auto cut = read(whole.left(size), size % 2 == 0);
        QVERIFY2(cut || !cut.error().message.empty(), whole.left(size).constData());
    }
    QRandomGenerator random(59'046);
    for (int round = 0; round < 2'000; ++round) {
        auto flipped = whole;
        const auto at = random.bounded(flipped.size());
        flipped[at] = static_cast<char>(flipped.at(at) ^ (1 << random.bounded(8)));
        const auto found = read(flipped, round % 2 == 0);
        QVERIFY2(found || !found.error().message.empty(), flipped.constData());
    }
}

void TestMessageImport::readsTextsOfWindows()
{
    const QByteArray mark("\xef\xbb\xbf");
    const QByteArray line(R"({"subject":"a","payload":"x","at_ns":1})");
    QVERIFY(import(write(QStringLiteral("bom.ndjson"), mark + line + "\r\n" + line)));
    QCOMPARE(m_messages.size(), 2);
    write(QStringLiteral("bom/1.json"), mark + R"({"Subject":"a","Data":"aGk="})");
    const auto folder = import(m_folder.filePath(QStringLiteral("bom")));
    QVERIFY2(folder, folder ? "" : folder.error().message.c_str());
    QCOMPARE(m_messages.first().payload, QByteArray("hi"));
}

void TestMessageImport::readsObjectsOfAnySize()
{
    QByteArray fields;
    for (int i = 0; i < 200'000; ++i)
        fields += ",\"f" + QByteArray::number(i) + "\":" + QByteArray::number(i);
    const auto inside = "{" + fields.mid(1) + "}";
    const auto imported = import(
        write(QStringLiteral("wide.ndjson"), R"({"subject":"in","headers":{"K":["v"]},"payload":)" + inside + "}\n" +
                                                 R"({"subject":"beside","payload":"x")" + fields + "}\n"));
    QVERIFY2(imported, imported ? "" : imported.error().message.c_str());
    QCOMPARE(m_messages.size(), 2);
    QCOMPARE(m_messages.at(0).payload, inside);
    QCOMPARE(m_messages.at(0).headers, QByteArray("NATS/1.0\r\nK: v\r\n\r\n"));
    QCOMPARE(m_messages.at(1).payload, QByteArray("x"));
}

void TestMessageImport::leavesOutSubjectsThatAreTooLong()
{
    const auto line = [](const QByteArray &subject, const QByteArray &reply) {
        return R"({"subject":")" + subject + R"(","reply":")" + reply + R"(","payload":"x","at_ns":1})" + "\n";
    };
    const auto path = write(QStringLiteral("long.ndjson"), line("a", {}) + line(QByteArray(65'536, 's'), {}) +
                                                               line("b", QByteArray(65'536, 'r')) +
                                                               line(QByteArray(65'535, 's'), {}));
    const auto refused = import(path);
    QVERIFY(!refused);
    QVERIFY2(refused.error().message.find("Line 2 of long.ndjson") != std::string::npos,
             refused.error().message.c_str());
    const auto imported = import(path, true);
    QVERIFY2(imported, imported ? "" : imported.error().message.c_str());
    QCOMPARE(imported.value().messages, 2U);
    QCOMPARE(imported.value().skipped, 2U);
}

void TestMessageImport::saysWhenAFolderHoldsNoMessages()
{
    write(QStringLiteral("empty/readme.txt"), "nothing");
    const auto done = import(m_folder.filePath(QStringLiteral("empty")));
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ErrorKind::NotFound);
    QCOMPARE(import(m_folder.filePath(QStringLiteral("missing"))).error().kind, ErrorKind::NotFound);
}

void TestMessageImport::readsZeroTerminatedOutputAndLongLines()
{
    const QByteArray large(3'000'000, 'x');
    const auto path =
        write(QStringLiteral("stream"), R"({"Subject":"a","Data":"aQ=="})" + QByteArray(1, '\0') +
                                            R"({"subject":"b","payload":")" + large + "\"}" + QByteArray(1, '\0'));
    QVERIFY(import(path));
    QCOMPARE(m_messages.size(), 2);
    QCOMPARE(m_messages.last().payload.size(), large.size());
}

QTEST_GUILESS_MAIN(TestMessageImport)
#include "tst_messageimport.moc"
