// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/sessionroom.h"
#include "broker/testnkey.h"

#include <QTest>

using namespace gnat;
using namespace gnat::test;

namespace {

constexpr auto refused = "-ERR 'Authorization Violation'\r\n";

BrokerUser userOf(const std::string &name, const std::string &password)
{
    BrokerUser user;
    user.name = name;
    user.password = password;
    return user;
}

QByteArray logIn(const QByteArray &fields)
{
    return "CONNECT {\"verbose\":false" + (fields.isEmpty() ? QByteArray() : "," + fields) + "}\r\nPING\r\n";
}

QByteArray nonceOf(const QByteArray &info)
{
    const auto at = info.indexOf("\"nonce\":\"");
    return at < 0 ? QByteArray() : info.mid(at + 9, info.indexOf('"', at + 9) - at - 9);
}

} // namespace

class TestBrokerNkey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void logins();
    void texts_data();
    void texts();
};

void TestBrokerNkey::logins()
{
    const TestNkey key;
    const TestNkey other('x');
    BrokerOptions options;
    options.users.emplace_back().nkey = key.publicKey().toStdString();
    options.users.emplace_back().nkey = other.publicKey().toStdString();
    options.users.push_back(userOf("plain", "p"));
    const auto answer = [&options](const auto &fieldsFor, const char *expected) {
        Room room(options);
        auto &session = room.arrive();
        const auto nonce = nonceOf(taken(session));
        QCOMPARE(nonce.size(), 15);
        QCOMPARE(said(session, logIn(fieldsFor(nonce))), expected);
    };
    const auto signedBy = [&key](const QByteArray &signature) {
        return R"("nkey":")" + key.publicKey() + R"(","sig":")" + signature + "\"";
    };
    using Bytes = const QByteArray &;
    constexpr auto url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    answer([&](Bytes nonce) { return signedBy(key.sign(nonce).toBase64(url)); }, "PONG\r\n");
    answer([&](Bytes nonce) { return signedBy(key.sign(nonce).toBase64()); }, "PONG\r\n"); // as older clients do
    answer([&](Bytes nonce) { return signedBy(other.sign(nonce).toBase64(url)); }, refused);
    answer([&](Bytes nonce) { return signedBy(key.sign(nonce + "x").toBase64(url)); }, refused);
    answer([&](Bytes nonce) { return signedBy(key.sign(nonce).left(63).toBase64(url)); }, refused);
    answer([&](Bytes) { return signedBy("AAAA"); }, refused);
    answer([&](Bytes) { return signedBy(QByteArray(3000, 'A')); }, refused);
    answer([&](Bytes) { return signedBy("not base64!"); }, refused);
    answer([&](Bytes) { return R"("nkey":")" + key.publicKey() + "\""; }, refused);
    answer(
        [&](Bytes nonce) {
            return R"("nkey":"UAX","sig":")" + key.sign(nonce).toBase64(url) + R"(","user":"plain","pass":"p")";
        },
        refused);
    answer([&](Bytes) { return QByteArray(R"("user":"plain","pass":"p")"); }, "PONG\r\n");
    answer([&](Bytes) { return QByteArray(); }, refused);

    options.users.clear(); // nobody has an NKey: nothing to sign
    options.users.push_back(userOf("plain", "p"));
    Room room(options);
    QVERIFY(nonceOf(taken(room.arrive())).isEmpty());
}

void TestBrokerNkey::texts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isKey");
    const QByteArray good = "UCNGL4W5QX66CFX6A6DCBVDH5VOHMI7B2UZZU7TXAUQQSI2JPHULCKBR";
    QTest::newRow("good") << good << true;
    QTest::newRow("one letter wrong") << QByteArray(good).replace(20, 1, "C") << false;
    QTest::newRow("short") << good.left(55) << false;
    QTest::newRow("long") << good + "A" << false;
    QTest::newRow("lower case") << good.toLower() << false;
    QTest::newRow("an account's") << QByteArray("AAVG6MKDSNYAENBNJYCXMZBSQXAZCZ5QKNMXQQRDCCYFTJ2UBZNBRUWU") << false;
    QTest::newRow("empty") << QByteArray() << false;
}

void TestBrokerNkey::texts()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isKey);
    QCOMPARE(decodeUserNkey(text.toStdString()).has_value(), isKey);
}

QTEST_GUILESS_MAIN(TestBrokerNkey)
#include "tst_brokernkey.moc"
