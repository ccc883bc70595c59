// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/completionpopup.h"
#include "common/filterassist.h"
#include "subjectspanefixture.h"
#include "support/qtwarnings.h"

#include <QToolButton>

using namespace gnat;
using namespace gnat::test;

/// The search line of the tree.
class TestSubjectSearch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnQtWarnings(); }
    void searchWalksItsHitsAndLeavesTheTreeAsItWas();
    void searchSpeaksTheFiltersLanguage_data();
    void searchSpeaksTheFiltersLanguage();
    void searchRegardsCaseIfAsked();
    void searchSaysWhatItDoesNotLookAt();
    void suggestionsComeWhenAskedFor();
    void emptySearchLineGoesNowhere();
    void searchGoesOnInTheNextPortion_data();
    void searchGoesOnInTheNextPortion();
};

void TestSubjectSearch::searchWalksItsHitsAndLeavesTheTreeAsItWas()
{
    House house;
    house.add({"shop.orders.created", "shop.orders.paid", "iot.pump.temp", "logs.order"});
    house.view().expand(house.pane->model()->indexOf(house.source, "shop"));
    house.select(QStringLiteral("iot"));
    const auto before = shown(house.view());
    QVERIFY(QTest::qWaitForWindowExposed(house.pane.get()));
    house.view().setFocus();
    QTest::keyClick(&house.view(), Qt::Key_Slash);
    QVERIFY(house.line().isVisible());
    QTest::keyClicks(&house.line(), QStringLiteral("ORDER"));
    QTest::keyClick(&house.line(), Qt::Key_Return);
    QCOMPARE(shown(house.view()), u"office\n  logs\n    >order\n  shop\n    orders\n      created\n      paid\n"_qs);
    QTest::keyClick(&house.line(), Qt::Key_Return);
    QTest::keyClick(&house.line(), Qt::Key_Return);
    QCOMPARE(house.pane->currentSubject(), QByteArray("shop.orders.paid"));
    QTest::keyClick(&house.line(), Qt::Key_Return); // and round again
    QTest::keyClick(&house.line(), Qt::Key_Return);
    QCOMPARE(house.pane->currentSubject(), QByteArray("shop.orders.created"));
    QTest::keyClick(&house.line(), Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(house.pane->currentSubject(), QByteArray("logs.order"));
    house.select(QStringLiteral("shop.orders"));
    QTest::keyClick(&house.line(), Qt::Key_Escape);
    QVERIFY(!house.line().isVisible());
    QCOMPARE(house.pane->currentSubject(), QByteArray("shop.orders"));
    QCOMPARE(shown(house.view()).remove(u'>'), QString(before).remove(u'>'));
}

void TestSubjectSearch::searchSpeaksTheFiltersLanguage_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("hits");
    const auto row = [](const char *text, int hits) {
        QTest::newRow(text) << QString::fromUtf8(text) << hits;
    };
    row("shop.*.created", 2);
    row("iot.>", 3);
    row("temp pump", 2);
    row("!pump", 4);
    row("pump or fan", 3);
    row("(pump or carts) !temp", 1);
    row("\"p1.t\"", 1);
    row("/pump[0-9]\\./", 2);
    row("subject:blob", 1);
    row("@office", 6);
    row("pump size>1k", 2);
    row("pump or size>1k", 2);
}

void TestSubjectSearch::searchSpeaksTheFiltersLanguage()
{
    QFETCH(QString, text);
    House house;
    house.add(
        {"shop.orders.created", "shop.carts.created", "iot.Pump1.temp", "iot.pump2.temp", "iot.fan.temp", "blob"});
    house.pane->openSearch();
    house.line().setText(text);
    QTest::keyClick(&house.line(), Qt::Key_Return);
    QTEST(int(house.pane->model()->filterHits()), "hits");
    QVERIFY(house.says(QString::number(house.pane->model()->filterHits()) + u" found"_qs));
}

void TestSubjectSearch::searchRegardsCaseIfAsked()
{
    House house;
    house.add({"iot.Pump1.temp", "iot.pump2.temp"});
    house.pane->openSearch();
    house.pane->searchLine()->findChild<QToolButton *>(QStringLiteral("case"))->click();
    house.line().setText(QStringLiteral("pump"));
    QTest::keyClick(&house.line(), Qt::Key_Return);
    QCOMPARE(house.pane->model()->filterHits(), quint64{1});
    house.line().setText(QStringLiteral("/P[a-z]+/"));
    QTest::keyClick(&house.line(), Qt::Key_Return);
    QCOMPARE(house.pane->model()->filterHits(), quint64{1});
}

/// What no subject alone answers is marked and said; what is wrong, too, and the last valid search stays.
void TestSubjectSearch::searchSaysWhatItDoesNotLookAt()
{
    House house;
    house.add({"iot.pump1", "iot.pump2", "iot.fan"});
    house.pane->openSearch();
    QVERIFY(QTest::qWaitForWindowExposed(house.pane.get()));
    house.theme.setChoice(ThemeChoice::Light);
    const auto waves = [&](const auto &isTinted) {
        const auto image = house.line().grab().toImage();
        int found = 0;
        for (int y = image.height() / 2; y < image.height() - 3; ++y) {
            for (int x = 27; x < image.width() - 30; ++x)
                found += isTinted(image.pixelColor(x, y)) ? 1 : 0;
        }
        return found;
    };
    const auto isRed = [](const QColor &pixel) {
        return pixel.red() > pixel.green() + 60 && pixel.red() > pixel.blue() + 60;
    };
    const auto isAmber = [&](const QColor &pixel) {
        return !isRed(pixel) && pixel.red() > pixel.blue() + 40;
    };
    QTest::keyClicks(&house.line(), QStringLiteral("pump h:trace-id"));
    QTest::keyClick(&house.line(), Qt::Key_Return);
    QVERIFY(house.says(QStringLiteral("h:trace-id is about messages: no subject alone answers it")));
    QVERIFY(house.says(QStringLiteral("2 found")));
    QVERIFY(waves(isAmber) > 10);
    QCOMPARE(waves(isRed), 0);
    house.line().setText(QStringLiteral("size>1k"));
    QTest::keyClick(&house.line(), Qt::Key_Return);
    QVERIFY(!house.pane->searchLine()->accepts()); // nothing is looked for
    QVERIFY(!house.says(QStringLiteral("3 found")));
    house.line().setText(QStringLiteral("pump"));
    QTest::keyClick(&house.line(), Qt::Key_Return);
    QCOMPARE(waves(isAmber), 0);
    house.line().setText(QStringLiteral("pump >.x"));
    QTest::keyClick(&house.line(), Qt::Key_Return);
    QVERIFY(house.says(QStringLiteral("> must be last")));
    QVERIFY(waves(isRed) > 2);
    QCOMPARE(house.pane->model()->filterHits(), quint64{2});
}

void TestSubjectSearch::suggestionsComeWhenAskedFor()
{
    House house;
    house.add({"shop.orders", "shop.carts"});
    QVERIFY(QTest::qWaitForWindowExposed(house.pane.get()));
    house.pane->openSearch();
    auto &assist = house.pane->searchLine()->line()->assist();
    QTest::keyClicks(&house.line(), QStringLiteral("shop.o"));
    QVERIFY(!assist.isOpen());
    QTest::keyClick(&house.line(), Qt::Key_Space, Qt::ControlModifier);
    QVERIFY(assist.isOpen());
    QTest::keyClick(&house.line(), Qt::Key_Tab);
    QCOMPARE(house.line().text(), u"shop.orders"_qs);
    house.line().setText(QStringLiteral("s"));
    QTest::keyClick(&house.line(), Qt::Key_Space, Qt::ControlModifier);
    QVERIFY(assist.isOpen());
    for (int row = 0; row < assist.popup()->rowCount(); ++row)
        QVERIFY2(!assist.popup()->text(row).startsWith(u"size"), "size asks for a message");
    QTest::keyClick(&house.line(), Qt::Key_Escape); // of the suggestions alone
    QVERIFY(!assist.isOpen());
    QVERIFY(house.line().isVisible());
}

void TestSubjectSearch::emptySearchLineGoesNowhere()
{
    House house;
    house.addDevices(3000);
    house.add({"z"});
    house.select(QStringLiteral("z"));
    house.pane->openSearch();
    const auto branch = house.pane->model()->index(0, 0, house.pane->model()->index(0, 0));
    QCOMPARE(branch.data().toString(), u"iot"_qs);
    for (const auto key : {Qt::Key_Return, Qt::Key_Down, Qt::Key_Up})
        QTest::keyClick(&house.line(), key);
    QCOMPARE(house.pane->currentSubject(), QByteArray("z"));
    QVERIFY2(house.pane->model()->canFetchMore(branch), "what nobody looks at was fetched");
}

void TestSubjectSearch::searchGoesOnInTheNextPortion_data()
{
    QTest::addColumn<int>("devices");
    QTest::newRow("at once") << 3000;
    QTest::newRow("in turns") << 20'000;
}

void TestSubjectSearch::searchGoesOnInTheNextPortion()
{
    QFETCH(int, devices);
    House house;
    house.addDevices(devices);
    house.pane->openSearch();
    house.line().setText(QStringLiteral("device"));
    QTest::keyClick(&house.line(), Qt::Key_Return);
    auto &model = *house.pane->model();
    QTRY_VERIFY(!model.isFiltering() && !model.isChoosing());
    const auto iot = model.indexOf(house.source, "iot");
    const auto last = [&] {
        return model.index(model.rowCount(iot) - 1, 0, iot);
    };
    QTRY_VERIFY(model.isFurther(last()));
    QCOMPARE(model.rowCount(iot), int(SubjectTreeModel::portion) + 1);
    house.view().setCurrentIndex(last().siblingAtRow(last().row() - 1));
    QTest::keyClick(&house.line(), Qt::Key_Return);
    QTRY_COMPARE(house.pane->currentSubject(), QByteArray("iot.device102000"));
    QTest::keyClick(&house.line(), Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(house.pane->currentSubject(), QByteArray("iot.device101999"));
}

QTEST_MAIN(TestSubjectSearch)
#include "tst_subjectsearch.moc"
