// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "filesizelimit.h"
#include "recordingfixture.h"

#include "base/text.h"
#include "recording/recordingbuilder.h"
#include "recording/salvage.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace gnat;
using namespace gnat::test;

/// A damaged recording: what can be read is saved, what cannot is counted.
class TestSalvage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void savesAHealthyFileWhole();
    void givesTheNameOnlyToAWholeFile();
    void leavesNothingBehindWhenCancelled();
    void namesTheFileThatTheDiskDoesNotTake();
    void tellsOfALossWithoutANumber();
    void keepsAnEndThatIsMissing();
    void savesWhatIsBeforeACut_data();
    void savesWhatIsBeforeACut();
    void stepsOverDamagedPages();
    void findsMessagesWithoutTheirTree();
    void savesAnythingOrSaysWhyNot();
    void refusesOtherFiles();

private:
    QString copy(const char *name) const;
    QString file(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    QStringList filesLike(const char *name) const
    {
        return QDir(m_folder.path()).entryList({QLatin1String(name)}, QDir::Files);
    }
    void checkCounts(const SalvageReport &report, const QString &path) const;

    QTemporaryDir m_folder;
    QList<Note> m_notes;
};

namespace {

constexpr qint64 pageSize = 32768;
constexpr int count = 20'000;

bool spoil(const QString &path, qint64 at, const QByteArray &with)
{
    QFile file(path);
    return file.open(QIODevice::ReadWrite) && file.seek(at) && file.write(with) == with.size();
}

} // namespace

void TestSalvage::initTestCase()
{
    m_notes = plainNotes(count);
    for (auto &note : m_notes)
        note.payload.append(QByteArray(200, 'x'));
    m_notes[500].payload = QByteArray(200'000, 'y'); // over several pages
    QCOMPARE(record(file("whole.gnat"), m_notes), QString());
}

QString TestSalvage::copy(const char *name) const
{
    const auto path = file(name);
    return QFile::copy(file("whole.gnat"), path) ? path : QString();
}

/// Each saved message is one of the recording, in its order; with the lost ones there are as many as before.
void TestSalvage::checkCounts(const SalvageReport &report, const QString &path) const
{
    const auto read = readAll(path);
    QVERIFY(read);
    QCOMPARE(static_cast<quint64>(read->size()), report.messages);
    QCOMPARE(report.messages + report.lost, static_cast<quint64>(count));
    QCOMPARE(query(path, "PRAGMA integrity_check"), QByteArray("ok"));
    QCOMPARE(query(path, "SELECT coalesce(sum(count), 0) FROM gap WHERE reason = 'file damaged'"),
             QByteArray::number(report.lost));
    QCOMPARE(query(path, "SELECT count(*) FROM gap WHERE at_ns <= 0 OR until_ns < at_ns"), QByteArray("0"));
    QCOMPARE(query(path, "SELECT coalesce(sum(messages), 0) FROM density"), QByteArray::number(report.messages));
    qsizetype next = 0;
    for (const auto &note : *read) {
        next = m_notes.indexOf(note, next);
        QVERIFY2(next >= 0, note.payload.left(20).constData());
        ++next;
    }
}

void TestSalvage::savesAHealthyFileWhole()
{
    const auto to = file("saved.gnat");
    const auto report = salvageRecording(file("whole.gnat"), to);
    QVERIFY2(report, report ? "" : report.error().message.c_str());
    QVERIFY(report.value().isWhole());
    QVERIFY(readAll(to) == m_notes);
    QCOMPARE(query(to, "SELECT name FROM connection"), QByteArray("test"));
    QCOMPARE(query(to, "SELECT started_ns FROM session"), query(file("whole.gnat"), "SELECT started_ns FROM session"));
    QCOMPARE(query(to, "SELECT group_concat(messages) FROM density"),
             query(file("whole.gnat"), "SELECT group_concat(messages) FROM density"));
}

void TestSalvage::leavesNothingBehindWhenCancelled()
{
    const auto to = file("cancelled.gnat");
    std::stop_source stop;
    stop.request_stop();
    const auto report = salvageRecording(file("whole.gnat"), to, {}, stop.get_token());
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::Cancelled);
    QVERIFY(!report.error().message.empty());
    QVERIFY(filesLike("cancelled*").isEmpty());
    // What was to be written over is there still.
    QCOMPARE(record(to, plainNotes(3)), QString());
    QVERIFY(!salvageRecording(file("whole.gnat"), to, {}, stop.get_token(), true));
    QCOMPARE(filesLike("cancelled*"), QStringList(QStringLiteral("cancelled.gnat")));
    QCOMPARE(readAll(to)->size(), 3);
    QVERIFY(salvageRecording(file("whole.gnat"), to, {}, {}, true));
    QVERIFY(readAll(to) == m_notes);
    QCOMPARE(salvageRecording(to, to, {}, {}, true).error().kind, ErrorKind::InvalidInput);
    QVERIFY(readAll(to) == m_notes);
}

/// Killed on the way, it leaves no file that looks like a finished one.
void TestSalvage::givesTheNameOnlyToAWholeFile()
{
    const auto to = file("later.gnat");
    int told = 0;
    const auto report = salvageRecording(file("whole.gnat"), to, [&](double) {
        ++told;
        QVERIFY(!QFile::exists(to));
        QVERIFY(QFile::exists(to + QStringLiteral(".part")));
    });
    QVERIFY(report);
    QVERIFY(told > 0);
    QCOMPARE(filesLike("later*"), QStringList(QStringLiteral("later.gnat")));
}

/// People know it by the name that they gave it, not by the one that it has meanwhile.
void TestSalvage::namesTheFileThatTheDiskDoesNotTake()
{
    const FileSizeLimit limit(400'000);
    const auto to = file("full.gnat");
    const auto report = salvageRecording(file("whole.gnat"), to);
    QVERIFY(!report);
    auto builder = RecordingBuilder::create(optionsFor(to));
    auto built = builder ? Result<void>() : Result<void>(builder.error());
    for (qsizetype i = 0; builder && built && i < m_notes.size(); ++i) {
        MessageView message;
        message.subject = "a";
        message.payload = viewOf(m_notes.at(i).payload);
        built = builder.value().append(message);
    }
    if (builder && built)
        built = builder.value().finish(1);
    QVERIFY(!built);
    for (const auto &sentence : {errorText(report.error()), errorText(built.error())})
        QVERIFY2(sentence.contains(QStringLiteral("“full.gnat”")), qPrintable(sentence));
}

void TestSalvage::tellsOfALossWithoutANumber()
{
    const auto path = file("short.gnat");
    QCOMPARE(record(path, plainNotes(600)), QString());
    QVERIFY(QFile::resize(path, 100'000));
    const auto to = file("short-saved.gnat");
    const auto report = salvageRecording(path, to);
    QVERIFY2(report, report ? "" : report.error().message.c_str());
    QVERIFY(!report.value().isWhole());
    QVERIFY(!report.value().isLossKnown);
    QCOMPARE(query(to, "SELECT count FROM gap WHERE reason = 'file damaged'"), QByteArray("0"));
    const auto text = salvageText(report.value()).join(u' ');
    QVERIFY2(text.contains(QStringLiteral("nothing says how many; gaps that the new file states: 1")),
             qPrintable(text));
    QVERIFY2(!text.contains(QStringLiteral("Nothing is missing")), qPrintable(text));
}

void TestSalvage::keepsAnEndThatIsMissing()
{
    const auto path = copy("open.gnat");
    QVERIFY(execute(path, "UPDATE session SET ended_ns = NULL"));
    const auto to = file("open-saved.gnat");
    const auto report = salvageRecording(path, to);
    QVERIFY2(report, report ? "" : report.error().message.c_str());
    QVERIFY(report.value().wasOpen);
    QVERIFY(!report.value().isWhole());
    QCOMPARE(report.value().lost, 0U);
    QCOMPARE(query(to, "SELECT count FROM gap WHERE reason = 'not closed' AND at_ns = until_ns AND "
                       "at_ns = (SELECT max(at_ns) FROM message)"),
             QByteArray("0"));
    const auto text = salvageText(report.value()).join(u' ');
    QVERIFY2(text.contains(QStringLiteral("It was not closed")), qPrintable(text));
    QVERIFY2(!text.contains(QStringLiteral("cannot be read any more")), qPrintable(text));
    // Once is enough.
    QVERIFY(salvageRecording(to, file("open-saved-again.gnat")));
    QCOMPARE(query(file("open-saved-again.gnat"), "SELECT count(*) FROM gap"), QByteArray("1"));
}

void TestSalvage::savesWhatIsBeforeACut_data()
{
    QTest::addColumn<int>("percent");
    QTest::addColumn<int>("least");
    // The first tenth of the file are the tables and one large message.
    QTest::newRow("8 %") << 8 << 0;
    QTest::newRow("20 %") << 20 << 2000;
    QTest::newRow("50 %") << 50 << 8500;
    QTest::newRow("99 %") << 99 << 19'500;
}

void TestSalvage::savesWhatIsBeforeACut()
{
    QFETCH(int, percent);
    QFETCH(int, least);
    const auto path = copy(qPrintable(QStringLiteral("cut%1.gnat").arg(percent)));
    QVERIFY(QFile::resize(path, QFile(path).size() * percent / 100));
    const auto to = path + QStringLiteral("-saved.gnat");
    const auto report = salvageRecording(path, to);
    QVERIFY2(report, report ? "" : report.error().message.c_str());
    checkCounts(report.value(), to);
    QVERIFY2(report.value().messages >= static_cast<quint64>(least),
             qPrintable(QString::number(report.value().messages)));
}

void TestSalvage::stepsOverDamagedPages()
{
    const auto path = copy("pages.gnat");
    const auto pages = QFile(path).size() / pageSize;
    QVERIFY(pages > 100);
    for (const auto page : {pages / 3, pages / 2, pages / 2 + 1, pages - 3})
        QVERIFY(spoil(path, page * pageSize, QByteArray(pageSize, '\x7f')));
    const auto to = file("pages-saved.gnat");
    const auto report = salvageRecording(path, to);
    QVERIFY2(report, report ? "" : report.error().message.c_str());
    checkCounts(report.value(), to);
    QVERIFY(report.value().lost > 100);
    QVERIFY2(report.value().lost < 1000, qPrintable(QString::number(report.value().lost)));
    QCOMPARE(report.value().gaps.size(), 3);
}

void TestSalvage::findsMessagesWithoutTheirTree()
{
    const auto path = copy("roots.gnat");
    const auto root = query(path, "SELECT rootpage FROM sqlite_master WHERE name = 'message'").toLongLong();
    QVERIFY(root > 1); // in a large file that was cut it is inner pages that are gone
    QVERIFY(spoil(path, (root - 1) * pageSize, QByteArray(pageSize, '\x7f')));
    const auto to = file("roots-saved.gnat");
    const auto report = salvageRecording(path, to);
    QVERIFY2(report, report ? "" : report.error().message.c_str());
    checkCounts(report.value(), to);
    QCOMPARE(report.value().messages, static_cast<quint64>(count));
    QCOMPARE(report.value().lost, 0U);
    QCOMPARE(report.value().unnamed, 0U);
}

void TestSalvage::savesAnythingOrSaysWhyNot()
{
    QRandomGenerator random(59);
    const auto size = QFile(file("whole.gnat")).size();
    for (int round = 0; round < 12; ++round) {
        const auto path = copy(qPrintable(QStringLiteral("random%1.gnat").arg(round)));
        for (int i = 0; i < 20; ++i) {
            QByteArray noise(random.bounded(1, 2000), '\0');
            for (auto &byte : noise)
                byte = static_cast<char>(random.bounded(256));
            QVERIFY(spoil(path, random.bounded(size - noise.size()), noise));
        }
        const auto to = path + QStringLiteral("-saved.gnat");
        const auto report = salvageRecording(path, to);
        if (!report) {
            QVERIFY(!report.error().message.empty());
            QVERIFY(!QFile::exists(to));
            continue;
        }
        QCOMPARE(query(to, "PRAGMA integrity_check"), QByteArray("ok"));
        QCOMPARE(static_cast<quint64>(readAll(to)->size()), report.value().messages);
    }
}

void TestSalvage::refusesOtherFiles()
{
    QFile other(file("other.gnat"));
    QVERIFY(other.open(QIODevice::WriteOnly));
    other.write("no recording at all, but a text that is longer than a hundred bytes, so that it could have a header "
                "of its own; it has none.");
    other.close();
    const auto report = salvageRecording(other.fileName(), file("none.gnat"));
    QVERIFY(!report);
    QVERIFY(!QFile::exists(file("none.gnat")));
    QCOMPARE(salvageRecording(file("nowhere.gnat"), file("none.gnat")).error().kind, ErrorKind::NotFound);
}

QTEST_GUILESS_MAIN(TestSalvage)
#include "tst_salvage.moc"
