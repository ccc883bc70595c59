// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordingfixture.h"

#include "recording/recordingorigin.h"
#include "recording/subjecttally.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
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
    void listsTheMostFrequentSubjects();
    void leavesOutSubjectsThatCannotBe();
    void readsByRow();
    void findsByTime();
    void visitsUntilToldToStop();
    void countsWhenTheDensityIsMissing();
    void opensAnEmptyRecording();
    void opensInAFolderThatCannotBeWritten();
    void readsTheLogInAFolderThatCannotBeWritten();
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

namespace {

/// While it lives, nobody may write to the folder "sealed" below `folder` and to these files of it, also not root, who
/// steps down meanwhile.
class Sealed
{
public:
    Sealed(const QString &folder, const QStringList &files) : m_path(folder + QStringLiteral("/sealed"))
    {
        // For everybody: the id that root steps down to may be neither owner nor in the group.
        const auto readable = QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther;
        const auto enterable = readable | QFile::ExeOwner | QFile::ExeGroup | QFile::ExeOther;
        m_isSealed = QFile::setPermissions(folder, enterable | QFile::WriteOwner);
        for (const auto &file : files)
            m_isSealed = QFile::setPermissions(file, readable) && m_isSealed;
        m_isSealed = QFile::setPermissions(m_path, enterable) && m_isSealed;
        m_isSealed = (!m_isRoot || seteuid(65534) == 0) &&
                     !QFile(m_path + QStringLiteral("/any")).open(QFile::WriteOnly) && m_isSealed;
    }
    ~Sealed()
    {
        if (m_isRoot && seteuid(0) != 0)
            qFatal("root cannot be had back");
        QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    Sealed(const Sealed &) = delete;
    Sealed &operator=(const Sealed &) = delete;

    bool isSealed() const { return m_isSealed; }

private:
    const QString m_path;
    const bool m_isRoot = geteuid() == 0;
    bool m_isSealed = false;
};

} // namespace

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
    const auto subjects = countSubjects(openPlain()).value().list;
    QCOMPARE(subjects.size(), 10);
    quint64 bytes = 0;
    for (const auto &subject : subjects) {
        QCOMPARE(subject.messages, 500U);
        bytes += subject.bytes;
    }
    QCOMPARE(bytes, openPlain().summary().value().payloadBytes);
}

void TestRecordingReader::listsTheMostFrequentSubjects()
{
    const auto path = file("many.gnat");
    auto notes = plainNotes(2000);
    for (int i = 0; i < notes.size(); ++i)
        notes[i].subject = i % 2 ? "often" : "once." + QByteArray::number(i);
    QCOMPARE(record(path, notes), QString());
    const auto reader = RecordingReader::open(path);
    QVERIFY(reader);
    SubjectsWish wish;
    wish.most = 3;
    const auto counted = countSubjects(reader.value(), wish);
    QVERIFY(counted);
    QCOMPARE(counted.value().all, 1001U);
    QCOMPARE(counted.value().messages, 2000U);
    QCOMPARE(counted.value().list.size(), 3);
    QCOMPARE(counted.value().list.at(0).name, QByteArray("often"));
    QCOMPARE(counted.value().list.at(0).messages, 1000U);
    QCOMPARE(counted.value().list.at(1).name, QByteArray("once.0"));
    wish.wanted = [](const MessageView &message) {
        return message.subject != "often";
    };
    const auto wanted = countSubjects(reader.value(), wish);
    QVERIFY(wanted);
    QCOMPARE(wanted.value().all, 1000U);
    QCOMPARE(wanted.value().lastNs, notes.at(1998).atNs);
    std::stop_source stop;
    stop.request_stop();
    wish.stop = stop.get_token();
    QCOMPARE(countSubjects(reader.value(), wish).error().kind, ErrorKind::Cancelled);
}

/// Each damaged row could ask for more memory else.
void TestRecordingReader::leavesOutSubjectsThatCannotBe()
{
    const auto path = file("far.gnat");
    QCOMPARE(record(path, plainNotes(100)), QString());
    QVERIFY(execute(path, "UPDATE message SET subject = 4000000000 WHERE id IN (7, 9);"
                          "UPDATE subject SET id = 9000000000000 WHERE id = 10;"
                          "UPDATE message SET subject = 9000000000000 WHERE subject = 10"));
    const auto reader = RecordingReader::open(path);
    QVERIFY(reader);
    const auto last = reader.value().lastSubject();
    QVERIFY(last);
    QVERIFY(last.value() < QFileInfo(path).size());
    const auto counted = countSubjects(reader.value());
    QVERIFY2(counted, counted ? "" : counted.error().message.c_str());
    QCOMPARE(counted.value().messages, 100U);
    QCOMPARE(counted.value().all, 9U);
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
    QVERIFY(countSubjects(reader.value()).value().list.isEmpty());
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
    const Sealed sealed(m_folder.path(), {path});
    QVERIFY(sealed.isSealed());
    const auto reader = RecordingReader::open(path);
    QVERIFY2(reader, reader ? "" : reader.error().message.c_str());
    QCOMPARE(reader.value().messages().value(), 100U);
}

void TestRecordingReader::readsTheLogInAFolderThatCannotBeWritten()
{
    // As a killed recorder leaves it, copied without the shared memory.
    const auto running = file("running.gnat");
    QCOMPARE(record(running, plainNotes(100)), QString());
    sqlite3 *database = nullptr;
    QCOMPARE(sqlite3_open(running.toUtf8().constData(), &database), SQLITE_OK);
    QCOMPARE(sqlite3_exec(database,
                          "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;"
                          "UPDATE session SET ended_ns = NULL;"
                          "INSERT INTO message(at_ns, subject, subscription, payload) SELECT at_ns + 1000000000, "
                          "subject, subscription, payload FROM message",
                          nullptr, nullptr, nullptr),
             SQLITE_OK);
    QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("sealed")));
    const auto path = file("sealed/killed.gnat");
    const auto log = path + QStringLiteral("-wal");
    QVERIFY(QFile::copy(running, path));
    QVERIFY(QFile::copy(running + QStringLiteral("-wal"), log));
    sqlite3_close(database);
    QVERIFY(QFileInfo(log).size() > 0);
    const auto logBefore = contentOf(log);
    {
        const Sealed sealed(m_folder.path(), {path, log});
        QVERIFY(sealed.isSealed());
        const auto reader = RecordingReader::open(path);
        QVERIFY2(reader, reader ? "" : reader.error().message.c_str());
        const auto summary = reader.value().summary();
        QVERIFY(summary);
        QCOMPARE(summary.value().messages, 200U);
        QCOMPARE(summary.value().endedNs, 0);
        QCOMPARE(summary.value().shownGaps().last().atNs, summary.value().lastNs);
        QCOMPARE(readAll(path)->size(), 200);
        const auto origin = readRecordingOrigin(path);
        QVERIFY(origin);
        QCOMPARE(origin.value().connections.size(), 1);
    }
    QCOMPARE(contentOf(log), logBefore); // and it is there still
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
        failures += !all || !countSubjects(opened.value()) || !opened.value().summary();
    }
    QVERIFY2(failures > 0, "no overwritten page was noticed");
}

QTEST_GUILESS_MAIN(TestRecordingReader)
#include "tst_recordingreader.moc"
