// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "codecs/payloadcodec.h"

#include <QTest>

using namespace gnat;

class TestCodecRegistry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void guesses_data();
    void guesses();
    void findsByName();

private:
    CodecRegistry m_codecs;
};

void TestCodecRegistry::guesses_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QString>("format");
    const auto row = [](const char *name, const QByteArray &payload, const char *format) {
        QTest::newRow(name) << payload << QString::fromLatin1(format);
    };
    row("nothing", {}, "empty");
    row("object", "{\"id\":1}", "json");
    row("array with blanks", " \n[1, 2]\n", "json");
    row("quoted", "\"hello\"", "json");
    row("number", "42", "text");
    row("word", "true", "text");
    row("broken object", "{\"id\":", "text");
    row("long object", "{\"id\":[" + QByteArray("1,").repeated(10'000) + "1]}", "json");
    row("words", "2026 pump-07 ok\n", "text");
    row("coloured", "\x1b[31mred\x1b[0m", "text");
    row("UTF-8", QStringLiteral("größer 温度").toUtf8(), "text");
    row("UTF-8 cut at the end of the prefix", "a" + QStringLiteral("é").toUtf8().repeated(4000), "text");
    row("controls", QByteArray("\x01\x02\x03", 3), "bin");
    row("map", QByteArray::fromHex("81a16101"), "msgpack");
    row("packed array", QByteArray::fromHex("93010203"), "msgpack");
    row("long packed array", QByteArray::fromHex("dc2710") + QByteArray(10'000, '\x01'), "msgpack");
    row("packed float", QByteArray::fromHex("cb4051d9999999999a"), "msgpack");
    row("noise", QByteArray::fromHex("8fffd8ffe000104a46"), "bin");
    row("all of ff", QByteArray(5000, '\xff'), "bin");
}

void TestCodecRegistry::guesses()
{
    QFETCH(QByteArray, payload);
    QFETCH(QString, format);
    QCOMPARE(m_codecs.guess(viewOf(payload)).name(), format);
}

void TestCodecRegistry::findsByName()
{
    QCOMPARE(m_codecs.names().join(u' '), QStringLiteral("json msgpack text bin"));
    for (const auto &name : m_codecs.names())
        QCOMPARE(m_codecs.find(name)->name(), name);
    QVERIFY(!m_codecs.find(QStringLiteral("morse")));
    const QByteArray invalid("abc\xc3\x28");
    QCOMPARE(errorText(m_codecs.find(QStringLiteral("text"))->decode(viewOf(invalid)).error()),
             QStringLiteral("Not valid UTF-8 at byte 3: a byte that is not UTF-8."));
    const QByteArray bytes("\x00 A\xff", 4);
    QCOMPARE(m_codecs.find(QStringLiteral("bin"))->preview(viewOf(bytes), 200), QStringLiteral("00 20 41 ff"));
    QVERIFY(
        m_codecs.find(QStringLiteral("bin"))->pretty(viewOf(bytes)).value().startsWith(QStringLiteral("0000  00 20")));
}

QTEST_GUILESS_MAIN(TestCodecRegistry)
#include "tst_codecregistry.moc"
