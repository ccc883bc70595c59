// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/clienthelpers.h"
#include "support/qtwarnings.h"

#include <QElapsedTimer>

using namespace gnat;
using namespace gnat::test;

class RequestsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnQtWarnings(); }
    void initTestCase() { QVERIFY2(m_server.start(), qPrintable(m_server.errorText())); }

    void getsAReply();
    void gathersManyReplies();
    void tellsNoRespondersFromTimeout();
    void answersManyAtOnce();
    void cancels();
    void keepsRepliesOutOfTheFeed();

private:
    NatsServerProcess m_server;
};

namespace {

/// A client that answers each request on `subject` with these replies.
struct Responder : RawClient
{
    Responder(quint16 port, const QByteArray &subject, QList<QByteArray> answers)
        : RawClient(port), m_answers(std::move(answers))
    {
        socket.write("SUB " + subject + " 1\r\n");
        isUp = isUp && sync();
        QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [this] { answer(); });
    }

private:
    void answer()
    {
        while (socket.canReadLine()) {
            const auto parts = socket.readLine().trimmed().split(' ');
            if (parts[0] != "MSG" || parts.size() != 5)
                continue;
            for (const auto &answer : m_answers)
                socket.write("PUB " + parts[3] + ' ' + QByteArray::number(answer.size()) + "\r\n" + answer + "\r\n");
        }
    }

    QList<QByteArray> m_answers;
};

RequestResult resultOf(const QSignalSpy &finished, int index = 0)
{
    return finished[index][1].value<RequestResult>();
}

} // namespace

void RequestsTest::getsAReply()
{
    Responder responder(m_server.port(), "echo", {QByteArray("an\0swer", 7)});
    QVERIFY(responder.isUp);
    Client client(m_server.url());
    QVERIFY(client.connects());
    QSignalSpy replies(client.connection.get(), &Connection::replyReceived);
    QSignalSpy finished(client.connection.get(), &Connection::requestFinished);
    const auto id = client.connection->request({"echo", {}, {}, "hello"}, {});
    QVERIFY(id.isOk());
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(resultOf(finished), RequestResult::Replied);
    QCOMPARE(finished[0][0].value<RequestId>(), id.value());
    QCOMPARE(replies.count(), 1);
    const auto reply = replies[0][1].value<Reply>();
    QCOMPARE(reply.payload, QByteArray("an\0swer", 7));
    QVERIFY(reply.latencyNs > 0);
    QVERIFY(reply.latencyNs < 5'000'000'000);
    QVERIFY(reply.atNs > 0);
    QVERIFY(!client.connection->request({"bad subject", {}, {}, {}}, {}).isOk());
}

void RequestsTest::gathersManyReplies()
{
    Responder responder(m_server.port(), "many", {"1", "2", "3"});
    Client client(m_server.url());
    QVERIFY(client.connects());
    QSignalSpy replies(client.connection.get(), &Connection::replyReceived);
    QSignalSpy finished(client.connection.get(), &Connection::requestFinished);
    QVERIFY(client.connection->request({"many", {}, {}, {}}, {5'000, 2}).isOk());
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(replies.count(), 2);
    QVERIFY(client.connection->request({"many", {}, {}, {}}, {300, 0}).isOk());
    QTRY_COMPARE(finished.count(), 2);
    QCOMPARE(replies.count(), 5);
    QCOMPARE(resultOf(finished, 1), RequestResult::Replied);
    QCOMPARE(replies[4][1].value<Reply>().payload, QByteArray("3"));
}

void RequestsTest::tellsNoRespondersFromTimeout()
{
    Responder silent(m_server.port(), "silent", {});
    Client client(m_server.url());
    QVERIFY(client.connects());
    QSignalSpy finished(client.connection.get(), &Connection::requestFinished);
    QVERIFY(client.connection->request({"nobody", {}, {}, {}}, {120'000, 1}).isOk()); // not waited for
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(resultOf(finished), RequestResult::NoResponders);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(client.connection->request({"silent", {}, {}, {}}, {200, 1}).isOk());
    QTRY_COMPARE(finished.count(), 2);
    QCOMPARE(resultOf(finished, 1), RequestResult::TimedOut);
    QVERIFY(timer.elapsed() >= 200);
}

void RequestsTest::answersManyAtOnce()
{
    Responder responder(m_server.port(), "busy", {"ok"});
    Client client(m_server.url());
    QVERIFY(client.connects());
    QSignalSpy replies(client.connection.get(), &Connection::replyReceived);
    QSignalSpy finished(client.connection.get(), &Connection::requestFinished);
    for (int i = 0; i < 1'000; ++i)
        QVERIFY(client.connection->request({"busy", {}, {}, {}}, {20'000, 1}).isOk());
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1'000, 20'000);
    QCOMPARE(replies.count(), 1'000);
    for (int i = 0; i < 1'000; ++i)
        QCOMPARE(resultOf(finished, i), RequestResult::Replied);
}

void RequestsTest::cancels()
{
    Responder silent(m_server.port(), "silent", {});
    Client client(m_server.url());
    QVERIFY(client.connects());
    QSignalSpy finished(client.connection.get(), &Connection::requestFinished);
    const auto id = client.connection->request({"silent", {}, {}, {}}, {60'000, 1});
    client.connection->cancel(id.value());
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(resultOf(finished), RequestResult::Cancelled);
    QVERIFY(client.connection->request({"silent", {}, {}, {}}, {60'000, 1}).isOk());
    client.connection->close();
    QTRY_COMPARE(finished.count(), 2);
    QCOMPARE(resultOf(finished, 1), RequestResult::Cancelled);
}

void RequestsTest::keepsRepliesOutOfTheFeed()
{
    Responder responder(m_server.port(), "quiet", {"ok"});
    Client client(m_server.url());
    QVERIFY(client.connects());
    QSignalSpy finished(client.connection.get(), &Connection::requestFinished);
    QVERIFY(client.connection->request({"quiet", {}, {}, {}}, {}).isOk());
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(client.ledger.figures().received, 0);
    // A subscription of the user sees request and reply, once each; the inbox does not count as an owner of either.
    QVERIFY(client.subscribe(">"));
    QVERIFY(client.connection->request({"quiet", {}, {}, {}}, {}).isOk());
    QVERIFY(client.receives(2));
    QCOMPARE(client.received()[0].subject, QByteArray("quiet"));
    QVERIFY(client.received()[1].subject.startsWith("_INBOX."));
    QCOMPARE(client.received()[0].reply, client.received()[1].subject);
    QCOMPARE(client.ledger.figures().duplicates, 0);
}

QTEST_GUILESS_MAIN(RequestsTest)
#include "tst_requests.moc"
