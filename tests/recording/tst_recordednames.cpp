// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordingfixture.h"

#include "base/text.h"
#include "recording/recordednames.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <random>
#include <thread>

using namespace gnat;
using namespace gnat::test;

namespace {

constexpr int subjects = 5000;

/// Each on a subject of its own: "<first>.0", "<first>.1", …
QList<Note> notes(const QByteArray &first, int count)
{
    auto made = plainNotes(count);
    for (qsizetype i = 0; i < made.size(); ++i)
        made[i].subject = first + '.' + QByteArray::number(i);
    return made;
}

} // namespace

/// Several readers of one file look names up in one table.
class TestRecordedNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QCOMPARE(record(file("plain.gnat"), notes("m", subjects)), QString()); }
    void whatOneReadTheOtherFinds();
    void ofAnotherFileTheyAreNotTaken();
    void growsWithTheRecording();
    void namesAreAsTheyWereRead();
    void servesManyAtOnce();

private:
    QString file(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    QTemporaryDir m_folder;
};

void TestRecordedNames::whatOneReadTheOtherFinds()
{
    const auto names = std::make_shared<RecordedNames>();
    QVERIFY(!names->page(0));
    const auto first = RecordingReader::open(file("plain.gnat"), names);
    const auto second = RecordingReader::open(file("plain.gnat"), names);
    const auto name = first.value().subjectName(100);
    QCOMPARE(name.value(), std::string_view("m.99"));
    QCOMPARE(second.value().subjectName(100).value().data(), name.value().data()); // the same bytes
    QCOMPARE(names->name(100), std::string_view("m.99"));
    QCOMPARE(names->name(64), std::string_view("m.63")); // they are read some dozens at a time
    QCOMPARE(names->name(4000), std::string_view());
    QVERIFY(!second.value().subjectName(0));
    QVERIFY(!second.value().subjectName(subjects + 1));
}

void TestRecordedNames::ofAnotherFileTheyAreNotTaken()
{
    const auto names = std::make_shared<RecordedNames>();
    QCOMPARE(record(file("old.gnat"), notes("old", 10)), QString());
    QCOMPARE(record(file("new.gnat"), notes("new", 10)), QString());
    const auto before = RecordingReader::open(file("old.gnat"), names);
    QCOMPARE(before.value().subjectName(1).value(), std::string_view("old.0"));
    QVERIFY(QFile::rename(file("old.gnat"), file("away.gnat"))); // it stays open, and its number is not given again
    QVERIFY(QFile::rename(file("new.gnat"), file("old.gnat")));
    const auto after = RecordingReader::open(file("old.gnat"), names);
    QCOMPARE(after.value().subjectName(1).value(), std::string_view("new.0"));
    QCOMPARE(before.value().subjectName(2).value(), std::string_view("old.1"));
}

void TestRecordedNames::growsWithTheRecording()
{
    const auto names = std::make_shared<RecordedNames>();
    QCOMPARE(record(file("growing.gnat"), notes("m", 3)), QString());
    const auto first = RecordingReader::open(file("growing.gnat"), names);
    const auto second = RecordingReader::open(file("growing.gnat"), names);
    const auto known = first.value().subjectName(2);
    QCOMPARE(known.value(), std::string_view("m.1"));
    QVERIFY(!second.value().subjectName(4));
    QVERIFY(execute(file("growing.gnat"), "INSERT INTO subject (id, name) VALUES (4, x'6e6577')"));
    QCOMPARE(second.value().subjectName(4).value(), std::string_view("new"));
    QCOMPARE(first.value().subjectName(4).value(), std::string_view("new"));
    QCOMPARE(known.value(), std::string_view("m.1")); // what was given out is still there
}

/// Empty ones as well, and gaps in the numbers, as a damaged file may have them.
void TestRecordedNames::namesAreAsTheyWereRead()
{
    RecordedNames::Page page;
    page.append(1, "one");
    page.append(2, "");
    page.append(63, "last");
    QCOMPARE(page.count(), 3U);
    QVERIFY(!page.name(0));
    QCOMPARE(page.name(1), std::optional<std::string_view>("one"));
    QCOMPARE(page.name(2), std::optional<std::string_view>(""));
    QVERIFY(!page.name(3));
    QVERIFY(!page.name(62));
    QCOMPARE(page.name(63), std::optional<std::string_view>("last"));
}

void TestRecordedNames::servesManyAtOnce()
{
    const auto names = std::make_shared<RecordedNames>();
    std::atomic<int> wrong = 0;
    const auto look = [&](unsigned seed) {
        const auto reader = RecordingReader::open(file("plain.gnat"), names);
        std::mt19937 random(seed);
        for (int i = 0; i < 20'000; ++i) {
            const auto number = random() % subjects + 1;
            const auto name = reader.value().subjectName(number);
            if (!name || name.value() != "m." + std::to_string(number - 1))
                ++wrong;
        }
    };
    {
        std::vector<std::jthread> threads;
        for (unsigned seed = 0; seed < 4; ++seed)
            threads.emplace_back(look, seed);
    }
    QCOMPARE(wrong.load(), 0);
}

QTEST_GUILESS_MAIN(TestRecordedNames)
#include "tst_recordednames.moc"
