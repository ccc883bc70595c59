// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/filter.h"

#include <QElapsedTimer>
#include <QTest>

#include <array>

using namespace gnat;

/// A filter's text where subjects are looked for, and no message is at hand.
class TestSubjectReading final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void termsAskTheSubject_data();
    void termsAskTheSubject();
    void undecidedTermsAreNamed();
    void caseIsRegardedIfAsked();
    void messagesAreReadAsEver();
    void badExpressionGivesUp();
};

namespace {

constexpr std::array subjects{"shop.orders.created", "shop.carts", "iot.Pump1.temp", "blob"};

std::optional<Filter> read(const QString &text, SubjectReading &reading, FilterError *error = nullptr)
{
    FilterContext context;
    context.subjects = &reading;
    context.findConnection = [](const QString &name) {
        return name == u"office" ? SourceId(1) : SourceId();
    };
    return Filter::compile(text, error, context);
}

} // namespace

void TestSubjectReading::termsAskTheSubject_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("passing"); ///< numbers of subjects
    const auto row = [](const char *text, const char *passing) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(passing);
    };
    row("", "0123");
    row("shop.>", "01");
    row("pump", "2");
    row("!pump", "013");
    row("\"o\"", "0123");
    row("\"shop.c\"", "1");
    row("shop !carts", "0");
    row("blob or temp", "23");
    row("(blob or temp) !pump", "3");
    row("/^.{4}$/", "3");
    row("!/o/", "");
    row("subject:blob", "3");
    row("@office", "0123");
    row("!@office", "");
    row("size>1k", "0123");
    row("!size>1k", "0123");
    row("pump size>1k", "2");
    row("pump or size>1k", "2");
    row("pump or (size>1k last:5m)", "2");
    row("pump or (size>1k blob)", "23");
    row("temp_c>80 h:trace is:request format:json word:pump reply:a.b time>14:03 no>3", "0123");
}

void TestSubjectReading::termsAskTheSubject()
{
    QFETCH(QString, text);
    SubjectReading reading;
    const auto filter = read(text, reading);
    QVERIFY(filter);
    QString passing;
    for (std::size_t i = 0; i < subjects.size(); ++i) {
        if (filter->acceptsSubject(subjects[i], SourceId(1)))
            passing += QString::number(i);
        QVERIFY(filter->isEmpty() || text.contains(u'@') || filter->isDecidedBy(subjects[i]));
    }
    QTEST(passing, "passing");
}

void TestSubjectReading::undecidedTermsAreNamed()
{
    SubjectReading reading;
    const auto filter = read(QStringLiteral("pump !size>1k or h:trace"), reading);
    QVERIFY(filter && !filter->isEmpty());
    QCOMPARE(reading.undecided.size(), std::size_t{2});
    QCOMPARE(reading.undecided[0].position, 6);
    QCOMPARE(reading.undecided[0].length, 7);
    QCOMPARE(reading.undecided[0].message, QStringLiteral("size>1k is about messages: no subject alone answers it"));
    QCOMPARE(reading.undecided[1].position, 17);
    SubjectReading other;
    QVERIFY(read(QStringLiteral("is:reply"), other)->isEmpty());
    QCOMPARE(other.undecided.size(), std::size_t{1});
    FilterError error;
    QVERIFY(!read(QStringLiteral("@nobody"), other, &error));
    QCOMPARE(error.position, 1);
}

void TestSubjectReading::caseIsRegardedIfAsked()
{
    SubjectReading reading{true};
    QVERIFY(read(QStringLiteral("Pump"), reading)->acceptsSubject("iot.Pump1.temp"));
    QVERIFY(!read(QStringLiteral("pump"), reading)->acceptsSubject("iot.Pump1.temp"));
    QVERIFY(!read(QStringLiteral("/pump/"), reading)->acceptsSubject("iot.Pump1.temp"));
    QVERIFY(read(QStringLiteral("/Pump/"), reading)->acceptsSubject("iot.Pump1.temp"));
}

/// Without a reading a text is looked for in the payload as well.
void TestSubjectReading::messagesAreReadAsEver()
{
    const auto filter = Filter::compile(QStringLiteral("pump"), nullptr);
    QVERIFY(filter->acceptsSubject("blob"));
    QVERIFY(!filter->isDecidedBy("blob"));
}

/// Tries that grow without end with the subject are cut off.
void TestSubjectReading::badExpressionGivesUp()
{
    SubjectReading reading;
    const auto filter = read(QStringLiteral("/(a+)+(a+)+b$/"), reading);
    QVERIFY(filter);
    QElapsedTimer clock;
    clock.start();
    QVERIFY(!filter->acceptsSubject(std::string(4000, 'a') + "c"));
    QVERIFY2(clock.elapsed() < 10'000, "it would take years");
}

QTEST_GUILESS_MAIN(TestSubjectReading)
#include "tst_subjectreading.moc"
