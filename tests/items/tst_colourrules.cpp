// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batchbuilder.h"
#include "items/colourrules.h"
#include "items/messagemarks.h"

#include <QSignalSpy>
#include <QTest>

using namespace gnat;

/// Colours and marks of messages, without a list.
class TestColourRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstRuleThatFitsCounts();
    void rulesSurviveAsText();
    void marksAreCopiesWithinBounds();

private:
    static MessageHandle message(std::string_view subject, std::string_view payload = "x")
    {
        BatchBuilder builder{SourceId(1)};
        return builder.append({subject, "r", {}, payload}, 5, SubscriptionId(2)) ? MessageHandle{builder.take(7), 0}
                                                                                 : MessageHandle{};
    }
};

void TestColourRules::theFirstRuleThatFitsCounts()
{
    const ColourRules builtIn;
    QCOMPARE(builtIn.toneOf(message("shop.orders.error").view()), RowTone::Err);
    QCOMPARE(builtIn.toneOf(message("shop.error").view()), RowTone::Plain);
    const ColourRules rules({{QStringLiteral("temp_c>80"), RowTone::Warn, true},
                             {QStringLiteral("a.>"), RowTone::Ok, true},
                             {QStringLiteral("b.>"), RowTone::Err, false},
                             {QStringLiteral("/(/"), RowTone::Err, true},
                             {QString(), RowTone::Err, true}});
    QCOMPARE(rules.toneOf(message("a.b", "{\"temp_c\":81}").view()), RowTone::Warn);
    QCOMPARE(rules.toneOf(message("a.b", "{\"temp_c\":79}").view()), RowTone::Ok);
    QCOMPARE(rules.toneOf(message("b.b").view()), RowTone::Plain); // off
    QCOMPARE(rules.toneOf(message("c.(").view()), RowTone::Plain); // wrong or empty rules meet nothing
}

void TestColourRules::rulesSurviveAsText()
{
    const QList<ColourRule> rules = {{QStringLiteral("a b \"c d\""), RowTone::Violet, true},
                                     {QStringLiteral("x.>"), RowTone::Dim, false}};
    QCOMPARE(ColourRules::fromText(ColourRules::toText(rules)), rules);
    QCOMPARE(ColourRules::toText(rules)[0], QStringLiteral("on violet a b \"c d\""));
    QVERIFY(ColourRules::fromText({QStringLiteral("on pink x"), QString(), QStringLiteral("nonsense")}).isEmpty());
}

void TestColourRules::marksAreCopiesWithinBounds()
{
    MessageMarks marks;
    QSignalSpy changes(&marks, &MessageMarks::changed);
    const auto original = message("a.b", "payload");
    QVERIFY(marks.mark(10, original));
    marks.setNote(10, QStringLiteral("look"));
    QVERIFY(marks.mark(10, original)); // again: the note stays
    QVERIFY(marks.mark(20, original));
    const auto *mark = marks.find(10);
    QCOMPARE(mark->note, QStringLiteral("look"));
    QVERIFY(mark->message.batch != original.batch); // the others of its batch are not held
    QCOMPARE(mark->message.view().payload, std::string_view("payload"));
    QCOMPARE(mark->message.view().sequence, 7U);
    QCOMPARE(marks.next(10), std::optional<quint64>(20));
    QCOMPARE(marks.next(20), std::nullopt);
    QCOMPARE(marks.previous(20), std::optional<quint64>(10));
    QCOMPARE(marks.previous(10), std::nullopt);
    QCOMPARE(marks.notes().value(20, QStringLiteral("?")), QString());
    QCOMPARE(changes.size(), 3);
    const std::string large(20'000'000, 'x');
    QVERIFY(marks.mark(30, message("l", large)));
    QVERIFY(marks.mark(31, message("l", large)));
    while (marks.all().size() < 6 && marks.mark(40 + marks.all().size(), message("l", large))) {
    }
    const auto refused = marks.mark(99, message("l", large));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::TooLarge);
    marks.remove(30);
    QVERIFY(marks.mark(99, message("l", large))); // room again
    marks.clear();
    for (quint64 position = 0; position < MessageMarks::maxMarks; ++position)
        QVERIFY(marks.mark(position, original));
    QVERIFY(!marks.mark(5000, original));
}

QTEST_GUILESS_MAIN(TestColourRules)
#include "tst_colourrules.moc"
