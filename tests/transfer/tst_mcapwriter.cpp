// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "codecs/payloadcodec.h"
#include "transfer/crc32.h"
#include "transfer/mcapwriter.h"

#include "base/text.h"

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QtEndian>

using namespace gnat;

namespace {

/// Reads bytes front to back; past the end it notes a fault and yields zeros.
class Bytes
{
public:
    explicit Bytes(const QByteArray &bytes) : m_bytes(bytes) {}

    template <typename Number>
    Number number()
    {
        const auto raw = take(sizeof(Number));
        return raw.size() == sizeof(Number) ? qFromLittleEndian<Number>(raw.constData()) : Number{};
    }
    QByteArray take(qsizetype size)
    {
        if (size > m_bytes.size() - m_at) {
            m_isBroken = true;
            return {};
        }
        return m_bytes.mid(std::exchange(m_at, m_at + size), size);
    }
    QByteArray sized() { return take(number<quint32>()); }
    qsizetype at() const { return m_at; }
    bool isAtEnd() const { return m_at >= m_bytes.size(); }
    bool isBroken() const { return m_isBroken; }

private:
    QByteArray m_bytes;
    qsizetype m_at = 0;
    bool m_isBroken = false;
};

struct Record
{
    int op = 0;
    qsizetype at = 0;
    qsizetype size = 0; ///< with its head
    QByteArray content;
};

QList<Record> recordsOf(const QByteArray &bytes, qsizetype from)
{
    QList<Record> records;
    Bytes rest(bytes);
    while (!rest.isAtEnd() && !rest.isBroken()) {
        Record record;
        record.at = from + rest.at();
        record.op = rest.number<quint8>();
        record.content = rest.take(static_cast<qsizetype>(rest.number<quint64>()));
        record.size = from + rest.at() - record.at;
        records << record;
    }
    return rest.isBroken() ? QList<Record>() : records;
}

quint32 crcOf(const QByteArray &bytes)
{
    Crc32 crc;
    crc.add(viewOf(bytes));
    return crc.value();
}

struct Read
{
    QByteArray topic;
    QByteArray encoding;
    quint64 at = 0;
    quint32 sequence = 0;
    QByteArray data;

    bool operator==(const Read &) const = default;
};

struct Channel
{
    quint16 schema = 0;
    QByteArray topic;
    QByteArray encoding;
};

} // namespace

/// The file against the specification, by a reader of its own: mcap.dev/spec.
class TestMcapWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsTheChecksumOfZip();
    void canBeReadBack();
    void indexesLeadToMessages();
    void tellsTheShapeOfJson();
    void writesAnEmptyFile();
    void refusesMoreSubjectsThanThereAreNumbers();

private:
    QByteArray written(int messages);
    static QList<Record> topRecords(const QByteArray &file);

    CodecRegistry m_codecs;
};

void TestMcapWriter::countsTheChecksumOfZip()
{
    QCOMPARE(crcOf("123456789"), 0xCBF43926U);
    QCOMPARE(crcOf(""), 0U);
}

QByteArray TestMcapWriter::written(int messages)
{
    McapWriter writer(m_codecs);
    QByteArray out;
    for (int i = 0; i < messages; ++i) {
        const auto subject = "plant." + std::to_string(i % 7);
        const auto payload = i % 3 == 0 ? R"({"n":)" + std::to_string(i) + R"(,"in":{"x":[1.5]}})"
                                        : std::string(std::size_t(i % 900), char('a' + i % 26));
        MessageView message;
        message.subject = subject;
        message.payload = payload;
        message.atNs = 1'700'000'000'000'000'000 + i;
        message.sequence = std::uint64_t(i) + 1;
        if (!writer.append(out, message))
            return {};
    }
    writer.finish(out);
    return out;
}

QList<Record> TestMcapWriter::topRecords(const QByteArray &file)
{
    const QByteArray magic("\x89MCAP0\r\n", 8);
    if (!file.startsWith(magic) || !file.endsWith(magic))
        return {};
    return recordsOf(file.mid(8, file.size() - 16), 8);
}

void TestMcapWriter::canBeReadBack()
{
    constexpr int messages = 10'000;
    const auto file = written(messages);
    const auto records = topRecords(file);
    QVERIFY(records.size() > 10);
    QCOMPARE(records.first().op, 1);
    QCOMPARE(records.last().op, 2);
    QHash<quint16, Channel> channels;
    QHash<quint16, QByteArray> schemas;
    int chunks = 0;
    int read = 0;
    qsizetype summaryAt = 0;
    for (const auto &record : records) {
        Bytes content(record.content);
        if (record.op == 6) {
            ++chunks;
            const auto first = content.number<quint64>();
            const auto last = content.number<quint64>();
            const auto size = content.number<quint64>();
            const auto crc = content.number<quint32>();
            QCOMPARE(content.sized(), QByteArray());
            const auto inner = content.take(static_cast<qsizetype>(content.number<quint64>()));
            QVERIFY(content.isAtEnd());
            QCOMPARE(quint64(inner.size()), size);
            QCOMPARE(crcOf(inner), crc);
            for (const auto &one : recordsOf(inner, 0)) {
                Bytes fields(one.content);
                const auto id = fields.number<quint16>();
                if (one.op == 3) {
                    fields.sized();
                    QCOMPARE(fields.sized(), QByteArray("jsonschema"));
                    schemas.insert(id, fields.sized());
                } else if (one.op == 4) {
                    const auto schema = fields.number<quint16>();
                    const auto topic = fields.sized();
                    channels.insert(id, {schema, topic, fields.sized()});
                    QVERIFY(schema == 0 || schemas.contains(schema));
                } else {
                    QCOMPARE(one.op, 5);
                    QVERIFY(channels.contains(id));
                    const auto sequence = fields.number<quint32>();
                    const auto at = fields.number<quint64>();
                    QVERIFY(at >= first && at <= last);
                    QCOMPARE(sequence, quint32(read + 1));
                    QCOMPARE(at, 1'700'000'000'000'000'000U + quint64(read));
                    QCOMPARE(channels[id].topic, "plant." + QByteArray::number(read % 7));
                    QCOMPARE(channels[id].encoding == "json", read % 3 == 0);
                    ++read;
                }
            }
        } else if (record.op == 15) {
            QCOMPARE(content.number<quint32>(), crcOf(file.left(record.at)));
            summaryAt = record.at + record.size;
        } else if (record.op == 11) {
            QCOMPARE(content.number<quint64>(), quint64(messages));
            QCOMPARE(content.number<quint16>(), quint16(schemas.size()));
            QCOMPARE(content.number<quint32>(), quint32(channels.size()));
        } else if (record.op == 2) {
            QCOMPARE(qsizetype(content.number<quint64>()), summaryAt);
            content.number<quint64>();
            QCOMPARE(content.number<quint32>(), crcOf(file.mid(summaryAt, record.at + record.size - 4 - summaryAt)));
        }
    }
    QCOMPARE(read, messages);
    QVERIFY(chunks > 1);
}

void TestMcapWriter::indexesLeadToMessages()
{
    const auto file = written(10'000);
    int found = 0;
    for (const auto &record : topRecords(file)) {
        if (record.op == 14) { // summary offset: a group
            Bytes content(record.content);
            const auto op = content.number<quint8>();
            const auto start = qsizetype(content.number<quint64>());
            const auto length = qsizetype(content.number<quint64>());
            const auto group = recordsOf(file.mid(start, length), start);
            QVERIFY(!group.isEmpty());
            for (const auto &one : group)
                QCOMPARE(one.op, int(op));
        }
        if (record.op != 8)
            continue;
        Bytes index(record.content);
        index.take(16);
        const auto chunkAt = qsizetype(index.number<quint64>());
        const auto chunkSize = qsizetype(index.number<quint64>());
        QCOMPARE(file.at(chunkAt), char(6));
        const auto recordsAt = chunkAt + 9 + 8 + 8 + 8 + 4 + 4 + 8;
        Bytes offsets(index.sized());
        while (!offsets.isAtEnd()) {
            const auto id = offsets.number<quint16>();
            const auto at = qsizetype(offsets.number<quint64>());
            QVERIFY(at >= chunkAt + chunkSize);
            QCOMPARE(file.at(at), char(7));
            Bytes entries(file.mid(at + 9));
            QCOMPARE(entries.number<quint16>(), id);
            Bytes list(entries.sized());
            while (!list.isAtEnd()) {
                const auto time = list.number<quint64>();
                Bytes message(file.mid(recordsAt + qsizetype(list.number<quint64>()), 9 + 14));
                QCOMPARE(message.number<quint8>(), quint8(5));
                message.number<quint64>();
                QCOMPARE(message.number<quint16>(), id);
                message.number<quint32>();
                QCOMPARE(message.number<quint64>(), time);
                ++found;
            }
        }
    }
    QCOMPARE(found, 10'000);
}

void TestMcapWriter::tellsTheShapeOfJson()
{
    const auto file = written(1);
    for (const auto &record : topRecords(file)) {
        if (record.op != 3)
            continue;
        Bytes content(record.content);
        content.number<quint16>();
        QCOMPARE(content.sized(), QByteArray("plant.0"));
        content.sized();
        QCOMPARE(content.sized(),
                 QByteArray(R"({"type":"object","properties":{"n":{"type":"number"},"in":{"type":)"
                            R"("object","properties":{"x":{"type":"array","items":{"type":"number"}}}}}})"));
        return;
    }
    QFAIL("there is no schema");
}

void TestMcapWriter::writesAnEmptyFile()
{
    const auto records = topRecords(written(0));
    QList<int> ops;
    for (const auto &record : records)
        ops << record.op;
    QCOMPARE(ops, QList<int>({1, 15, 11, 14, 2}));
}

void TestMcapWriter::refusesMoreSubjectsThanThereAreNumbers()
{
    McapWriter writer(m_codecs);
    QByteArray out;
    for (int i = 0; i < 65'536; ++i) {
        const auto subject = "s." + std::to_string(i);
        MessageView message;
        message.subject = subject;
        message.payload = "text";
        const auto done = writer.append(out, message);
        QCOMPARE(done.isOk(), i < 65'535);
    }
}

QTEST_GUILESS_MAIN(TestMcapWriter)
#include "tst_mcapwriter.moc"
