// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordingfixture.h"

#include "recording/pagecache_p.h"
#include "recording/recordingsource.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace gnat;
using namespace gnat::test;

class TestRecordingSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void opensOnItsWorker();
    void loadsWhatIsAskedFor();
    void loadsPagesOfLargeMessages();
    void keepsItsCacheWithinTheBudget();
    void scansNewestFirst();
    void stopsScans();
    void scansPastDamage();
    void findsAMessageNearATime();
    void saysWhyItCannotOpen();
    void canBeDestroyedAtOnce();

private:
    QString file(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    QTemporaryDir m_folder;
    QList<Note> m_notes = plainNotes(30'000);
};

void TestRecordingSource::initTestCase()
{
    QCOMPARE(record(file("plain.gnat"), m_notes), QString());
}

void TestRecordingSource::opensOnItsWorker()
{
    RecordingSource source(file("plain.gnat"), SourceId(5));
    QSignalSpy opened(&source, &RecordingSource::opened);
    QSignalSpy changed(&source, &MessageSource::changed);
    QCOMPARE(source.count(), 0U);
    QVERIFY(source.at(0).isEmpty());
    QVERIFY(!source.positionAt(0));
    QVERIFY(opened.wait());
    QCOMPARE(source.count(), 30'000U);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(source.summary().messages, 30'000U);
}

void TestRecordingSource::loadsWhatIsAskedFor()
{
    RecordingSource source(file("plain.gnat"), SourceId(5));
    QSignalSpy loaded(&source, &MessageSource::loaded);
    QTRY_COMPARE(source.count(), 30'000U);
    for (const quint64 position : {0U, 255U, 256U, 12'345U, 29'999U}) {
        QTRY_VERIFY(!source.at(position).isEmpty());
        const auto view = source.at(position).view();
        QVERIFY(noteOf(view) == m_notes.at(static_cast<qsizetype>(position)));
        QCOMPARE(view.source, SourceId(5));
        QCOMPARE(view.sequence, position + 1);
    }
    QCOMPARE(loaded.size(), 4); // 0 and 255 lie on one page, asked for once
    QCOMPARE(loaded.last().at(1).toULongLong(), 29'999U);
    QVERIFY(source.at(30'000).isEmpty());
}

void TestRecordingSource::loadsPagesOfLargeMessages()
{
    auto notes = plainNotes(100);
    for (auto &note : notes)
        note.payload.fill(note.subject.back(), 1'500'000);
    QCOMPARE(record(file("large.gnat"), notes), QString());
    RecordingSource source(file("large.gnat"), SourceId(5));
    QTRY_COMPARE(source.count(), 100U);
    for (const quint64 position : {0U, 99U, 50U, 0U}) {
        QTRY_VERIFY(!source.at(position).isEmpty());
        QVERIFY(noteOf(source.at(position).view()) == notes.at(static_cast<qsizetype>(position)));
    }
}

void TestRecordingSource::keepsItsCacheWithinTheBudget()
{
    PageCache cache(100'000);
    for (quint64 page = 0; page < 50; ++page) {
        BatchBuilder builder(SourceId(1));
        const std::string payload(9'000, 'x');
        QVERIFY(builder.append({"s", {}, {}, payload}, 1, SubscriptionId()));
        cache.insert(page * 10, builder.take());
        QVERIFY(!cache.at(0).isEmpty()); // in use all the time
        QVERIFY(cache.bytes() <= 100'000);
    }
    QVERIFY(cache.at(10).isEmpty());
    QVERIFY(!cache.at(490).isEmpty());
    QVERIFY(cache.at(491).isEmpty());
}

void TestRecordingSource::scansNewestFirst()
{
    RecordingSource source(file("plain.gnat"), SourceId(5));
    QTRY_COMPARE(source.count(), 30'000U);
    QSignalSpy scanned(&source, &MessageSource::scanned);
    QList<quint64> rows;
    bool isOrdered = true;
    connect(&source, &MessageSource::found, this, [&](quint64, const QList<quint64> &positions, bool isNewer) {
        isOrdered = isOrdered && !isNewer && std::ranges::is_sorted(positions) &&
                    (rows.isEmpty() || positions.last() < rows.first());
        rows = positions + rows;
    });
    const auto scan = source.startScan([](const MessageView &message) { return message.subject == "m.3"; });
    QVERIFY(scan != 0);
    QVERIFY(scanned.wait());
    QCOMPARE(scanned.first().first().toULongLong(), scan);
    QVERIFY(isOrdered);
    QCOMPARE(rows.size(), 3000);
    for (qsizetype i = 0; i < rows.size(); ++i)
        QCOMPARE(rows.at(i), static_cast<quint64>(i) * 10 + 3);
}

void TestRecordingSource::stopsScans()
{
    RecordingSource source(file("plain.gnat"), SourceId(5));
    QTRY_COMPARE(source.count(), 30'000U);
    QList<quint64> scans;
    connect(&source, &MessageSource::found, this, [&](quint64 scan) { scans << scan; });
    QSignalSpy scanned(&source, &MessageSource::scanned);
    const auto all = [](const MessageView &) {
        return true;
    };
    const auto first = source.startScan(all);
    source.stopScan(first);
    const auto second = source.startScan(all);
    QVERIFY(first != second);
    QVERIFY(scanned.wait());
    QVERIFY(!scans.contains(first));
    QVERIFY(scans.contains(second));
    QCOMPARE(scanned.size(), 1);
}

void TestRecordingSource::scansPastDamage()
{
    const auto path = file("damaged.gnat");
    QVERIFY(QFile::copy(file("plain.gnat"), path));
    QFile damaged(path);
    QVERIFY(damaged.open(QIODevice::ReadWrite) && damaged.seek(damaged.size() / 32768 / 2 * 32768));
    QCOMPARE(damaged.write(QByteArray(32768, '\xa5')), 32768);
    damaged.close();
    RecordingSource source(path, SourceId(5));
    QTRY_COMPARE(source.count(), 30'000U);
    QSignalSpy scanned(&source, &MessageSource::scanned);
    QSignalSpy failed(&source, &RecordingSource::failed);
    QList<quint64> rows;
    connect(&source, &MessageSource::found, this,
            [&](quint64, const QList<quint64> &positions) { rows = positions + rows; });
    source.startScan([](const MessageView &message) { return message.subject == "m.3"; });
    QVERIFY(scanned.wait());
    QCOMPARE(failed.size(), 1);
    QVERIFY(failed.first().first().toString().contains(QStringLiteral("damaged")));
    QVERIFY2(rows.size() > 2'000 && rows.size() < 3'000, qPrintable(QString::number(rows.size())));
    QVERIFY(rows.first() == 3 && rows.last() == 29'993); // on both sides of it
    QVERIFY(std::ranges::is_sorted(rows) && std::ranges::all_of(rows, [](quint64 row) { return row % 10 == 3; }));
}

void TestRecordingSource::findsAMessageNearATime()
{
    RecordingSource source(file("plain.gnat"), SourceId(5));
    QTRY_COMPARE(source.count(), 30'000U);
    const auto first = m_notes.first().atNs;
    QCOMPARE(source.positionAt(0), 0U);
    QCOMPARE(source.positionAt(first), 0U);
    QCOMPARE(source.positionAt(m_notes.last().atNs), 29'999U);
    QCOMPARE(source.positionAt(m_notes.last().atNs + 1), 29'999U);
    const auto near = source.positionAt(m_notes.at(12'345).atNs);
    QVERIFY(near && *near >= 12'344 && *near <= 12'346);
}

void TestRecordingSource::saysWhyItCannotOpen()
{
    RecordingSource source(file("absent.gnat"), SourceId(5));
    QSignalSpy failed(&source, &RecordingSource::failed);
    QVERIFY(failed.wait());
    QVERIFY(failed.first().first().toString().contains(QStringLiteral("no file")));
    QCOMPARE(source.count(), 0U);
}

void TestRecordingSource::canBeDestroyedAtOnce()
{
    for (int i = 0; i < 20; ++i) {
        RecordingSource source(file("plain.gnat"), SourceId(5));
        if (i % 2)
            QTRY_COMPARE(source.count(), 30'000U);
        source.at(1000);
        source.startScan([](const MessageView &) { return true; });
    }
}

QTEST_GUILESS_MAIN(TestRecordingSource)
#include "tst_recordingsource.moc"
