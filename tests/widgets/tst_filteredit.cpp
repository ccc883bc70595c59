// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/completionpopup.h"
#include "common/filterassist.h"
#include "common/filterdialogs.h"
#include "common/filteredit.h"
#include "common/filtermenu.h"
#include "engine.h"
#include "resources/resources.h"
#include "theme/theme.h"

#include <QDialog>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QToolButton>

using namespace gnat;
using namespace gnat::test;

namespace {

FilterVocabulary vocabulary()
{
    FilterVocabulary words;
    words.subjects = [](const QString &prefix) {
        QStringList found;
        for (const char *subject : {"shop.orders.paid", "shop.orders.>", "shop.stock"}) {
            if (QLatin1String(subject).startsWith(prefix))
                found << QLatin1String(subject);
        }
        return found;
    };
    return words;
}

} // namespace

/// The filter field under keys and mouse.
class FilterEditTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void init();
    void cleanup() { m_window.reset(); }
    void suggestsAndAccepts();
    void enterWithoutAChoiceAppliesTheText();
    void escClosesTheSuggestionsFirst();
    void escInAnEmptyFieldClosesItsDialog();
    void historyComesWithDown();
    void clickOnASuggestionTakesIt();
    void marksThePlaceThatIsWrong();
    void savesAndOffersFilters();
    void hidesAndShowsSubjects();

private:
    CompletionPopup *popup() { return m_edit->assist().popup(); }
    bool isOpen() { return m_edit->assist().isOpen(); }
    /// How many pixels between two characters of the text are in the colour of errors, below its middle.
    int faultPixels(int from, int to);
    QAction *action(QMenu &menu, const QString &text);

    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<QWidget> m_window;
    FilterEdit *m_edit = nullptr;
};

void FilterEditTest::init()
{
    failOnOurWarnings();
    m_window.reset();
    m_engine = std::make_unique<Engine>();
    m_engine->filters.setSaved({});
    m_engine->filters.setHidden({});
    m_engine->theme.setChoice(ThemeChoice::Light);
    m_window = std::make_unique<QWidget>();
    m_window->resize(800, 400);
    m_edit = new FilterEdit(m_window.get());
    m_edit->setGeometry(20, 20, 600, 28);
    m_edit->setBook(m_engine->filters);
    m_edit->assist().setVocabulary(vocabulary);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_edit->setFocus();
}

void FilterEditTest::suggestsAndAccepts()
{
    QSignalSpy edits(m_edit, &FilterEdit::filterEdited);
    QTest::keyClicks(m_edit, QStringLiteral("pump !shop.o"));
    QVERIFY(isOpen());
    QCOMPARE(popup()->rowCount(), 2);
    QCOMPARE(popup()->currentRow(), -1);
    QTest::keyClick(m_edit, Qt::Key_Down);
    QTest::keyClick(m_edit, Qt::Key_Down);
    QCOMPARE(popup()->currentRow(), 1);
    QTest::keyClick(m_edit, Qt::Key_Up);
    QTest::keyClick(m_edit, Qt::Key_Return);
    QVERIFY(!isOpen());
    QCOMPARE(m_edit->text(), QStringLiteral("pump !shop.orders.paid"));
    QTRY_COMPARE(edits.size(), 1);
    QTest::keyClicks(m_edit, QStringLiteral(" si"));
    QVERIFY(isOpen());
    shoot(*m_window, QStringLiteral("filter-suggestions"));
    QTest::keyClick(m_edit, Qt::Key_Tab);
    QCOMPARE(m_edit->text(), QStringLiteral("pump !shop.orders.paid size>"));
    QVERIFY(m_edit->hasFocus());
    QTest::keyClicks(m_edit, QStringLiteral("1k fo"));
    QTest::keyClick(m_edit, Qt::Key_Tab);
    QVERIFY2(isOpen(), "format: goes on to the formats");
    QTest::keyClick(m_edit, Qt::Key_Tab);
    QCOMPARE(m_edit->text(), QStringLiteral("pump !shop.orders.paid size>1k format:json"));
}

void FilterEditTest::enterWithoutAChoiceAppliesTheText()
{
    QSignalSpy edits(m_edit, &FilterEdit::filterEdited);
    QTest::keyClicks(m_edit, QStringLiteral("shop"));
    QVERIFY(isOpen());
    QTest::keyClick(m_edit, Qt::Key_Return);
    QVERIFY(!isOpen());
    QCOMPARE(edits.last().first().toString(), QStringLiteral("shop"));
    QCOMPARE(m_engine->filters.history().value(0), QStringLiteral("shop"));
}

void FilterEditTest::escClosesTheSuggestionsFirst()
{
    QTest::keyClicks(m_edit, QStringLiteral("shop"));
    QVERIFY(isOpen());
    QTest::keyClick(m_edit, Qt::Key_Escape);
    QVERIFY(!isOpen());
    QCOMPARE(m_edit->text(), QStringLiteral("shop"));
    QTest::keyClick(m_edit, Qt::Key_Escape);
    QVERIFY(m_edit->text().isEmpty());
    QVERIFY(m_edit->hasFocus());
    QTest::keyClick(m_edit, Qt::Key_Escape);
    QVERIFY(!m_edit->hasFocus());
}

void FilterEditTest::escInAnEmptyFieldClosesItsDialog()
{
    QDialog dialog;
    auto *edit = new FilterEdit(&dialog);
    dialog.show();
    edit->setFocus();
    edit->setFilterText(QStringLiteral("shop"));
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY(edit->text().isEmpty() && dialog.isVisible());
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY(!dialog.isVisible());
}

void FilterEditTest::historyComesWithDown()
{
    m_engine->filters.remember(QStringLiteral("older"));
    m_engine->filters.remember(QStringLiteral("newer"));
    QSignalSpy edits(m_edit, &FilterEdit::filterEdited);
    QTest::keyClick(m_edit, Qt::Key_Down);
    QVERIFY(isOpen());
    QCOMPARE(popup()->text(0), QStringLiteral("newer"));
    QTest::keyClick(m_edit, Qt::Key_Down);
    QTest::keyClick(m_edit, Qt::Key_Down);
    QTest::keyClick(m_edit, Qt::Key_Return);
    QCOMPARE(m_edit->text(), QStringLiteral("older"));
    QCOMPARE(edits.last().first().toString(), QStringLiteral("older"));
}

void FilterEditTest::clickOnASuggestionTakesIt()
{
    QTest::keyClicks(m_edit, QStringLiteral("shop."));
    QVERIFY(isOpen());
    QTest::mouseClick(popup(), Qt::LeftButton, {}, QPoint(30, 4 + 24 + 12));
    QCOMPARE(m_edit->text(), QStringLiteral("shop.orders.>"));
    m_edit->clearFocus();
    QVERIFY(!isOpen());
}

int FilterEditTest::faultPixels(int from, int to)
{
    const QFontMetricsF metrics(m_edit->font());
    const auto left = [&](int at) {
        return 29 + static_cast<int>(metrics.horizontalAdvance(m_edit->text().left(at)));
    };
    const auto image = m_edit->grab().toImage();
    const auto wanted = Theme::light().err;
    int count = 0;
    for (int x = left(from); x < left(to); ++x) {
        for (int y = image.height() / 2 + 3; y < image.height() - 3; ++y) {
            const auto pixel = image.pixelColor(x, y);
            const bool isRed = pixel.red() > pixel.green() + 60 && pixel.red() > pixel.blue() + 60;
            count += isRed && std::abs(pixel.red() - wanted.red()) < 76 ? 1 : 0;
        }
    }
    return count;
}

void FilterEditTest::marksThePlaceThatIsWrong()
{
    m_edit->setFilterText(QStringLiteral("pump shop.>.new iot"));
    QCOMPARE(faultPixels(0, 19), 0);
    m_edit->setError({QStringLiteral("> must be last"), 10, 1});
    QVERIFY(faultPixels(10, 11) > 0);
    QCOMPARE(faultPixels(0, 9), 0);
    QCOMPARE(faultPixels(12, 19), 0);
    QCOMPARE(m_edit->toolTip(), QStringLiteral("> must be last"));
    shoot(*m_window, QStringLiteral("filter-fault"));
    QTest::keyClicks(m_edit, QStringLiteral("x")); // what is typed now has not been judged yet
    QCOMPARE(faultPixels(0, 19), 0);
    m_edit->setError({});
    QVERIFY(!m_edit->property("gnatBad").toBool());
}

QAction *FilterEditTest::action(QMenu &menu, const QString &text)
{
    Q_EMIT menu.aboutToShow();
    const auto actions = menu.actions();
    const auto found =
        std::ranges::find_if(actions, [&](const QAction *candidate) { return candidate->text() == text; });
    return found == actions.end() ? nullptr : *found;
}

void FilterEditTest::savesAndOffersFilters()
{
    auto &menu = *m_edit->findChild<FilterMenu *>();
    QTest::mouseClick(named<QToolButton>(*m_window, QStringLiteral("Saved filters")), Qt::LeftButton);
    QVERIFY(menu.isVisible());
    menu.close();
    QVERIFY(!action(menu, QStringLiteral("Save this filter"))->isEnabled());
    m_edit->setFilterText(QStringLiteral("a or b"));
    action(menu, QStringLiteral("Save this filter"))->trigger();
    QTRY_VERIFY(m_window->findChild<SavedFiltersDialog *>());
    auto *dialog = m_window->findChild<SavedFiltersDialog *>();
    dialog->findChild<QTableWidget *>()->item(0, 0)->setText(QStringLiteral("mine"));
    shoot(*dialog, QStringLiteral("saved-filters"));
    dialog->close();
    QCOMPARE(m_engine->filters.saved(), (QList<SavedFilter>{{QStringLiteral("mine"), QStringLiteral("a or b")}}));
    QVERIFY(!action(menu, QStringLiteral("Save this filter"))->isEnabled());
    m_edit->clear();
    QSignalSpy edits(m_edit, &FilterEdit::filterEdited);
    action(menu, QStringLiteral("mine"))->trigger();
    QCOMPARE(m_edit->text(), QStringLiteral("a or b"));
    QCOMPARE(edits.size(), 1);
}

void FilterEditTest::hidesAndShowsSubjects()
{
    auto &book = m_engine->filters;
    auto *dialog = new HiddenSubjectsDialog(book, m_window.get());
    dialog->open();
    auto *line = dialog->findChild<QLineEdit *>();
    QTest::keyClicks(line, QStringLiteral("shop.>.x"));
    QTest::keyClick(line, Qt::Key_Return);
    QVERIFY(book.hidden().isEmpty());
    line->clear();
    QTest::keyClicks(line, QStringLiteral("shop.>"));
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(book.hiddenPatterns(), QStringList{QStringLiteral("shop.>")});
    shoot(*dialog, QStringLiteral("hidden-subjects"));
    dialog->findChild<QTableWidget *>()->item(0, 0)->setCheckState(Qt::Unchecked);
    QCOMPARE(book.hiddenPatterns(), QStringList());
    QCOMPARE(book.hidden().size(), 1);
    QTest::mouseClick(named<QPushButton>(*dialog, QStringLiteral("Remove")), Qt::LeftButton);
    QVERIFY(book.hidden().isEmpty());
    dialog->close();
}

QTEST_MAIN(FilterEditTest)
#include "tst_filteredit.moc"
