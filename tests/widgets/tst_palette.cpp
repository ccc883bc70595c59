// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine.h"

#include "resources/resources.h"
#include "shell/mainwindow.h"
#include "shell/page.h"
#include "shell/palettelist.h"
#include "shell/paletteopener.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QTest>

using namespace gnat;
using test::Engine;
using test::shoot;

namespace {

/// A page with two subjects that remembers its filter.
class SubjectPage final : public Page
{
public:
    SubjectPage() { setCentralWidget(new QWidget); }
    QString id() const override { return QStringLiteral("live"); }
    QString title() const override { return QStringLiteral("Live"); }
    QString iconName() const override { return QStringLiteral("live"); }
    bool canFilter() const override { return true; }
    QString filterText() const override { return filter; }
    void setFilterText(const QString &text) override { filter = text; }
    FilterVocabulary filterVocabulary() override
    {
        FilterVocabulary words;
        words.subjects = [](const QString &prefix) {
            const QStringList all = {QStringLiteral("user.get"), QStringLiteral("user.put")};
            return all.filter(prefix);
        };
        return words;
    }

    QString filter;
};

PaletteEntry command(const char *text)
{
    PaletteEntry entry;
    entry.text = QLatin1String(text);
    return entry;
}

QStringList textsOf(const QList<PaletteEntry> &entries)
{
    QStringList texts;
    for (const auto &entry : entries)
        texts << entry.text;
    return texts;
}

} // namespace

/// The command palette: what is found, and that keys alone run it.
class TestPalette : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { test::failOnOurWarnings(); }
    void matches_data();
    void matches();
    void bestComesFirst();
    void signsNarrow();
    void lastOnesComeFirst();
    void keysRunACommand();
    void subjectsAreFilteredTo();
    void savedFiltersAndClicks();
    void escapeClosesAndChangesNothing();

private:
    static CommandPalette *openIn(MainWindow &window);
};

void TestPalette::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    initResources();
}

CommandPalette *TestPalette::openIn(MainWindow &window)
{
    window.show();
    window.activateWindow(); // a popup was there before
    if (!QTest::qWaitForWindowActive(&window))
        return nullptr;
    QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
    return window.paletteOpener().palette();
}

void TestPalette::matches_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<qsizetype>>("places");
    QTest::addColumn<bool>("isFound");
    QTest::newRow("nothing typed") << QString() << QStringLiteral("Quit") << QList<qsizetype>() << true;
    QTest::newRow("begin") << QStringLiteral("qu") << QStringLiteral("Quit") << QList<qsizetype>{0, 1} << true;
    QTest::newRow("word") << QStringLiteral("layout") << QStringLiteral("Reset layout")
                          << QList<qsizetype>{6, 7, 8, 9, 10, 11} << true;
    QTest::newRow("two words, any order")
        << QStringLiteral("lay res") << QStringLiteral("Reset layout") << QList<qsizetype>{6, 7, 8, 0, 1, 2} << true;
    QTest::newRow("initials") << QStringLiteral("wmg") << QStringLiteral("Where messages go")
                              << QList<qsizetype>{0, 6, 15} << true;
    QTest::newRow("word before inside") << QStringLiteral("go") << QStringLiteral("cargo go") << QList<qsizetype>{6, 7}
                                        << true;
    QTest::newRow("not there") << QStringLiteral("xyz") << QStringLiteral("Quit") << QList<qsizetype>() << false;
    QTest::newRow("letters here and there")
        << QStringLiteral("eaeo") << QStringLiteral("Where messages go") << QList<qsizetype>() << false;
    QTest::newRow("one word misses") << QStringLiteral("quit now") << QStringLiteral("Quit") << QList<qsizetype>()
                                     << false;
}

void TestPalette::matches()
{
    QFETCH(QString, query);
    QFETCH(QString, text);
    QFETCH(QList<qsizetype>, places);
    QFETCH(bool, isFound);
    const auto match = matchPalette(query, text);
    QCOMPARE(match.has_value(), isFound);
    if (match)
        QCOMPARE(match->places, places);
}

void TestPalette::bestComesFirst()
{
    const QList all = {command("Unpin"), command("Open pinned"), command("Pin"), command("Quit")};
    QCOMPARE(textsOf(choosePaletteEntries(all, QStringLiteral("pin"), {}, 8)),
             QStringList({QStringLiteral("Pin"), QStringLiteral("Open pinned"), QStringLiteral("Unpin")}));
    QCOMPARE(choosePaletteEntries(all, QStringLiteral("pin"), {}, 2).size(), 2);
}

void TestPalette::signsNarrow()
{
    QList all = {command("Show a"), command("Show b"), command("Show c")};
    all[1].kind = PaletteEntry::Connection;
    all[2].kind = PaletteEntry::Subject;
    const auto found = [&](const char *query) {
        return textsOf(choosePaletteEntries(all, QLatin1String(query), {}, 8)).join(u',');
    };
    QCOMPARE(found("show"), QStringLiteral("Show c,Show b,Show a"));
    QCOMPARE(found("> show"), QStringLiteral("Show a"));
    QCOMPARE(found("@"), QStringLiteral("Show b"));
    QCOMPARE(found("#show"), QStringLiteral("Show c"));
}

void TestPalette::lastOnesComeFirst()
{
    const QList all = {command("a"), command("b"), command("c")};
    const QStringList last = {QStringLiteral("c"), QStringLiteral("gone"), QStringLiteral("b")};
    QCOMPARE(textsOf(choosePaletteEntries(all, {}, last, 1)).join(u','), QStringLiteral("c,b,a,b,c"));
    QCOMPARE(textsOf(choosePaletteEntries(all, QStringLiteral("b"), last, 8)).join(u','), QStringLiteral("b"));
}

void TestPalette::keysRunACommand()
{
    Engine engine;
    MainWindow window(engine.parts());
    window.addPage(new SubjectPage);
    engine.theme.setChoice(ThemeChoice::Light);
    auto *palette = openIn(window);
    QVERIFY(palette);
    QVERIFY(palette->list().entries().size() > 10); // the menus' actions, untyped
    QVERIFY(!textsOf(palette->list().entries()).contains(QStringLiteral("Command palette")));
    QTest::keyClicks(&palette->field(), QStringLiteral(">dark"));
    QCOMPARE(textsOf(palette->list().entries()), QStringList(QStringLiteral("Dark")));
    QCOMPARE(palette->list().entries().first().hint, QStringLiteral("View ▸ Theme"));
    shoot(*palette, QStringLiteral("palette-commands"));
    QTest::keyClick(&palette->field(), Qt::Key_Return);
    QTRY_VERIFY(!window.paletteOpener().palette());
    QCOMPARE(engine.preferences.theme(), ThemeChoice::Dark);
    palette = openIn(window);
    QVERIFY(palette);
    QCOMPARE(palette->list().entries().first().text, QStringLiteral("Dark"));
    QCOMPARE(palette->list().entries().first().kind, PaletteEntry::Last);
    palette->close();
}

void TestPalette::subjectsAreFilteredTo()
{
    Engine engine;
    MainWindow window(engine.parts());
    auto *page = new SubjectPage;
    window.addPage(page);
    auto *palette = openIn(window);
    QVERIFY(palette);
    QTest::keyClicks(&palette->field(), QStringLiteral("user"));
    const auto &found = palette->list().entries();
    QVERIFY(found.size() >= 2);
    QCOMPARE(found[0].text, QStringLiteral("Filter to user.get"));
    QCOMPARE(found[1].text, QStringLiteral("Filter to user.put"));
    shoot(*palette, QStringLiteral("palette-subjects"));
    QTest::keyClick(&palette->field(), Qt::Key_Down);
    QTest::keyClick(&palette->field(), Qt::Key_Return);
    QCOMPARE(page->filter, QStringLiteral("user.put"));
}

void TestPalette::savedFiltersAndClicks()
{
    Engine engine;
    engine.filters.setSaved({{QStringLiteral("Paid orders"), QStringLiteral("shop.*.paid")}});
    MainWindow window(engine.parts());
    auto *page = new SubjectPage;
    window.addPage(page);
    auto *palette = openIn(window);
    QVERIFY(palette);
    QTest::keyClicks(&palette->field(), QStringLiteral("paid"));
    auto &list = palette->list();
    QCOMPARE(textsOf(list.entries()), QStringList(QStringLiteral("Paid orders")));
    QTest::mouseClick(&list, Qt::LeftButton, {}, list.placeOf(0).bottomLeft() + QPoint(60, -10));
    QCOMPARE(page->filter, QStringLiteral("shop.*.paid"));
    engine.filters.setSaved({});
}

void TestPalette::escapeClosesAndChangesNothing()
{
    Engine engine;
    MainWindow window(engine.parts());
    auto *page = new SubjectPage;
    window.addPage(page);
    auto *palette = openIn(window);
    QVERIFY(palette);
    QTest::keyClicks(&palette->field(), QStringLiteral("#user"));
    QTest::keyClick(&palette->field(), Qt::Key_Escape);
    QTRY_VERIFY(!window.paletteOpener().palette());
    QCOMPARE(page->filter, QString());
}

QTEST_MAIN(TestPalette)
#include "tst_palette.moc"
