// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "codecs/payloadcodec.h"
#include "transfer/mcapwriter.h"
#include "transfer/messageimport.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

using namespace gnat;

namespace {

template <typename Number>
QByteArray little(Number number)
{
    const auto bytes = qToLittleEndian(number);
    return QByteArray(reinterpret_cast<const char *>(&bytes), sizeof bytes);
}

QByteArray sized(const QByteArray &bytes)
{
    return little(quint32(bytes.size())) + bytes;
}

QByteArray record(char op, const QByteArray &content)
{
    return op + little(quint64(content.size())) + content;
}

const QByteArray magic("\x89MCAP0\r\n", 8);
const QByteArray header = record(1, sized({}) + sized("another program"));

QByteArray channel(quint16 id, const QByteArray &topic)
{
    return record(4, little(id) + little(quint16(0)) + sized(topic) + sized("json") + sized({}));
}

QByteArray message(quint16 id, quint64 at, const QByteArray &payload)
{
    return record(5, little(id) + little(quint32(1)) + little(at) + little(at) + payload);
}

QByteArray chunk(const QByteArray &records, const QByteArray &compression = {}, quint32 checksum = 0)
{
    return record(6, little(quint64(0)) + little(quint64(0)) + little(quint64(records.size())) + little(checksum) +
                         sized(compression) + little(quint64(records.size())) + records);
}

const QByteArray dataEnd = record(15, little(quint32(0)));

} // namespace

/// MCAP files of our own and of other programs become messages again.
class McapReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatWeWrite();
    void readsFilesWithoutChunks();
    void saysWhatCannotBeRead_data();
    void saysWhatCannotBeRead();
    void leavesOutTopicsThatAreNoSubjects();
    void takesAnyBytes_data();
    void takesAnyBytes();

private:
    Result<ImportFigures> import(const QByteArray &bytes, bool skipBroken = false)
    {
        QFile file(m_folder.filePath(QStringLiteral("x.mcap")));
        file.remove(); // what is cut to nothing and written again, some file systems bring onto the disk at once
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            return makeError(ErrorKind::StorageFailure, QStringLiteral("no file"));
        file.close();
        m_messages.clear();
        const auto take = [this](const ImportedMessage &found) -> Result<void> {
            m_messages << found;
            return {};
        };
        return importMessages(file.fileName(), skipBroken, take, {});
    }

    QTemporaryDir m_folder;
    QList<ImportedMessage> m_messages;
};

void McapReaderTest::readsWhatWeWrite()
{
    const CodecRegistry codecs;
    McapWriter writer(codecs);
    QByteArray bytes;
    constexpr int count = 3'000; // several chunks
    const QByteArray filling(1'000, 'x');
    for (int i = 0; i < count; ++i) {
        const auto subject = "plant." + std::to_string(i % 7);
        const auto payload = QByteArray::number(i) + filling;
        MessageView view;
        view.subject = subject;
        view.payload = viewOf(payload);
        view.atNs = 1'700'000'000'000'000'000 + i;
        QVERIFY(writer.append(bytes, view));
    }
    writer.finish(bytes);
    const auto read = import(bytes);
    QVERIFY2(read, read ? "" : read.error().message.c_str());
    QCOMPARE(read.value().messages, quint64(count));
    for (int i = 0; i < count; ++i) {
        const auto &found = m_messages.at(i);
        QCOMPARE(found.subject, "plant." + QByteArray::number(i % 7));
        QCOMPARE(found.payload, QByteArray::number(i) + filling);
        QCOMPARE(*found.atNs, 1'700'000'000'000'000'000 + i);
    }
}

void McapReaderTest::readsFilesWithoutChunks()
{
    QVERIFY(import(magic + header + channel(3, "/imu") + record(12, sized("unknown")) + message(3, 5, "{}") + dataEnd));
    QCOMPARE(m_messages.size(), 1);
    QCOMPARE(m_messages.first().subject, QByteArray("/imu"));
    QCOMPARE(m_messages.first().payload, QByteArray("{}"));
}

void McapReaderTest::saysWhatCannotBeRead_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("words");
    const auto good = channel(1, "a.b") + message(1, 5, "x");
    const auto row = [](const char *name, const QByteArray &bytes, const char *words) {
        QTest::newRow(name) << magic + header + bytes << QString::fromLatin1(words);
    };
    row("compressed", chunk(good, "zstd") + dataEnd, "compressed with zstd");
    row("checksum", chunk(good, {}, 7) + dataEnd, "checksum");
    row("cut off", chunk(good), "breaks off");
    row("cut off in a record", chunk(good).chopped(3), "breaks off");
    row("no such channel", message(9, 5, "x") + dataEnd, "channel");
    row("a chunk within", chunk(chunk(good)) + dataEnd, "stands in a chunk");
    row("a record beyond its chunk", chunk(good.chopped(1)) + dataEnd, "ends too early");
    row("a message without room", record(5, "abc") + dataEnd, "ends too early");
}

void McapReaderTest::saysWhatCannotBeRead()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, words);
    const auto read = import(bytes);
    QVERIFY(!read);
    QVERIFY2(errorText(read.error()).contains(words), read.error().message.c_str());
}

void McapReaderTest::leavesOutTopicsThatAreNoSubjects()
{
    const auto bytes = magic + header +
                       chunk(channel(1, "a b") + channel(2, "a.b") + message(1, 5, "x") + message(2, 6, "y")) + dataEnd;
    const auto strict = import(bytes);
    QVERIFY(!strict);
    QVERIFY2(errorText(strict.error()).contains(QStringLiteral("Message 1 of x.mcap")), strict.error().message.c_str());
    const auto read = import(bytes, true);
    QVERIFY(read);
    QCOMPARE(read.value().skipped, 1U);
    QCOMPARE(m_messages.size(), 1);
    QCOMPARE(m_messages.first().subject, QByteArray("a.b"));
}

void McapReaderTest::takesAnyBytes_data()
{
    QTest::addColumn<QByteArray>("whole");
    const auto records = channel(1, "a.b") + message(1, 5, "{\"n\":1}") + message(1, 6, "{}");
    QTest::newRow("without chunks") << magic + header + records + dataEnd + magic;
    QTest::newRow("in a chunk") << magic + header + chunk(records) + dataEnd + magic;
    QByteArray ours;
    const CodecRegistry codecs;
    McapWriter writer(codecs);
    for (int i = 0; i < 3; ++i) {
        MessageView view;
        view.subject = "a.b";
        view.payload = R"({"n":1})";
        view.atNs = i;
        QVERIFY(writer.append(ours, view));
    }
    writer.finish(ours);
    QTest::newRow("as we write it") << ours;
}

/// Cut anywhere, with any bit the other way round: messages or a sentence, never a crash.
void McapReaderTest::takesAnyBytes()
{
    QFETCH(const QByteArray, whole);
    QVERIFY(import(whole));
    const auto messages = m_messages.size();
    const auto isTold = [](const Result<ImportFigures> &read) {
        return read || !read.error().message.empty();
    };
    for (qsizetype size = 0; size < whole.size(); ++size) {
        const auto read = import(whole.left(size));
        QVERIFY2(isTold(read) && m_messages.size() <= messages, qPrintable(QString::number(size)));
        QVERIFY2(!read || size == 0 || m_messages.size() == messages,
                 qPrintable(QString::number(size))); // nothing is lost unsaid
    }
    QRandomGenerator random(59'046);
    for (int round = 0; round < 2'000; ++round) {
        auto flipped = whole;
        for (int flips = random.bounded(1, 4); flips > 0; --flips) {
            const auto at = random.bounded(flipped.size());
            flipped[at] = static_cast<char>(flipped.at(at) ^ (1 << random.bounded(8)));
        }
        QVERIFY2(isTold(import(flipped, round % 2 == 0)), flipped.toHex().constData());
    }
}

QTEST_GUILESS_MAIN(McapReaderTest)
#include "tst_mcapreader.moc"
