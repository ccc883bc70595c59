// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/filterbook.h"
#include "settings/preferences.h"
#include "settings/settingshome.h"
#include "support/qtwarnings.h"

#include <QSignalSpy>
#include <QTest>

using namespace gnat;
using namespace gnat::test;

class FilterBookTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        failOnQtWarnings();
        m_home = std::make_unique<SettingsHome>();
    }
    void remembersTheLastThirtyOnce();
    void keepsSavedAndHiddenBetweenRuns();
    void savingUnderANameReplaces();

private:
    std::unique_ptr<SettingsHome> m_home;
};

void FilterBookTest::remembersTheLastThirtyOnce()
{
    Preferences preferences;
    FilterBook book(preferences);
    for (int i = 0; i < 40; ++i)
        book.remember(QStringLiteral("n%1").arg(i));
    book.remember(QStringLiteral("  n20 "));
    book.remember(QStringLiteral("  "));
    QCOMPARE(book.history().size(), FilterBook::maxHistory);
    QCOMPARE(book.history().mid(0, 2), QStringList({QStringLiteral("n20"), QStringLiteral("n39")}));
    QCOMPARE(book.history().count(QStringLiteral("n20")), 1);
    QCOMPARE(FilterBook(preferences).history(), book.history());
}

void FilterBookTest::keepsSavedAndHiddenBetweenRuns()
{
    const SavedFilter errors{QStringLiteral("errors"), QStringLiteral("*.*.error or \"a b\"")};
    {
        Preferences preferences;
        FilterBook book(preferences);
        QSignalSpy changes(&book, &FilterBook::hiddenChanged);
        book.save(errors);
        book.hide({QStringLiteral("$JS.>")});
        book.setHidden({{QStringLiteral("$JS.>"), false}, {QStringLiteral("iot.>"), true}});
        book.setHidden(book.hidden());
        QCOMPARE(changes.size(), 2);
    }
    Preferences preferences;
    FilterBook book(preferences);
    QCOMPARE(book.saved(), QList<SavedFilter>{errors});
    QCOMPARE(book.hiddenPatterns(), QStringList{QStringLiteral("iot.>")});
    book.hide({QStringLiteral("$JS.>")});
    QCOMPARE(book.hiddenPatterns(), QStringList({QStringLiteral("iot.>"), QStringLiteral("$JS.>")}));
    book.showAll();
    QCOMPARE(book.hiddenPatterns(), QStringList());
    QCOMPARE(book.hidden().size(), 2);
}

void FilterBookTest::savingUnderANameReplaces()
{
    Preferences preferences;
    FilterBook book(preferences);
    QSignalSpy changes(&book, &FilterBook::savedChanged);
    book.save({QStringLiteral("a"), QStringLiteral("x")});
    book.save({QStringLiteral("a"), QStringLiteral("y")});
    QCOMPARE(book.saved(), (QList<SavedFilter>{{QStringLiteral("a"), QStringLiteral("y")}}));
    QCOMPARE(changes.size(), 2);
}

QTEST_GUILESS_MAIN(FilterBookTest)
#include "tst_filterbook.moc"
