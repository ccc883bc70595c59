// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "codecs/payloadcodec.h"

#include <QTest>

#include <string>

using namespace gnat;

namespace {

std::size_t countFields(const PayloadField &field)
{
    std::size_t count = 1;
    for (const auto &child : field.children)
        count += countFields(child);
    return count;
}

/// Every field lies inside the payload and inside its parent.
bool isNested(const PayloadField &field, std::size_t begin, std::size_t end)
{
    if (field.offset < begin || field.offset + field.size > end)
        return false;
    return std::all_of(field.children.begin(), field.children.end(), [&field](const PayloadField &child) {
        return isNested(child, field.offset, field.offset + field.size);
    });
}

QByteArray jsonSample()
{
    return QByteArrayLiteral(
        R"({"device":"pump-07","temp_c":71.4,"n":-12e3,"on":true,"x":null,"v":{"x":[1,2,"\u00e9"]}})");
}

QByteArray msgpackSample()
{
    return QByteArray::fromHex("87"
                               "a6646576696365"
                               "a770756d702d3037"
                               "a174cb4051d99999"
                               "99999aa16ecf0000"
                               "0199fd000aaea1"
                               "6f c3 a178 c0 a176 81 a178 93 01 d0 9c a2 c3 a9 a16a c4 03 00ff10");
}

} // namespace

/// What each format promises, whatever the bytes are: an error or bounded output, never a hang or a throw.
class TestCodecContract : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survives_data();
    void survives();
    void survivesEveryCut();
    void samplesDecodeWhole();

private:
    static void check(const PayloadCodec &codec, std::string_view payload);

    CodecRegistry m_codecs;
};

void TestCodecContract::check(const PayloadCodec &codec, std::string_view payload)
{
    const int confidence = codec.confidence(payload);
    QVERIFY(confidence >= 0 && confidence <= 100);
    const auto preview = codec.preview(payload, 200);
    QVERIFY(preview.size() <= 200);
    QVERIFY(!preview.contains(u'\n'));
    QCOMPARE(codec.preview(payload, 0).size() <= 1, true);
    if (const auto root = codec.decode(payload)) {
        QVERIFY(countFields(root.value()) <= 200'500);
        QVERIFY(isNested(root.value(), 0, payload.size()));
    } else {
        QVERIFY(!root.error().message.empty());
    }
    if (const auto pretty = codec.pretty(payload))
        QVERIFY(pretty.value().size() < 4'100'000);
    else
        QVERIFY(pretty.error().message.find("byte") != std::string::npos);
}

void TestCodecContract::survives_data()
{
    QTest::addColumn<QByteArray>("payload");
    const auto row = [](const char *name, const QByteArray &bytes) {
        QTest::newRow(name) << bytes;
    };
    row("empty", {});
    row("one zero byte", QByteArray(1, '\0'));
    row("1 MB of ff", QByteArray(1'000'000, '\xff'));
    row("1 MB of zero", QByteArray(1'000'000, '\0'));
    row("JSON depth bomb", QByteArray(100'000, '['));
    row("JSON depth bomb of objects", QByteArray("{\"a\":").repeated(100'000));
    row("MessagePack depth bomb of arrays", QByteArray(100'000, '\x91'));
    row("MessagePack depth bomb of map keys", QByteArray(100'000, '\x81'));
    row("array that claims 4 billion", QByteArray::fromHex("ddffffffff"));
    row("map that claims 4 billion", QByteArray::fromHex("dfffffffff01"));
    row("string that claims 4 GB", QByteArray::fromHex("dbffffffff616263"));
    row("bin that claims 4 GB", QByteArray::fromHex("c6fffffffe00"));
    row("ext that claims 4 GB", QByteArray::fromHex("c9fffffffe0000"));
    row("invalid UTF-8 in text", QByteArray("abc\xc3\x28 def\xf0\x9f"));
    row("invalid UTF-8 in JSON", QByteArray("{\"a\":\"\xff\xfe\"}"));
    row("a million array members", "[" + QByteArray("1,").repeated(1'000'000) + "1]");
    row("a million MessagePack members", QByteArray::fromHex("dd000f4240") + QByteArray(1'000'000, '\x07'));
    row("wide at the bottom of 200",
        QByteArray(200, '[') + QByteArray("1,").repeated(300'000) + "1" + QByteArray(200, ']'));
    row("number of a million digits", QByteArray(1'000'000, '7'));
    row("string of a million escapes", "\"" + QByteArray("\\u0041").repeated(200'000) + "\"");
    row("lone surrogates", QByteArray(R"(["\ud800","\udc00x","\ud83d\ud83d\ude00"])"));
}

void TestCodecContract::survives()
{
    QFETCH(QByteArray, payload);
    auto names = m_codecs.names();
    names << QStringLiteral("empty");
    for (const auto &name : names) // one that tried all ways would not end
        check(*m_codecs.find(name), viewOf(payload));
    const auto guessed = m_codecs.guess(viewOf(payload)).name();
    QVERIFY(!guessed.isEmpty());
}

void TestCodecContract::survivesEveryCut()
{
    for (const auto &sample : {jsonSample(), msgpackSample()}) {
        for (qsizetype size = 0; size < sample.size(); ++size) {
            const auto cut = sample.left(size);
            for (const auto &name : m_codecs.names())
                check(*m_codecs.find(name), viewOf(cut));
            QVERIFY(!m_codecs.find(QStringLiteral("json"))->decode(viewOf(cut)));
            const auto asMsgpack = m_codecs.find(QStringLiteral("msgpack"))->decode(viewOf(cut));
            QVERIFY(!asMsgpack || sample == jsonSample()); // "{" alone is the number 123
        }
    }
}

void TestCodecContract::samplesDecodeWhole()
{
    QVERIFY(m_codecs.find(QStringLiteral("json"))->decode(viewOf(jsonSample())).isOk());
    const auto packed = m_codecs.find(QStringLiteral("msgpack"))->decode(viewOf(msgpackSample()));
    QVERIFY2(packed.isOk(), packed ? "" : packed.error().message.c_str());
}

QTEST_GUILESS_MAIN(TestCodecContract)
#include "tst_codeccontract.moc"
