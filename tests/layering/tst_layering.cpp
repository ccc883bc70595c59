// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layering/houserules.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QTest>

#include <algorithm>
#include <vector>

using namespace gnat::test;

namespace {

using Rule = QStringList (*)(const SourceFile &);

QStringList filesBelow(const QStringList &folders, const QStringList &names)
{
    const QDir source(QStringLiteral(GNAT_SOURCE_DIR));
    QStringList found;
    for (const QString &folder : folders) {
        QDirIterator walk(source.filePath(folder), names, QDir::Files, QDirIterator::Subdirectories);
        while (walk.hasNext()) {
            const QString path = source.relativeFilePath(walk.next());
            if (!path.contains(u"/node_modules/"))
                found += path;
        }
    }
    found.sort();
    return found;
}

const QStringList ourCode{QStringLiteral("app"), QStringLiteral("models"), QStringLiteral("resources"),
                          QStringLiteral("translations"), QStringLiteral("widgets")};
const QStringList sourceNames{QStringLiteral("*.h"), QStringLiteral("*.cpp")};

QString findingsIn(const QStringList &paths, Rule rule)
{
    QStringList found;
    for (const QString &path : paths) {
        QFile file(QStringLiteral(GNAT_SOURCE_DIR "/") + path);
        if (!file.open(QIODevice::ReadOnly))
            return path + QStringLiteral(" cannot be read");
        found += rule({path, QString::fromUtf8(file.readAll())});
    }
    return found.join(u'\n');
}

} // namespace

/// The house rules of CONTRIBUTING.md, over every source file.
class LayeringTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roomsKnowOnlyTheRoomsBelow() { expectNone(findingsIn(filesBelow(ourCode, sourceNames), roomFindings)); }
    void foreignLibrariesStayAtHome() { expectNone(findingsIn(filesBelow(ourCode, sourceNames), foreignFindings)); }
    void modelsKnowNoWindows() { expectNone(findingsIn(filesBelow(ourCode, sourceNames), qtFindings)); }
    void filesAreShortAndSigned();
    void fileNamesAreUnique();
    void noRecordingLiesInTheSources();
    void rulesFindWhatTheyForbid_data();
    void rulesFindWhatTheyForbid();

private:
    static void expectNone(const QString &findings) { QVERIFY2(findings.isEmpty(), qPrintable(u'\n' + findings)); }
};

void LayeringTest::filesAreShortAndSigned()
{
    expectNone(findingsIn(filesBelow(ourCode + QStringList{QStringLiteral("tests")}, sourceNames), formFindings));
}

void LayeringTest::fileNamesAreUnique()
{
    QHash<QString, QString> seen;
    QStringList twice;
    for (const QString &path : filesBelow(ourCode + QStringList{QStringLiteral("tests")}, sourceNames)) {
        const QString name = path.section(u'/', -1);
        if (name != u"main.cpp" && seen.contains(name))
            twice += path + QStringLiteral(" is also ") + seen.value(name);
        seen.insert(name, path);
    }
    expectNone(twice.join(u'\n'));
}

void LayeringTest::noRecordingLiesInTheSources()
{
    expectNone(filesBelow(ourCode + QStringList{QStringLiteral("tests")},
                          {QStringLiteral("*.gnat"), QStringLiteral("*.gnat-wal"), QStringLiteral("*.gnat-shm")})
                   .join(u'\n'));
}

void LayeringTest::rulesFindWhatTheyForbid_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("findings");
    const auto row = [](const char *name, const char *path, const char *line, int findings) {
        QTest::newRow(name) << QString::fromLatin1(path) << QString::fromLatin1(line) << findings;
    };
    row("downwards", "models/filter/a.h", "#include \"codecs/b.h\"", 0);
    row("upwards", "models/flow/a.h", "#include \"traffic/b.h\"", 1);
    row("beside", "models/traffic/a.cpp", "#include \"recording/b.h\"", 1);
    row("rework from below", "models/recording/a.cpp", "#include \"rework/b.h\"", 1);
    row("recording from rework", "models/rework/a.cpp", "#include \"recording/b.h\"", 0);
    row("items from rework", "models/rework/a.cpp", "#include \"items/b.h\"", 1);
    row("page from model", "models/items/a.cpp", "#include \"widgets/b.h\"", 1);
    row("broker from page", "widgets/live/a.cpp", "#include \"broker/b.h\"", 1);
    row("broker's Qt side from page", "widgets/live/a.cpp", "#include \"broker/qt/b.h\"", 0);
    row("broker's Qt side from broker", "models/broker/a.cpp", "#include \"broker/qt/b.h\"", 1);
    row("broker from app", "app/workspace/a.cpp", "#include \"broker/b.h\"", 0);
    row("unknown room", "models/attic/a.cpp", "", 1);
    row("cnats at home", "models/client/a.cpp", "#include <nats.h>", 0);
    row("cnats abroad", "models/recording/a.cpp", "#include <nats/nats.h>", 1);
    row("sqlite public", "models/recording/sqlite/a.h", "#include <sqlite3.h>", 1);
    row("sqlite private", "models/recording/sqlite/a_p.h", "#include <sqlite3.h>", 0);
    row("asio abroad", "app/a.cpp", "#include <asio/io_context.hpp>", 1);
    row("core with Qt", "models/core/a.h", "#include <QString>", 1);
    row("broker's Qt side", "models/broker/qt/a.h", "#include <QObject>", 0);
    row("colour in model", "models/items/a.h", "#include <QColor>", 1);
    row("widgets in model", "models/items/b.h", "#include <QtWidgets/QWidget>", 1);
    row("colour in window", "widgets/live/a.h", "#include <QColor>", 0);
}

void LayeringTest::rulesFindWhatTheyForbid()
{
    QFETCH(const QString, path);
    QFETCH(const QString, line);
    QFETCH(const int, findings);
    const SourceFile file{path, line};
    QCOMPARE((roomFindings(file) + foreignFindings(file) + qtFindings(file)).size(), findings);
    QVERIFY(!formFindings(file).isEmpty());
}

QTEST_GUILESS_MAIN(LayeringTest)
#include "tst_layering.moc"
