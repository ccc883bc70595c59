// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "codecs/payloadcodec.h"
#include "core/batchbuilder.h"
#include "recording/smalldisk.h"
#include "transfer/messageexport.h"
#include "transfer/transferjob.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <sys/resource.h>
#include <sys/stat.h>

using namespace gnat;

namespace {

/// One batch from position 100 on.
class OneBatch final : public MessageSnapshot
{
public:
    explicit OneBatch(BatchPtr batch) : m_batch(std::move(batch)) {}
    std::uint64_t begin() const override { return 100; }
    std::uint64_t end() const override { return 100 + m_batch->size(); }
    Result<void> visit(std::uint64_t first, std::uint64_t end, const Visit &visit) const override
    {
        for (auto position = std::max(first, begin()); position < std::min(end, this->end()); ++position) {
            if (!visit(m_batch->at(position - 100), position))
                break;
        }
        return {};
    }

private:
    BatchPtr m_batch;
};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("missing");
}

} // namespace

/// Files that messages are exported to.
class MessageExportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void rangesFilterAndNotesMeet();
    void csvHasAColumnForEachField();
    void csvSaysWhatGotNoColumn();
    void csvHasValuesWhole();
    void aCancelledExportLeavesWhatWasThere();
    void aFullDiskIsSaid();
    void aDiskThatFillsUpIsNamed();
    void aFolderThatCannotBeWrittenIsNamed();
    void payloadsBecomeFiles();
    void theJobRunsApart();

private:
    ExportRequest request(ExportFormat format) const
    {
        ExportRequest request;
        request.messages = m_messages;
        request.ranges = {{100, m_messages->end()}};
        request.format = format;
        request.path = m_folder->filePath(QStringLiteral("out"));
        request.codecs = &m_codecs;
        return request;
    }

    CodecRegistry m_codecs;
    BatchPtr m_batch;
    std::shared_ptr<const MessageSnapshot> m_messages;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void MessageExportTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    BatchBuilder builder{SourceId(1)};
    const auto add = [&](const MessageParts &parts) {
        QVERIFY(builder.append(parts, 1'700'000'000'000'000'001, SubscriptionId(1)));
    };
    add({"a.one", {}, {}, R"({"user":{"name":"Ö, \"x\""},"n":1})"});
    add({"a.two", "r", "NATS/1.0\r\nK: v\r\nK: w\r\n\r\n", R"({"n":2.5,"items":[{"id":7},{"id":8}]})"});
    add({"b.three", {}, {}, "plain"});
    add({"b.four", {}, {}, std::string_view("\x82\xa1n\x03\xa1m\xc3", 7)}); // msgpack {n: 3, m: true}
    m_batch = builder.take(1);
    m_messages = std::make_shared<OneBatch>(m_batch);
}

void MessageExportTest::rangesFilterAndNotesMeet()
{
    auto wanted = request(ExportFormat::Ndjson);
    wanted.ranges = {{100, 101}, {102, 104}};
    wanted.wanted = [](const MessageView &message) {
        return message.subject != "b.four";
    };
    wanted.notes = {{102, QStringLiteral("look \"here\"")}, {101, QStringLiteral("not exported")}};
    const auto done = exportMessages(wanted, {});
    QVERIFY(done);
    QCOMPARE(done.value().messages, 2U);
    const auto lines = contentOf(wanted.path).split('\n');
    QCOMPARE(lines.size(), 3);
    const auto first = QJsonDocument::fromJson(lines[0]).object();
    QCOMPARE(first[u"subject"].toString(), QStringLiteral("a.one"));
    QVERIFY(!first.contains(u"marked"));
    const auto second = QJsonDocument::fromJson(lines[1]).object();
    QCOMPARE(second[u"payload"].toString(), QStringLiteral("plain"));
    QCOMPARE(second[u"marked"].toBool(), true);
    QCOMPARE(second[u"note"].toString(), QStringLiteral("look \"here\""));
}

void MessageExportTest::csvHasAColumnForEachField()
{
    auto wanted = request(ExportFormat::Csv);
    wanted.notes = {{100, QString()}};
    QVERIFY(exportMessages(wanted, {}));
    const auto text = contentOf(wanted.path);
    const auto lines = text.split('\n');
    QCOMPARE(lines[0], QByteArray("number,at_ns,time,subject,reply,size,note,header.K,payload.user.name,payload.n,"
                                  "payload.items[0].id,payload.items[1].id,payload.m,payload\r"));
    QCOMPARE(lines[1],
             QByteArray("1,1700000000000000001,2023-11-14T22:13:20.000000001Z,a.one,,35,marked,,\"Ö, \"\"x\"\"\",1,,,,"
                        "\"{\"\"user\"\":{\"\"name\"\":\"\"Ö, \\\"\"x\\\"\"\"\"},\"\"n\"\":1}\"\r"));
    QVERIFY2(text.contains("a.two,r,37,,\"v\nw\",,2.5,7,8,,"), text.constData());
    QVERIFY(text.contains("b.three,,5,,,,,,,,plain\r\n"));
    QVERIFY(text.contains("b.four,,7,,,,3,,,true,base64:"));
}

void MessageExportTest::csvSaysWhatGotNoColumn()
{
    BatchBuilder builder{SourceId(1)};
    for (int i = 0; i < 1000; ++i)
        QVERIFY(builder.append({"s", {}, {}, "{\"key" + std::to_string(i) + "\":1}"}, i, SubscriptionId(1)));
    m_messages = std::make_shared<OneBatch>(BatchPtr(builder.take(1)));
    const auto done = exportMessages(request(ExportFormat::Csv), {});
    QVERIFY(done);
    QCOMPARE(done.value().messages, 1000U);
    QCOMPARE(done.value().fieldsLeftOut, 600U);
}

void MessageExportTest::csvHasValuesWhole()
{
    const std::string longText(70'000, 'x');
    BatchBuilder builder{SourceId(1)};
    const auto add = [&](const MessageParts &parts) {
        QVERIFY(builder.append(parts, 1, SubscriptionId(1)));
    };
    add({"json", {}, {}, R"({"long":")" + longText + R"(","tab":"a\tb","n":1.50})"});
    add({"header", {}, "NATS/1.0\r\nK: a\xff\r\n\r\n", {}});
    // {"long": 70,000 bytes of binary, "tab": "\xff", a key with an extension of type 5}
    std::string packed("\x83\xa4long\xc6\x00\x01\x11\x70", 11);
    packed += longText + std::string("\xa3tab\xa1\xff\xa1"
                                     "e\xd4\x05!",
                                     11);
    add({"packed", {}, {}, packed});
    m_messages = std::make_shared<OneBatch>(BatchPtr(builder.take(1)));
    const auto wanted = request(ExportFormat::Csv);
    const auto done = exportMessages(wanted, {});
    QVERIFY(done);
    const auto lines = contentOf(wanted.path).split('\n');
    QCOMPARE(lines[0], QByteArray("number,at_ns,time,subject,reply,size,note,header.K,payload.long,payload.tab,"
                                  "payload.n,payload.e,payload\r"));
    const auto cells = [&lines](int line) {
        return lines[line].split(',').mid(7);
    };
    QCOMPARE(cells(1).mid(0, 5), QByteArrayList({"", QByteArray::fromStdString(longText), "a\tb", "1.50", ""}));
    QCOMPARE(cells(2).at(0), "base64:" + QByteArray("a\xff").toBase64());
    QCOMPARE(cells(3).mid(1, 4),
             QByteArrayList({QByteArray::fromStdString(longText), "base64:" + QByteArray("\xff").toBase64(), "", "!"}));
    QCOMPARE(done.value().asBase64, 2U);
    QCOMPARE(done.value().fieldsNotSeen, 0U);
}

void MessageExportTest::aCancelledExportLeavesWhatWasThere()
{
    auto wanted = request(ExportFormat::Ndjson);
    QFile old(wanted.path);
    QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
    old.close();
    std::stop_source stop;
    stop.request_stop();
    const auto done = exportMessages(wanted, {stop.get_token(), {}});
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ErrorKind::Cancelled);
    QCOMPARE(contentOf(wanted.path), QByteArray("old"));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 1);
}

void MessageExportTest::aFullDiskIsSaid()
{
    // No disk is filled for this: the process may write no more than this much into a file.
    rlimit before = {};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    auto limit = before;
    limit.rlim_cur = 100;
    std::signal(SIGXFSZ, SIG_IGN);
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &limit), 0);
    const auto done = exportMessages(request(ExportFormat::Ndjson), {});
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ErrorKind::StorageFailure);
    QVERIFY(QString::fromStdString(done.error().message).startsWith(QStringLiteral("out could not be written: ")));
    QVERIFY(QDir(m_folder->path()).isEmpty()); // nothing half written
}

/// What finds room for its first half only sets no reason of its own.
void MessageExportTest::aDiskThatFillsUpIsNamed()
{
    const test::SmallDisk disk("1");
    if (!disk.isMounted() || !disk.fillUp(8192))
        QSKIP("this user may not mount a file system");
    BatchBuilder builder(SourceId(1));
    const std::string payload(1000, 'x');
    for (int i = 0; i < 100; ++i)
        QVERIFY(builder.append({"a.b", {}, {}, payload}, 1, SubscriptionId(1)));
    ExportRequest wanted;
    wanted.messages = std::make_shared<OneBatch>(builder.take());
    wanted.ranges = {{100, 200}};
    wanted.format = ExportFormat::Ndjson;
    wanted.path = disk.file("x.ndjson");
    const auto done = exportMessages(wanted, {});
    QVERIFY(!done);
    QCOMPARE(QString::fromStdString(done.error().message),
             QStringLiteral("x.ndjson could not be written: the disk is full."));
    QVERIFY(!QFile::exists(wanted.path));
}

void MessageExportTest::aFolderThatCannotBeWrittenIsNamed()
{
    auto wanted = request(ExportFormat::Csv);
    wanted.path = m_folder->filePath(QStringLiteral("no/such/folder/x.csv"));
    const auto done = exportMessages(wanted, {});
    QVERIFY(!done);
    QVERIFY(QString::fromStdString(done.error().message).startsWith(QStringLiteral("x.csv could not be written: ")));
    wanted.path = m_folder->filePath(QStringLiteral("socket"));
    QCOMPARE(mkfifo(QFile::encodeName(wanted.path).constData(), 0600), 0); // a special file is not replaced
    QVERIFY(!exportMessages(wanted, {}));
    QVERIFY(!QFileInfo(wanted.path).isFile());
}

void MessageExportTest::payloadsBecomeFiles()
{
    std::vector<MessageHandle> messages;
    for (std::uint32_t i = 0; i < 4; ++i)
        messages.push_back({m_batch, i});
    messages.push_back({m_batch, 2}); // the same again needs a name of its own
    const auto saved = savePayloads(messages, m_folder->path(), true, m_codecs, {});
    QVERIFY(saved);
    QCOMPARE(saved.value(), 5U);
    const QDir folder(m_folder->path());
    QCOMPARE(folder.entryList({QStringLiteral("*.json")}, QDir::Files).size(), 2);
    QCOMPARE(folder.entryList({QStringLiteral("b.three * 2.txt")}, QDir::Files).size(), 1);
    const auto packed = folder.entryList({QStringLiteral("b.four *.msgpack")}, QDir::Files);
    QCOMPARE(packed.size(), 1);
    QCOMPARE(contentOf(folder.filePath(packed[0])), QByteArray("\x82\xa1n\x03\xa1m\xc3", 7));
    BatchBuilder builder{SourceId(1)};
    QVERIFY(builder.append({"../../etc/pass\x01wd:*?", {}, {}, "x"}, 0, SubscriptionId(1)));
    const auto name = payloadFileName(builder.take(1)->at(0), m_codecs);
    QVERIFY2(name.startsWith(QStringLiteral("_._.._etc_pass_wd___ ")), qPrintable(name));
}

void MessageExportTest::theJobRunsApart()
{
    TransferJob job;
    QSignalSpy ok(&job, &TransferJob::succeeded);
    QSignalSpy bad(&job, &TransferJob::failed);
    QVERIFY(job.start([](const JobControl &) -> Result<QString> { return QStringLiteral("done"); }));
    QVERIFY(!job.start([](const JobControl &) -> Result<QString> { return QString(); }));
    QTRY_COMPARE(ok.size(), 1);
    QVERIFY(!job.isRunning());
    QVERIFY(job.start([](const JobControl &control) -> Result<QString> {
        while (!control.stop.stop_requested())
            control.progress(1, 2);
        return Error{ErrorKind::Cancelled, "stopped"};
    }));
    QSignalSpy progress(&job, &TransferJob::progressed);
    QTRY_VERIFY(!progress.isEmpty());
    job.cancel();
    QTRY_COMPARE(bad.size(), 1);
    QVERIFY(bad[0][1].toBool());
}

QTEST_GUILESS_MAIN(MessageExportTest)
#include "tst_messageexport.moc"
