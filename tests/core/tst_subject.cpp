// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/subject.h"
#include "core/subjectpattern.h"
#include "support/subjecttable.h"

#include <QTest>

using namespace gnat;

class TestSubject final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void patternsMatch_data();
    void patternsMatch();
    void capturesAreWhatWildcardsStandFor();
    void overlapsAreSymmetric_data();
    void overlapsAreSymmetric();
    void invalidSubjectsAreRefused_data();
    void invalidSubjectsAreRefused();
    void patternsMayHaveWildcards();
    void queueGroups();
    void tokensOfEmptyText();
};

void TestSubject::patternsMatch_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("subject");
    QTest::addColumn<bool>("isMatch");
    for (const auto &row : test::subjectTable) {
        const QByteArray pattern(row.pattern.data(), static_cast<qsizetype>(row.pattern.size()));
        const QByteArray subject(row.subject.data(), static_cast<qsizetype>(row.subject.size()));
        QTest::newRow((pattern + " ~ " + subject).constData()) << pattern << subject << row.isMatch;
    }
}

void TestSubject::patternsMatch()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArray, subject);
    QFETCH(bool, isMatch);
    QCOMPARE(subjectMatches(pattern.toStdString(), subject.toStdString()), isMatch);
    const auto parsed = SubjectPattern::parse(pattern.toStdString());
    QVERIFY(parsed);
    QCOMPARE(parsed.value().matches(subject.toStdString()), isMatch);
}

void TestSubject::capturesAreWhatWildcardsStandFor()
{
    const auto pattern = SubjectPattern::parse("a.*.c.>");
    QVERIFY(pattern);
    const auto captures = pattern.value().captures("a.b.c.d.e");
    QCOMPARE(captures.size(), std::size_t{2});
    QCOMPARE(std::string(captures[0]), std::string("b"));
    QCOMPARE(std::string(captures[1]), std::string("d.e"));
    QVERIFY(pattern.value().captures("a.b.x.d").empty());
}

void TestSubject::overlapsAreSymmetric_data()
{
    QTest::addColumn<QByteArray>("left");
    QTest::addColumn<QByteArray>("right");
    QTest::addColumn<bool>("isOverlap");
    QTest::newRow("same") << QByteArray("a.b") << QByteArray("a.b") << true;
    QTest::newRow("star") << QByteArray("a.*") << QByteArray("*.b") << true;
    QTest::newRow("tail") << QByteArray("a.>") << QByteArray("a.b.c") << true;
    QTest::newRow("tail and star") << QByteArray("a.>") << QByteArray("*.b.*") << true;
    QTest::newRow("other token") << QByteArray("a.*") << QByteArray("b.*") << false;
    QTest::newRow("other length") << QByteArray("a.*") << QByteArray("a.*.*") << false;
    QTest::newRow("tail needs one token") << QByteArray("a.>") << QByteArray("a") << false;
}

void TestSubject::overlapsAreSymmetric()
{
    QFETCH(QByteArray, left);
    QFETCH(QByteArray, right);
    QFETCH(bool, isOverlap);
    const auto first = SubjectPattern::parse(left.toStdString());
    const auto second = SubjectPattern::parse(right.toStdString());
    QVERIFY(first && second);
    QCOMPARE(first.value().overlaps(second.value()), isOverlap);
    QCOMPARE(second.value().overlaps(first.value()), isOverlap);
}

void TestSubject::invalidSubjectsAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("empty") << QByteArray() << QByteArray("empty");
    QTest::newRow("empty token") << QByteArray("a..b") << QByteArray("empty token");
    QTest::newRow("dot at the end") << QByteArray("a.") << QByteArray("empty token");
    QTest::newRow("dot at the start") << QByteArray(".a") << QByteArray("empty token");
    QTest::newRow("blank") << QByteArray("a b") << QByteArray("blank");
    QTest::newRow("line break") << QByteArray("a\r\nPUB b") << QByteArray("control");
    QTest::newRow("star") << QByteArray("a.*") << QByteArray("*");
    QTest::newRow("tail") << QByteArray("a.>") << QByteArray(">");
}

void TestSubject::invalidSubjectsAreRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, word);
    const auto subject = Subject::parse(text.toStdString());
    QVERIFY(!subject);
    QVERIFY2(subject.error().message.find(word.toStdString()) != std::string::npos, subject.error().message.c_str());
    QCOMPARE(subject.error().kind, ErrorKind::InvalidInput);
}

void TestSubject::patternsMayHaveWildcards()
{
    QVERIFY(SubjectPattern::parse("a.*.>"));
    const auto misplaced = SubjectPattern::parse("a.>.b");
    QVERIFY(!misplaced);
    QVERIFY(misplaced.error().message.find("must be last") != std::string::npos);
    QVERIFY(SubjectPattern::parse("a*").value().isLiteral());
    QVERIFY(!SubjectPattern::parse("a.*").value().isLiteral());
}

void TestSubject::queueGroups()
{
    QVERIFY(isValidQueueGroup("workers"));
    QVERIFY(!isValidQueueGroup(""));
    QVERIFY(!isValidQueueGroup("two words"));
}

void TestSubject::tokensOfEmptyText()
{
    std::vector<std::string> tokens;
    for (std::string_view rest = "a..b."; rest.data() != nullptr;)
        tokens.emplace_back(nextToken(rest));
    QCOMPARE(tokens, (std::vector<std::string>{"a", "", "b", ""}));
}

QTEST_GUILESS_MAIN(TestSubject)
#include "tst_subject.moc"
