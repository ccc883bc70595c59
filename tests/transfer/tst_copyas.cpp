// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostilemessages.h"
#include "transfer/copyas.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSet>

using namespace gnat;

/// Messages on the clipboard, in every form.
class CopyAsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hexIsThatOfHexdump();
    void payloadsStandBelowEachOther();
    void jsonIsOneLineAMessage();
    void everyFormHasANameAndIsText();
};

void CopyAsTest::hexIsThatOfHexdump()
{
    std::string bytes;
    for (int i = 0; i < 300; ++i)
        bytes += static_cast<char>(i * 7);
    for (const std::size_t size : {0U, 1U, 8U, 9U, 16U, 17U, 300U}) {
        const auto text = bytes.substr(0, size);
        QProcess hexdump;
        hexdump.start(QStringLiteral("hexdump"), {QStringLiteral("-vC")});
        if (!hexdump.waitForStarted())
            QSKIP("hexdump is not installed");
        hexdump.write(text.data(), static_cast<qint64>(text.size()));
        hexdump.closeWriteChannel();
        QVERIFY(hexdump.waitForFinished());
        const auto wanted = hexdump.readAll();
        QCOMPARE(QByteArray::fromStdString(hexDump(text)), size == 0 ? QByteArray("00000000\n") : wanted);
    }
}

void CopyAsTest::payloadsStandBelowEachOther()
{
    const test::HostileMessages hostile;
    const std::vector<MessageView> two = {hostile.views[0], hostile.views[2]};
    QCOMPARE(copiedAs(CopyFormat::Text, two, {}), QStringLiteral("plain\nit's \"quoted\" \\ and \\n"));
    QCOMPARE(copiedAs(CopyFormat::Base64, {two[0]}, {}), QStringLiteral("cGxhaW4="));
    QCOMPARE(copiedAs(CopyFormat::Hex, two, {}).count(QStringLiteral("00000000  ")), 2);
}

void CopyAsTest::jsonIsOneLineAMessage()
{
    const test::HostileMessages hostile;
    const auto lines = copiedAs(CopyFormat::Json, hostile.views, {}).split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(static_cast<std::size_t>(lines.size()), hostile.views.size());
    for (const auto &line : lines)
        QVERIFY(QJsonDocument::fromJson(line.toUtf8()).isObject());
}

void CopyAsTest::everyFormHasANameAndIsText()
{
    const test::HostileMessages hostile;
    QSet<QString> names;
    for (const auto format : copyFormats) {
        names.insert(copyFormatName(format));
        QVERIFY(!copiedAs(format, hostile.views, QStringLiteral("nats://h:1")).isEmpty());
    }
    QCOMPARE(names.size(), static_cast<qsizetype>(copyFormats.size()));
}

QTEST_GUILESS_MAIN(CopyAsTest)
#include "tst_copyas.moc"
