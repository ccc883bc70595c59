// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/searchindex.h"
#include "recordingfixture.h"

#include "recording/subjecttally.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace gnat;
using test::Note;

namespace {

/// Version 1, the first, as it was published: never to be changed. A later version gets a text of its own here.
constexpr const char *versionOne = R"(
PRAGMA page_size = 32768;
PRAGMA application_id = 0x474E4154;
PRAGMA user_version = 1;
CREATE TABLE session(id INTEGER PRIMARY KEY, started_ns INTEGER NOT NULL, ended_ns INTEGER, program TEXT,
    time_zone TEXT, mono_offset_ns INTEGER, filter TEXT, note TEXT);
CREATE TABLE connection(id INTEGER PRIMARY KEY, name TEXT, server TEXT, cluster TEXT, profile TEXT);
CREATE TABLE subscription(id INTEGER PRIMARY KEY, connection INTEGER, pattern BLOB, queue BLOB);
CREATE TABLE subject(id INTEGER PRIMARY KEY, name BLOB UNIQUE NOT NULL);
CREATE TABLE message(id INTEGER PRIMARY KEY, at_ns INTEGER NOT NULL, subject INTEGER NOT NULL, subscription INTEGER,
    reply BLOB, headers BLOB, payload BLOB);
CREATE TABLE density(at_s INTEGER PRIMARY KEY, messages INTEGER, bytes INTEGER, last_id INTEGER);
CREATE TABLE gap(at_ns INTEGER, until_ns INTEGER, reason TEXT, count INTEGER);
CREATE TABLE mark(at_ns INTEGER, kind TEXT, text TEXT);
INSERT INTO session VALUES (1, 1700000000000000000, 1700000002000000000, 'gnatcatcher 0.1', 'UTC', 0, '', 'first');
INSERT INTO connection VALUES (1, 'demo', 'nats://127.0.0.1:4222', '', '');
INSERT INTO subscription VALUES (1, 1, CAST('shop.>' AS BLOB), NULL);
INSERT INTO subject VALUES (1, CAST('shop.paid' AS BLOB)), (2, CAST('shop.ask' AS BLOB));
INSERT INTO message VALUES (1, 1700000000500000000, 1, 1, NULL, NULL, CAST('{"id":7}' AS BLOB)),
    (2, 1700000001500000000, 2, 1, CAST('_INBOX.a' AS BLOB), CAST('NATS/1.0' || x'0D0A' || 'a: b' || x'0D0A0D0A' AS BLOB),
     NULL);
INSERT INTO density VALUES (1700000000, 1, 8, 1), (1700000001, 1, 0, 2);
INSERT INTO gap VALUES (1700000000600000000, 1700000000700000000, 'reconnected', 0);
INSERT INTO mark VALUES (1700000000650000000, 'note', 'here');
)";

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// Files of every version that was ever published open, and stay as they are.
class OldSchemasTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("old.gnat"));
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        QVERIFY(test::execute(m_path, versionOne));
        m_before = contentOf(m_path);
    }

    void versionOneIsRead()
    {
        const auto notes = test::readAll(m_path);
        QVERIFY(notes);
        const QList<Note> expected = {
            {"shop.paid", {}, {}, R"({"id":7})", 1'700'000'000'500'000'000, 1},
            {"shop.ask", "_INBOX.a", "NATS/1.0\r\na: b\r\n\r\n", {}, 1'700'000'001'500'000'000, 1}};
        QCOMPARE(notes->size(), 2);
        QVERIFY(*notes == expected);
        const auto reader = RecordingReader::open(m_path);
        QVERIFY(reader);
        const auto summary = reader.value().summary();
        QVERIFY(summary);
        QCOMPARE(summary.value().note, QStringLiteral("first"));
        QCOMPARE(summary.value().payloadBytes, 8U);
        QCOMPARE(summary.value().gaps.size(), 1);
        QCOMPARE(summary.value().marks.size(), 1);
        QCOMPARE(countSubjects(reader.value()).value().list.size(), 2);
    }

    void versionOneStaysAsItIs()
    {
        QVERIFY(test::readAll(m_path));
        QVERIFY(buildSearchIndex(m_path));
        QCOMPARE(contentOf(m_path), m_before);
        QVERIFY(QFile::remove(searchIndexPath(m_path)));
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{QStringLiteral("old.gnat")});
    }

    /// Later versions only add, but what they add may say how the rest is to be read.
    void aNewerOneIsLeftAlone()
    {
        QVERIFY(test::execute(m_path, "PRAGMA user_version = 2; ALTER TABLE message ADD COLUMN packed INTEGER"));
        const auto newer = contentOf(m_path);
        const auto reader = RecordingReader::open(m_path);
        QVERIFY(!reader);
        QVERIFY2(reader.error().message.find(
                     "made by a newer version of Gnatcatcher (format 2; this one reads up to 1)") != std::string::npos,
                 reader.error().message.c_str());
        QVERIFY(reader.error().kind == ErrorKind::InvalidInput);
        QCOMPARE(contentOf(m_path), newer);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    QByteArray m_before;
};

QTEST_GUILESS_MAIN(OldSchemasTest)
#include "tst_oldschemas.moc"
