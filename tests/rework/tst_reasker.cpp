// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/brokernode.h"
#include "client/clienthelpers.h"
#include "codecs/payloadcodec.h"
#include "recording/recordingfixture.h"
#include "rework/reasker.h"

#include <QTemporaryDir>
#include <QTimer>
#include <QXmlStreamReader>

using namespace gnat;
using namespace gnat::test;

using Verdict = ReaskedRequest::Verdict;

namespace {

constexpr qint64 ms = 1'000'000;

/// Answers on subjects below "svc." by what stands in its table; says nothing to "svc.silent".
class Service
{
public:
    explicit Service(const QString &url) : m_client(url)
    {
        m_isUp = m_client.connects() && m_client.subscribe("svc.>");
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { answer(); });
        m_timer.start(1);
    }

    bool isUp() const { return m_isUp; }
    QByteArrayList asked; ///< subject, payload and headers of each request

private:
    void answer()
    {
        const auto &received = m_client.received();
        for (; m_seen < received.size(); ++m_seen) {
            const auto &request = received[m_seen];
            asked << request.subject + ' ' + request.payload + ' ' + request.headers;
            if (request.subject == "svc.silent")
                continue;
            const auto sum = request.payload == "double" ? "{\"sum\":20.1,\"at\":99}" : "{\"sum\":10,\"at\":99}";
            (void)m_client.connection->publish({request.reply, {}, {}, sum});
        }
    }

    Client m_client;
    QTimer m_timer;
    std::size_t m_seen = 0;
    bool m_isUp = false;
};

BrokerOptions freePort()
{
    BrokerOptions options;
    options.port = -1;
    return options;
}

/// A request and, unless it is null, its answer, 2 ms later.
void add(QList<Note> &notes, const QByteArray &subject, const QByteArray &payload, const QByteArray &answer,
         const QByteArray &answerHeaders = {})
{
    const auto at = 1'700'000'000'000'000'000 + notes.size() * 10 * ms;
    const auto inbox = "_INBOX.old." + QByteArray::number(notes.size());
    notes << Note{subject, inbox, "NATS/1.0\r\nTrace: 7\r\n\r\n", payload, at};
    if (!answer.isNull() || !answerHeaders.isEmpty())
        notes << Note{inbox, {}, answerHeaders, answer, at + 2 * ms};
}

} // namespace

/// Recorded requests asked again: the embedded broker, a service on it, and what is compared.
class TestReasker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void comparesAnswers();
    void asksManyAtOnce();
    void leavesSystemRequestsOut();
    void writesJunit();
    void stops();

private:
    RecordedExchanges exchanges(const QList<Note> &notes, const ExchangeQuery &query = {});
    ReaskReport reask(RecordedExchanges exchanges, const Reasker::Options &options);

    BrokerNode m_broker{freePort()};
    QTemporaryDir m_folder;
    int m_files = 0;
    std::unique_ptr<Service> m_service;
    std::unique_ptr<Client> m_client;
    CodecRegistry m_codecs;
};

void TestReasker::initTestCase()
{
    QVERIFY(m_broker.start());
    const auto url = QString::fromStdString(m_broker.clientUrl());
    m_service = std::make_unique<Service>(url);
    QVERIFY(m_service->isUp());
    m_client = std::make_unique<Client>(url);
    QVERIFY(m_client->connects());
}

RecordedExchanges TestReasker::exchanges(const QList<Note> &notes, const ExchangeQuery &query)
{
    const auto path = m_folder.filePath(QStringLiteral("%1.gnat").arg(++m_files));
    if (!record(path, notes).isEmpty())
        return {};
    auto read = readExchanges(path, query, {});
    return read ? std::move(read).value() : RecordedExchanges();
}

ReaskReport TestReasker::reask(RecordedExchanges exchanges, const Reasker::Options &options)
{
    Reasker reasker(*m_client->connection, std::move(exchanges), options, m_codecs);
    QSignalSpy finished(&reasker, &Reasker::finished);
    reasker.start();
    return finished.wait(30'000) ? reasker.report() : ReaskReport();
}

void TestReasker::comparesAnswers()
{
    QList<Note> notes;
    add(notes, "svc.sum", "one", R"({"at":1,"sum":10})");
    add(notes, "svc.sum", "double", R"({"at":1,"sum":20})");
    add(notes, "svc.sum", "one", R"({"at":1,"sum":11})");
    add(notes, "svc.sum", "one", {});
    add(notes, "svc.silent", "one", "{}");
    add(notes, "gone.sum", "one", "{}");
    add(notes, "gone.sum", "one", {}, "NATS/1.0 503\r\n\r\n");
    add(notes, "svc.sum", "one", {}, "NATS/1.0 503\r\n\r\n");
    Reasker::Options options;
    options.rules.ignored = parseFieldSelectors({QStringLiteral("at")}).value();
    options.rules.tolerance = 0.01;
    options.timeoutMs = 300;
    const auto report = reask(exchanges(notes), options);
    QList<Verdict> verdicts;
    for (const auto &request : report.requests)
        verdicts << request.verdict;
    QCOMPARE(verdicts, QList<Verdict>({Verdict::Same, Verdict::Same, Verdict::Different, Verdict::NotRecorded,
                                       Verdict::NoAnswer, Verdict::NoResponders, Verdict::Same, Verdict::Different}));
    QVERIFY(!report.isGood());
    QCOMPARE(report.requests.at(2).details, QStringList{QStringLiteral("sum: 11 → 10")});
    QCOMPARE(report.requests.at(0).recordedNs, 2 * ms);
    QVERIFY(report.requests.at(0).latencyNs > 0);
    QVERIFY(report.requests.at(3).recordedNs < 0);
    QVERIFY(m_service->asked.contains("svc.sum double NATS/1.0\r\nTrace: 7\r\n\r\n"));
}

void TestReasker::asksManyAtOnce()
{
    QList<Note> notes;
    for (int i = 0; i < 500; ++i)
        add(notes, "svc.sum", "one", R"({"sum":10,"at":99})");
    Reasker::Options options;
    options.atOnce = 50;
    const auto report = reask(exchanges(notes), options);
    QCOMPARE(report.count(Verdict::Same), quint64(500));
    QVERIFY(report.isGood());
    ExchangeQuery few;
    few.maxRequests = 20;
    const auto limited = exchanges(notes, few);
    QCOMPARE(limited.exchanges.size(), 20);
    QCOMPARE(limited.leftOutBeyond, quint64(480));
}

void TestReasker::leavesSystemRequestsOut()
{
    QList<Note> notes;
    add(notes, "$JS.API.STREAM.DELETE.x", "", "{}");
    add(notes, "svc.sum", "one", R"({"sum":10,"at":99})");
    const auto found = exchanges(notes);
    QCOMPARE(found.exchanges.size(), 1);
    QCOMPARE(found.leftOutSystem, quint64(1));
    ExchangeQuery all;
    all.includesSystem = true;
    QCOMPARE(exchanges(notes, all).exchanges.size(), 2);
}

void TestReasker::writesJunit()
{
    QList<Note> notes;
    add(notes, "svc.sum", "one", R"({"sum":10,"at":99})");
    add(notes, "svc.sum", "one", R"({"sum":10,"at":1})");
    add(notes, "gone.<&>", "one", "{}");
    QXmlStreamReader xml(reaskJunit(reask(exchanges(notes), {})));
    QVERIFY(xml.readNextStartElement());
    QCOMPARE(xml.name(), QStringLiteral("testsuite"));
    QCOMPARE(xml.attributes().value(QLatin1String("tests")), QStringLiteral("3"));
    QCOMPARE(xml.attributes().value(QLatin1String("failures")), QStringLiteral("1"));
    QCOMPARE(xml.attributes().value(QLatin1String("errors")), QStringLiteral("1"));
    QStringList found;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"failure")
            found << xml.readElementText();
        else if (xml.name() == u"testcase")
            found << xml.attributes().value(QLatin1String("classname")).toString();
    }
    QVERIFY(!xml.hasError());
    QCOMPARE(found, QStringList({QStringLiteral("svc.sum"), QStringLiteral("svc.sum"), QStringLiteral("at: 1 → 99"),
                                 QStringLiteral("gone.<&>")}));
}

void TestReasker::stops()
{
    QList<Note> notes;
    for (int i = 0; i < 10; ++i)
        add(notes, "svc.silent", "one", "{}");
    Reasker::Options options;
    options.timeoutMs = 60'000;
    Reasker reasker(*m_client->connection, exchanges(notes), options, m_codecs);
    QSignalSpy finished(&reasker, &Reasker::finished);
    const auto before = m_service->asked.size();
    reasker.start();
    QTRY_COMPARE(m_service->asked.size(), before + 1);
    reasker.stop();
    QCOMPARE(finished.count(), 1);
    QVERIFY(reasker.report().wasStopped);
    QVERIFY(!reasker.report().isGood());
    QCOMPARE(reasker.report().requests.size(), 1);
}

QTEST_GUILESS_MAIN(TestReasker)
#include "tst_reasker.moc"
