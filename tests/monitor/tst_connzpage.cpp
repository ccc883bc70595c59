// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "monitor/connzpage.h"

#include <QTest>

using namespace gnat;

class ConnzPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhoSubscribes();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void interestIsBounded();
};

namespace {

const QByteArray answer = R"({
  "server": {"name": "n1", "id": "NABC", "ver": "2.9.10"},
  "data": {"server_id": "NABC", "num_connections": 2, "total": 300, "offset": 256, "limit": 256, "connections": [
    {"cid": 7, "ip": "127.0.0.1", "lang": "go", "version": "1.28", "name": "billing", "subscriptions_list_detail": [
      {"subject": "shop.orders.*", "qgroup": "workers", "sid": "1", "msgs": 3, "cid": 7},
      {"subject": "_INBOX.x.*", "sid": "2", "msgs": 0, "cid": 7}]},
    {"cid": 9, "ip": "127.0.0.1", "lang": "C", "version": "3.4.1", "subscriptions_list_detail": [
      {"subject": ">", "sid": "1", "msgs": 3, "cid": 9}]}]}})";

} // namespace

void ConnzPageTest::readsWhoSubscribes()
{
    const auto page = readConnzPage(answer, QStringLiteral("NABC"), 9); // 9 is this program
    QVERIFY2(page, page ? "" : page.error().message.c_str());
    QCOMPARE(page.value().total, 300);
    QCOMPARE(page.value().offset, 256);
    QCOMPARE(page.value().clients.size(), 2);
    QCOMPARE(page.value().subscribers.size(), 2);
    QCOMPARE(page.value().subscribers[0].subject, QByteArray("shop.orders.*"));
    QCOMPARE(page.value().subscribers[0].queueGroup, QByteArray("workers"));
    QCOMPARE(page.value().subscribers[0].client, QStringLiteral("billing (go 1.28), cid 7 on n1"));
    const auto elsewhere = readConnzPage(answer, QStringLiteral("NDEF"), 9);
    QCOMPARE(elsewhere.value().subscribers.size(), 3); // the number 9 of another server is somebody else
    Interest interest;
    for (const auto &subscriber : page.value().subscribers)
        interest.add(subscriber);
    QCOMPARE(interest.subjects.size(), 1); // inboxes are nobody's business
    QCOMPARE(interest.subjects.value("shop.orders.*").queueGroups, QStringList{QStringLiteral("workers")});
}

void ConnzPageTest::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("says");
    QTest::newRow("cut") << answer.left(100) << QStringLiteral("no valid JSON");
    QTest::newRow("empty") << QByteArray() << QStringLiteral("no valid JSON");
    QTest::newRow("error") << QByteArray(R"({"server":{"id":"N"},"error":{"code":400,"description":"bad request"}})")
                           << QStringLiteral("bad request");
}

void ConnzPageTest::saysWhatIsWrong()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, says);
    const auto page = readConnzPage(json, {}, 0);
    QVERIFY(!page);
    QVERIFY2(errorText(page.error()).contains(says), page.error().message.c_str());
}

void ConnzPageTest::interestIsBounded()
{
    Interest interest;
    for (qsizetype i = 0; i < Interest::maxSubjects + 10; ++i)
        interest.add({"s." + QByteArray::number(i), {}, QStringLiteral("c")});
    for (int i = 0; i < 100; ++i)
        interest.add({"s.1", {}, QString::number(i)});
    QCOMPARE(interest.subjects.size(), Interest::maxSubjects);
    QCOMPARE(interest.beyond, 10U);
    QCOMPARE(interest.subscriptions, static_cast<quint64>(Interest::maxSubjects) + 110);
    QCOMPARE(interest.subjects.value("s.1").subscribers, 101U);
    QCOMPARE(interest.subjects.value("s.1").clients.size(), SubjectInterest::maxClients);
}

QTEST_GUILESS_MAIN(ConnzPageTest)
#include "tst_connzpage.moc"
