// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/brokernode.h"
#include "broker/faultpair.h"

#include <QFile>
#include <QTest>

#include <functional>

using namespace gnat::test;

namespace {

using Client = std::function<void(const std::string &)>;
using Report = std::function<void(const std::string &, std::uint64_t, std::uint64_t)>;

/// The manual's example, word for word; empty: no error.
std::string example(const Client &useYourClient, const Report &report)
{
    // begin
    gnat::BrokerOptions options;
    options.port = -1; // a free one
    gnat::BrokerNode node(options);
    if (auto started = node.start(); !started)
        return started.error().message;

    auto faults = gnat::FaultPlan::parse({"drop=10%,subject=orders.>", "cut,after=50,on=deliver"}, 7);
    if (!faults)
        return faults.error().message;
    if (auto set = node.setFaults(faults.value()); !set)
        return set.error().message;

    useYourClient(node.clientUrl()); // "nats://127.0.0.1:…"

    for (const auto &[rule, matched, applied, hurried] : node.faultFigures())
        report(rule.text(), matched, applied);
    // end
    return {};
}

QString textOf(const QString &path)
{
    QFile file(QStringLiteral(GNAT_SOURCE_DIR) + path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

/// What the manual shows of the C++ interface compiles and does what it says.
class TestFaultExample : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void works();
    void standsInTheManual();
    void rulesOfTheManual();
};

void TestFaultExample::works()
{
    QByteArray received;
    std::vector<std::string> reports;
    const auto error = example(
        [&](const std::string &url) {
            const auto port = QString::fromStdString(url).section(QLatin1Char(':'), -1).toUShort();
            RawClient subscriber(port);
            subscriber.send(hello + "SUB orders.new 1\r\nPING\r\n");
            subscriber.readUntil("PONG\r\n");
            RawClient publisher(port);
            publisher.send(hello + numbered("orders.new", 0, 90));
            received = subscriber.readToEnd();
        },
        [&](const std::string &rule, std::uint64_t matched, std::uint64_t applied) {
            reports.push_back(rule + " " + std::to_string(matched > applied) + " " + std::to_string(applied > 0));
        });
    QCOMPARE(error, std::string());
    QCOMPARE(received.count("MSG "), 50);
    QCOMPARE(reports, (std::vector<std::string>{"drop=10%,subject=orders.> 1 1", "cut,on=deliver,after=50 1 1"}));
}

void TestFaultExample::standsInTheManual()
{
    const auto source = textOf(QStringLiteral("/tests/broker/tst_faultexample.cpp"));
    auto code = source.section(QStringLiteral("    // begin\n"), 1, 1).section(QStringLiteral("    // end\n"), 0, 0);
    QVERIFY(code.contains(QStringLiteral("BrokerNode")));
    code.replace(QStringLiteral("\n    "), QStringLiteral("\n"));
    const auto manual = textOf(QStringLiteral("/resources/manual/faults.md"));
    const auto shown = manual.section(QStringLiteral("```cpp\n"), 1, 1).section(QStringLiteral("```"), 0, 0);
    QCOMPARE(shown, code.mid(4));
}

/// Every rule that begins a row of a table, and every --fault, is understood.
void TestFaultExample::rulesOfTheManual()
{
    const auto manual = textOf(QStringLiteral("/resources/manual/faults.md"));
    const auto examples = manual.section(QStringLiteral("## One of each"), 1).section(QStringLiteral("## "), 0, 0);
    const auto kinds = manual.section(QStringLiteral("| kind |"), 1).section(QStringLiteral("| condition |"), 0, 0);
    int count = 0;
    for (const auto &line : (examples + kinds).split(QLatin1Char('\n'))) {
        const auto cell = line.section(QLatin1Char('|'), 1, 1);
        for (int i = 1; i < cell.count(QLatin1Char('`')); i += 2) {
            const auto rule = gnat::FaultRule::parse(cell.section(QLatin1Char('`'), i, i).toStdString());
            QVERIFY2(rule.isOk(), rule ? "" : rule.error().message.c_str());
            ++count;
        }
    }
    QVERIFY2(count > 25, qPrintable(QString::number(count)));
}

QTEST_GUILESS_MAIN(TestFaultExample)
#include "tst_faultexample.moc"
