// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/preferences.h"
#include "settings/settingshome.h"
#include "support/qtwarnings.h"

#include <QDir>
#include <QSignalSpy>
#include <QTest>

using namespace gnat;
using namespace gnat::test;

class PreferencesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        failOnQtWarnings();
        m_home = std::make_unique<SettingsHome>();
    }
    void beginsWithDefaults();
    void keepsWhatWasChosen();
    void writesAMomentAfterAChange();
    void keepsRecentUrlsWithoutSecrets();
    void setsADamagedFileAside();
    void saysThatItCannotWrite();

private:
    std::unique_ptr<SettingsHome> m_home;
};

void PreferencesTest::beginsWithDefaults()
{
    {
        const Preferences preferences;
        QCOMPARE(preferences.theme(), ThemeChoice::System);
        QCOMPARE(preferences.memoryBudget(), 256'000'000);
        QVERIFY(preferences.recordingFolder().endsWith(u"/Gnatcatcher"));
        QVERIFY(preferences.recentUrls().isEmpty());
        QVERIFY(!preferences.state(QStringLiteral("window")).isValid());
        QVERIFY(preferences.problem().isEmpty());
    }
    QVERIFY(!QFile::exists(m_home->preferences())); // nothing chosen, nothing written
}

void PreferencesTest::keepsWhatWasChosen()
{
    const QByteArray geometry("\x00\x01\xff\x80", 4);
    {
        Preferences preferences;
        QSignalSpy themes(&preferences, &Preferences::themeChanged);
        preferences.setTheme(ThemeChoice::Dark);
        preferences.setTheme(ThemeChoice::Dark);
        QCOMPARE(themes.count(), 1);
        preferences.setMemoryBudget(5'000'000'000);
        preferences.setRecordingFolder(QStringLiteral("/tmp/recordings/"));
        preferences.setState(QStringLiteral("window"), geometry);
        preferences.setState(QStringLiteral("columns"), QVariantList{1, 2});
    }
    const Preferences again;
    QCOMPARE(again.theme(), ThemeChoice::Dark);
    QCOMPARE(again.memoryBudget(), 5'000'000'000);
    QCOMPARE(again.recordingFolder(), QStringLiteral("/tmp/recordings"));
    QCOMPARE(again.state(QStringLiteral("window")).toByteArray(), geometry);
    QCOMPARE(again.state(QStringLiteral("columns")).toList().size(), 2);
}

void PreferencesTest::writesAMomentAfterAChange()
{
    Preferences preferences;
    preferences.setTheme(ThemeChoice::Light);
    QTRY_VERIFY(readFile(m_home->preferences()).contains("\"light\""));
    QCOMPARE(QFile::permissions(m_home->preferences()) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void PreferencesTest::keepsRecentUrlsWithoutSecrets()
{
    Preferences preferences;
    for (int i = 0; i < 10; ++i)
        preferences.addRecentUrl(QStringLiteral("nats://host%1:4222").arg(i));
    preferences.addRecentUrl(QStringLiteral("nats://ada:s3cret@host5:4222"));
    const auto urls = preferences.recentUrls();
    QCOMPARE(urls.size(), 8);
    QCOMPARE(urls[0], QStringLiteral("nats://host5:4222"));
    QCOMPARE(urls[1], QStringLiteral("nats://host9:4222"));
    QCOMPARE(urls.count(QStringLiteral("nats://host5:4222")), 1);
    preferences.addRecentUrl(QStringLiteral("t0ken@one:1, tls://a:b@two:2"));
    QCOMPARE(preferences.recentUrls().first(), QStringLiteral("one:1, tls://two:2"));
}

void PreferencesTest::setsADamagedFileAside()
{
    QVERIFY(QDir().mkpath(QFileInfo(m_home->preferences()).path()));
    const QByteArray damaged = "{ \"theme\": \"da";
    QVERIFY(writeFile(m_home->preferences(), damaged));
    {
        Preferences preferences;
        QVERIFY2(preferences.problem().contains(u"preferences.json.damaged"), qPrintable(preferences.problem()));
        QCOMPARE(preferences.theme(), ThemeChoice::System);
        preferences.setTheme(ThemeChoice::Light);
    }
    QCOMPARE(readFile(m_home->preferences() + QStringLiteral(".damaged")), damaged);
    const Preferences again;
    QVERIFY(again.problem().isEmpty());
    QCOMPARE(again.theme(), ThemeChoice::Light);
}

void PreferencesTest::saysThatItCannotWrite()
{
    Preferences preferences;
    QSignalSpy problems(&preferences, &Preferences::problemOccurred);
    // A file where the folder should be: root cannot write there either.
    QVERIFY(QDir().mkpath(m_home->folder.filePath(QStringLiteral("config"))));
    QVERIFY(writeFile(m_home->folder.filePath(QStringLiteral("config/gnatcatcher")), "in the way"));
    preferences.setTheme(ThemeChoice::Dark);
    QTRY_COMPARE(problems.count(), 1);
    QVERIFY2(problems[0][0].toString().contains(u"can't be written"), qPrintable(problems[0][0].toString()));
    QCOMPARE(preferences.theme(), ThemeChoice::Dark);
}

QTEST_GUILESS_MAIN(PreferencesTest)
#include "tst_preferences.moc"
