// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "filter/filter.h"
#include "filter/filterpredicate.h"
#include "recording/recordingsource.h"
#include "recording/searchindex.h"
#include "recordingfixture.h"

#include <QFile>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace gnat;
using test::Note;

namespace {

constexpr int deadline = 20'000;

/// Payloads that are hard on word boundaries: signs, letters beyond ASCII, parts of words, bytes that are no text.
QList<Note> hardNotes(int count)
{
    static const QByteArray parts[] = {"pump",
                                       "PUMP",
                                       "pumps",
                                       "21.5",
                                       "21",
                                       "5",
                                       "Störung",
                                       "störung",
                                       "über",
                                       "overheated",
                                       "over",
                                       "\xff",
                                       QByteArray("\0", 1),
                                       "order_id",
                                       "数据",
                                       "„pump“",
                                       "e\xcc\x81",
                                       "a-b",
                                       "x"};
    static const QByteArray between[] = {" ", "", "\"", ":", ",", "_", "—", "\n"};
    QRandomGenerator random(7);
    QList<Note> notes;
    for (int i = 0; i < count; ++i) {
        Note note{"m." + QByteArray::number(i % 3), {}, {}, {}, 1'700'000'000'000'000'000 + i};
        for (quint32 part = random.bounded(8U); part > 0; --part)
            note.payload +=
                parts[random.bounded(quint32(std::size(parts)))] + between[random.bounded(quint32(std::size(between)))];
        notes << note;
    }
    return notes;
}

Filter filterFor(const QString &text)
{
    FilterError error;
    const auto filter = Filter::compile(text, &error);
    if (!filter)
        qFatal("%s", qPrintable(error.message));
    return *filter;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// How many rows an index names for a filter.
qsizetype candidates(const QString &path, const QString &filter)
{
    const auto reader = RecordingReader::open(path);
    const auto index = reader ? SearchIndex::find(reader.value()) : std::nullopt;
    if (!index)
        return -1;
    QList<quint64> rows;
    const auto visited = index->visit(filterFor(filter).requiredWords(), SearchIndex::Order::OldestFirst,
                                      reader.value().messages().value(), [&](quint64 row) {
                                          rows << row;
                                          return true;
                                      });
    return visited && std::ranges::is_sorted(rows) ? rows.size() : -1;
}

} // namespace

/// An index of words never changes what is found, only how fast.
class SearchIndexTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("words.gnat"));
    }

    void findsWhatAScanFinds()
    {
        QCOMPARE(test::record(m_path, hardNotes(20'000)), QString());
        static const char *const filters[] = {"word:pump",
                                              "word:pum*",
                                              "word:21.5",
                                              "word:störung",
                                              "word:STÖRUNG",
                                              "word:over",
                                              "word:over*",
                                              "word:\"a-b\"",
                                              "word:\"-b\"",
                                              "word:order",
                                              "word:order_id",
                                              "word:数据",
                                              "word:\"pump,21\"",
                                              "word:pump word:over",
                                              "word:pump or word:over",
                                              "!word:pump",
                                              "word:x subject:m.1",
                                              "word:nowhere",
                                              "word:e",
                                              "word:*x"};
        QList<QList<quint64>> scanned;
        for (const auto *text : filters)
            scanned << found(QString::fromUtf8(text));
        const auto facts = buildSearchIndex(m_path);
        QVERIFY2(facts, facts ? "" : qPrintable(errorText(facts.error())));
        QCOMPARE(facts.value().messages, 20'000U);
        QVERIFY(facts.value().unindexed > 100);
        QVERIFY(facts.value().bytes > 0);
        for (qsizetype i = 0; i < scanned.size(); ++i)
            QVERIFY2(found(QString::fromUtf8(filters[i])) == scanned[i], filters[i]);
        QVERIFY(!scanned[0].isEmpty());
        QVERIFY(scanned[17].isEmpty());
        QVERIFY(candidates(m_path, QStringLiteral("word:pump")) < 15'000); // it is used
    }

    void leavesTheRecordingAsItIs()
    {
        QCOMPARE(test::record(m_path, test::plainNotes(2'000)), QString());
        const auto before = contentOf(m_path);
        QVERIFY(buildSearchIndex(m_path));
        QCOMPARE(contentOf(m_path), before);
        QCOMPARE(test::query(searchIndexPath(m_path), "SELECT count(*) FROM words WHERE words MATCH 'payload'"),
                 "2000");
        QCOMPARE(test::query(searchIndexPath(m_path), "SELECT rowid FROM words WHERE words MATCH '1234'"), "1235");
        QCOMPARE(test::query(searchIndexPath(m_path), "PRAGMA integrity_check"), "ok");
    }

    void coversWhatWasThereAndFindsTheRest()
    {
        QCOMPARE(test::record(m_path, test::plainNotes(1'000)), QString());
        QVERIFY(buildSearchIndex(m_path));
        QCOMPARE(candidates(m_path, QStringLiteral("word:payload")), 1'000);
        QVERIFY(test::execute(m_path, "INSERT INTO message(at_ns, subject, payload) SELECT max(at_ns), 1, "
                                      "CAST('payload 5' AS BLOB) FROM message"));
        QCOMPARE(candidates(m_path, QStringLiteral("word:5")), 2);
        QCOMPARE(found(QStringLiteral("word:5")), (QList<quint64>{5, 1000}));
    }

    void anIndexOfAnotherRecordingIsNotUsed()
    {
        QCOMPARE(test::record(m_path, test::plainNotes(100)), QString());
        QVERIFY(buildSearchIndex(m_path));
        const auto other = m_folder->filePath(QStringLiteral("other.gnat"));
        QCOMPARE(test::record(other, test::plainNotes(200)), QString());
        QVERIFY(QFile::copy(searchIndexPath(m_path), searchIndexPath(other)));
        QCOMPARE(candidates(other, QStringLiteral("word:5")), -1);
        QVERIFY(buildSearchIndex(other));
        QCOMPARE(candidates(other, QStringLiteral("word:5")), 1);
    }

    void aDamagedIndexHidesNothing()
    {
        QCOMPARE(test::record(m_path, test::plainNotes(50'000)), QString());
        const auto all = found(QStringLiteral("word:payload"));
        QCOMPARE(all.size(), 50'000);
        QVERIFY(buildSearchIndex(m_path));
        QFile file(searchIndexPath(m_path));
        QVERIFY(file.open(QIODevice::ReadWrite));
        for (qint64 at = 3 * 32'768; at + 32'768 <= file.size(); at += 2 * 32'768) {
            QVERIFY(file.seek(at));
            file.write(QByteArray(32'768, '\x55'));
        }
        file.close();
        QCOMPARE(found(QStringLiteral("word:payload")), all);
    }

    void cancelledItLeavesNothing()
    {
        QCOMPARE(test::record(m_path, test::plainNotes(50'000)), QString());
        std::stop_source stop;
        const auto facts = buildSearchIndex(
            m_path, [&](double) { stop.request_stop(); }, stop.get_token());
        QVERIFY(!facts);
        QVERIFY(facts.error().kind == ErrorKind::Cancelled);
        QVERIFY(!QFile::exists(searchIndexPath(m_path)));
        QVERIFY(!QFile::exists(searchIndexPath(m_path) + QStringLiteral(".part")));
    }

    void anIndexThatWasCutOffIsMadeAnew()
    {
        QCOMPARE(test::record(m_path, test::plainNotes(100)), QString());
        QFile part(searchIndexPath(m_path) + QStringLiteral(".part"));
        QVERIFY(part.open(QIODevice::WriteOnly));
        part.write(QByteArray(10'000, 'x'));
        part.close();
        QCOMPARE(candidates(m_path, QStringLiteral("word:5")), -1);
        QVERIFY(buildSearchIndex(m_path));
        QCOMPARE(candidates(m_path, QStringLiteral("word:5")), 1);
    }

private:
    /// What a list would show.
    QList<quint64> found(const QString &text) const
    {
        RecordingSource source(m_path, test::source);
        QSignalSpy opened(&source, &RecordingSource::opened);
        if (!opened.wait(deadline))
            return {};
        QList<quint64> rows;
        connect(&source, &MessageSource::found, &source,
                [&](quint64, const QList<quint64> &positions) { rows = positions + rows; });
        QSignalSpy scanned(&source, &MessageSource::scanned);
        const auto filter = filterFor(text);
        source.startScan(predicateOf(filter), filter.requiredWords());
        return scanned.wait(deadline) && std::ranges::is_sorted(rows) ? rows : QList<quint64>();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

QTEST_GUILESS_MAIN(SearchIndexTest)
#include "tst_searchindex.moc"
