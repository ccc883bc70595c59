// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordingfixture.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

#include <unistd.h>

using namespace gnat;
using namespace gnat::test;

class TestRecordingReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void summarises();
    void countsSubjects();
    void readsByRow();
    void findsByTime();
    void visitsUntilToldToStop();
    void countsWhenTheDensityIsMissing();
    void opensAnEmptyRecording();
    void opensInAFolderThatCannotBeWritten();
    void saysWhyItCannotOpen_data();
    void saysWhyItCannotOpen();
    void neverCrashesOnATruncatedFile();
    void neverCrashesOnOverwrittenPages();

private:
    QString file(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    RecordingReader openPlain() const { return RecordingReader::open(file("plain.gnat")).value(); }
    QByteArray contentOf(const QString &path) const;
    void write(const QString &path, const QByteArray &content) const;

    QTemporaryDir m_folder;
    QList<Note> m_notes = plainNotes(5000);
};

QByteArray TestRecordingReader::contentOf(const QString &path) const
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestRecordingReader::write(const QString &path, const QByteArray &content) const
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

void TestRecordingReader::initTestCase()
{
    QCOMPARE(record(file("plain.gnat"), m_notes), QString());
}

void TestRecordingReader::summarises()
{
    const auto summary = openPlain().summary().value();
    QCOMPARE(summary.messages, 5000U);
    QCOMPARE(summary.payloadBytes, 5000U * 8 + 10 + 90 * 2 + 900 * 3 + 4000 * 4);
    QCOMPARE(summary.firstNs, m_notes.first().atNs);
    QCOMPARE(summary.lastNs, m_notes.last().atNs);
    QVERIFY(summary.endedNs >= summary.startedNs);
    QCOMPARE(summary.fileBytes, static_cast<quint64>(QFile(file("plain.gnat")).size()));
    QCOMPARE(summary.connections, QStringList{QStringLiteral("test")});
    QCOMPARE(summary.subscriptions, QStringList{QStringLiteral("m.>")});
    QCOMPARE(summary.density.size(), 5);
    QCOMPARE(summary.program, QStringLiteral("gnatcatcher " GNAT_VERSION));
}

void TestRecordingReader::countsSubjects()
{
    const auto subjects = openPlain().subjects().value();
    QCOMPARE(subjects.size(), 10);
    quint64 bytes = 0;
    for (const auto &subject : subjects) {
        QCOMPARE(subject.messages, 500U);
        bytes += subject.bytes;
    }
    QCOMPARE(bytes, openPlain().summary().value().payloadBytes);
}

void TestRecordingReader::readsByRow()
{
    const auto reader = openPlain();
    const auto batch = reader.read(1234, 100, SourceId(3)).value();
    QCOMPARE(batch->size(), 100U);
    QCOMPARE(batch->source(), SourceId(3));
    QCOMPARE(batch->firstSequence(), 1235U);
    for (std::size_t i = 0; i < batch->size(); ++i)
        QVERIFY(noteOf(batch->at(i)) == m_notes.at(1234 + static_cast<qsizetype>(i)));
    QCOMPARE(reader.read(4990, 100, source).value()->size(), 10U);
    QCOMPARE(reader.read(5000, 100, source).value()->size(), 0U);
    QCOMPARE(reader.read(0, 0, source).value()->size(), 0U);
}

void TestRecordingReader::findsByTime()
{
    const auto reader = openPlain();
    const auto first = m_notes.first().atNs;
    QCOMPARE(reader.rowAt(0).value(), 0U);
    QCOMPARE(reader.rowAt(first).value(), 0U);
    QCOMPARE(reader.rowAt(first + 1).value(), 1U);
    QCOMPARE(reader.rowAt(m_notes.at(3210).atNs).value(), 3210U);
    QCOMPARE(reader.rowAt(m_notes.last().atNs).value(), 4999U);
    QCOMPARE(reader.rowAt(m_notes.last().atNs + 1).value(), 5000U);
}

void TestRecordingReader::visitsUntilToldToStop()
{
    QList<quint64> rows;
    const auto done = openPlain().visit(
        [&](const MessageView &, quint64 row) {
            rows << row;
            return rows.size() < 3;
        },
        4000);
    QVERIFY(done);
    QCOMPARE(rows, (QList<quint64>{4000, 4001, 4002}));
}

void TestRecordingReader::countsWhenTheDensityIsMissing()
{
    write(file("nodensity.gnat"), contentOf(file("plain.gnat")));
    sqlite3 *database = nullptr;
    QCOMPARE(sqlite3_open(file("nodensity.gnat").toUtf8().constData(), &database), SQLITE_OK);
    QCOMPARE(sqlite3_exec(database, "DELETE FROM density", nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(database);
    const auto summary = RecordingReader::open(file("nodensity.gnat")).value().summary().value();
    QCOMPARE(summary.messages, 5000U);
    QCOMPARE(summary.payloadBytes, openPlain().summary().value().payloadBytes);
}

void TestRecordingReader::opensAnEmptyRecording()
{
    QCOMPARE(record(file("empty.gnat"), {}), QString());
    const auto reader = RecordingReader::open(file("empty.gnat"));
    QVERIFY(reader);
    const auto summary = reader.value().summary().value();
    QCOMPARE(summary.messages, 0U);
    QCOMPARE(summary.firstNs, 0);
    QCOMPARE(reader.value().rowAt(5).value(), 0U);
    QVERIFY(reader.value().subjects().value().isEmpty());
}

void TestRecordingReader::opensInAFolderThatCannotBeWritten()
{
    // A file in WAL mode whose log is gone, as left by a copy of the main file alone.
    const auto path = file("sealed/wal.gnat");
    QCOMPARE(record(path, plainNotes(100)), QString());
    sqlite3 *database = nullptr;
    QCOMPARE(sqlite3_open(path.toUtf8().constData(), &database), SQLITE_OK);
    QCOMPARE(sqlite3_exec(database, "PRAGMA journal_mode = WAL", nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(database);
    // For everybody: the id that root steps down to may be neither owner nor in the group.
    const auto readable = QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther;
    const auto enterable = readable | QFile::ExeOwner | QFile::ExeGroup | QFile::ExeOther;
    QVERIFY(QFile::setPermissions(m_folder.path(), enterable | QFile::WriteOwner));
    QVERIFY(QFile::setPermissions(path, readable));
    QVERIFY(QFile::setPermissions(file("sealed"), enterable));
    // Root may write anywhere: step down for the moment.
    const bool isRoot = geteuid() == 0;
    if (isRoot)
        QCOMPARE(seteuid(65534), 0);
    const auto reader = RecordingReader::open(path);
    const auto messages = reader ? reader.value().messages().value() : 0;
    if (isRoot)
        QCOMPARE(seteuid(0), 0);
    QVERIFY(QFile::setPermissions(file("sealed"), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    QVERIFY2(reader, reader ? "" : reader.error().message.c_str());
    QCOMPARE(messages, 100U);
}

void TestRecordingReader::saysWhyItCannotOpen_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("says");
    auto newer = contentOf(file("plain.gnat"));
    newer[63] = 2; // user_version
    auto foreign = contentOf(file("plain.gnat"));
    foreign[70] = 'X'; // application_id
    const int invalid = static_cast<int>(ErrorKind::InvalidInput);
    const int storage = static_cast<int>(ErrorKind::StorageFailure);
    QTest::newRow("empty file") << QByteArray() << invalid << QStringLiteral("not a Gnatcatcher recording");
    QTest::newRow("text") << QByteArray("hello") << invalid << QStringLiteral("not a Gnatcatcher recording");
    QTest::newRow("other SQLite file") << foreign << invalid << QStringLiteral("not a Gnatcatcher recording");
    QTest::newRow("newer") << newer << invalid << QStringLiteral("newer version of Gnatcatcher (format 2");
    QTest::newRow("header cut") << newer.left(50) << storage << QStringLiteral("damaged: it ends after 50 bytes");
    QTest::newRow("half") << contentOf(file("plain.gnat")).left(100'000) << storage
                          << QStringLiteral("damaged: it ends after");
}

void TestRecordingReader::saysWhyItCannotOpen()
{
    QFETCH(QByteArray, content);
    QFETCH(int, kind);
    QFETCH(QString, says);
    write(file("wrong.gnat"), content);
    const auto opened = RecordingReader::open(file("wrong.gnat"));
    QVERIFY(!opened);
    QCOMPARE(static_cast<int>(opened.error().kind), kind);
    QVERIFY2(QString::fromStdString(opened.error().message).contains(says), opened.error().message.c_str());
    QCOMPARE(RecordingReader::open(file("absent.gnat")).error().kind, ErrorKind::NotFound);
    QCOMPARE(RecordingReader::open(file("")).error().kind, ErrorKind::InvalidInput);
}

void TestRecordingReader::neverCrashesOnATruncatedFile()
{
    const auto whole = contentOf(file("plain.gnat"));
    QVERIFY(whole.size() > 200'000);
    for (const qsizetype length : {qsizetype{1}, qsizetype{15}, qsizetype{99}, qsizetype{100}, qsizetype{4096},
                                   qsizetype{32767}, qsizetype{32768}, qsizetype{32769}, qsizetype{65536},
                                   whole.size() / 2, whole.size() - 32768, whole.size() - 1}) {
        write(file("cut.gnat"), whole.left(length));
        const auto opened = RecordingReader::open(file("cut.gnat"));
        QVERIFY2(!opened, QByteArray::number(length).constData());
        QVERIFY2(opened.error().message.find("ends after") != std::string::npos ||
                     opened.error().message.find("damaged") != std::string::npos,
                 opened.error().message.c_str());
    }
}

void TestRecordingReader::neverCrashesOnOverwrittenPages()
{
    const auto whole = contentOf(file("plain.gnat"));
    int failures = 0;
    for (qsizetype page = 1; page < whole.size() / 32768; ++page) {
        auto broken = whole;
        broken.replace(page * 32768, 32768, QByteArray(32768, '\xa5'));
        write(file("broken.gnat"), broken);
        const auto opened = RecordingReader::open(file("broken.gnat"));
        if (!opened) {
            ++failures;
            continue;
        }
        const auto all = opened.value().visit([](const MessageView &, quint64) { return true; });
        failures += !all || !opened.value().subjects() || !opened.value().summary();
    }
    QVERIFY2(failures > 0, "no overwritten page was noticed");
}

QTEST_GUILESS_MAIN(TestRecordingReader)
#include "tst_recordingreader.moc"
