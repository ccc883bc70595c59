// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/resources.h"
#include "support/qtwarnings.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSvgRenderer>
#include <QTest>
#include <QTranslator>

namespace {

QStringList filesBelow(const QString &folder, const QString &pattern)
{
    QStringList found;
    QDirIterator walk(folder, {pattern}, QDir::Files, QDirIterator::Subdirectories);
    while (walk.hasNext())
        found += QDir(folder).relativeFilePath(walk.next());
    found.sort();
    return found;
}

QString textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

/// What is carried inside the programs: icons, manual, translations.
class ResourcesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { gnat::initResources(); }
    void init() { gnat::test::failOnQtWarnings(); }
    void everyFileIsInside_data();
    void everyFileIsInside();
    void everyIconRendersAndCanBeTinted();
    void linksOfTheManualLead();
    void translationsAreInside();
};

void ResourcesTest::everyFileIsInside_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("pattern");
    QTest::newRow("icons") << QStringLiteral("icons") << QStringLiteral("*.svg");
    QTest::newRow("manual") << QStringLiteral("manual") << QStringLiteral("*.md");
}

void ResourcesTest::everyFileIsInside()
{
    QFETCH(const QString, folder);
    QFETCH(const QString, pattern);
    const QString onDisk = QStringLiteral(GNAT_SOURCE_DIR "/resources/") + folder;
    QCOMPARE(filesBelow(QStringLiteral(":/") + folder, pattern), filesBelow(onDisk, pattern));
}

void ResourcesTest::everyIconRendersAndCanBeTinted()
{
    const QStringList icons = filesBelow(QStringLiteral(":/icons"), QStringLiteral("*.svg"));
    QVERIFY(icons.size() > 60);
    for (const QString &icon : icons) {
        const QString path = QStringLiteral(":/icons/") + icon;
        const QSvgRenderer renderer(path);
        QVERIFY2(renderer.isValid(), qPrintable(icon));
        // The two with colours of their own stand for the program outside its windows.
        if (!icon.startsWith(u"gnatcatcher"))
            QVERIFY2(textOf(path).contains(u"currentColor") && !textOf(path).contains(u'#'), qPrintable(icon));
    }
}

void ResourcesTest::linksOfTheManualLead()
{
    static const QRegularExpression link(QStringLiteral("\\]\\(([^):#]+)\\)"));
    for (const QString &page : filesBelow(QStringLiteral(":/manual"), QStringLiteral("*.md"))) {
        const QString text = textOf(QStringLiteral(":/manual/") + page);
        QVERIFY2(text.startsWith(u"# ") && text.size() > 200, qPrintable(page));
        QRegularExpressionMatchIterator links = link.globalMatch(text);
        while (links.hasNext()) {
            const QString target = QStringLiteral(":/manual/") + links.next().captured(1);
            QVERIFY2(QFile::exists(target), qPrintable(page + QStringLiteral(" names ") + target));
        }
    }
}

void ResourcesTest::translationsAreInside()
{
    QTranslator translator;
    QVERIFY(translator.load(QLocale(QLocale::Chinese, QLocale::China), QStringLiteral("gnatcatcher"),
                            QStringLiteral("_"), QStringLiteral(":/i18n")));
    QVERIFY(!translator.isEmpty());
}

QTEST_MAIN(ResourcesTest)
#include "tst_resources.moc"
