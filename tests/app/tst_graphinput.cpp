// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "charts/chartoverlay_p.h"
#include "charts/fieldpane.h"
#include "charts/graphbar.h"
#include "charts/graphpane.h"
#include "client/connectionset.h"
#include "core/clock.h"
#include "desktop.h"
#include "items/messagelistmodel.h"
#include "items/payloadmodel.h"
#include "live/livepage.h"
#include "messages/messagetable.h"
#include "payload/messagedetails.h"
#include "payload/payloadview.h"
#include "resources/resources.h"
#include "support/qtwarnings.h"
#include "support/realinput.h"
#include "traffic/messagelog.h"
#include "traffic/trafficview.h"

#include <QFile>
#include <QFileDialog>
#include <QImage>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include <cmath>

using namespace gnat;
using gnat::test::RealInput;

namespace {

constexpr int count = 30;   // messages one after the other
constexpr int together = 9; // and at once

QByteArray payloadOf(int number)
{
    return "{\"n\":" + QByteArray::number(number) + ",\"v\":" + QByteArray::number(number * 7 % 31) + "}";
}

} // namespace

/// Fields of payloads on the graphs, under a real mouse on a real X display: plotted by menu and by drag, zoomed, read,
/// and from each point to its message and back.
class GraphInputTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { test::failOnQtWarnings(); }
    void cleanupTestCase() { m_desktop.reset(); }
    void menuPlotsAField();
    void dragPlotsAField();
    void wheelZoomsAroundTheMouse();
    void dragsPan();
    void crosshairReadsValues();
    void clickSelectsTheMessage_data();
    void clickSelectsTheMessage();
    void clickTellsMessagesOfOneMomentApart();
    void selectedRowIsMarkedOnTheCurve();
    void menuSavesGraphs_data();
    void menuSavesGraphs();

private:
    LivePage &live() const { return *qobject_cast<LivePage *>(m_desktop->window().page(QStringLiteral("live"))); }
    MessageTable &table() const { return live().table(); }
    GraphPane &graphs() const { return live().graphs(); }
    TimeWindow &window() const { return graphs().window(); }
    TimeChart *chart() const { return graphs().fields()->charts().value(0); }
    QWidget *plot() const { return chart() ? chart()->findChild<QWidget *>(QStringLiteral("plot")) : nullptr; }
    const ChartOverlay::Content &drawn() const { return plot()->findChild<ChartOverlay *>()->content(); }
    /// Of the payload's tree: where this field's row is.
    QPoint fieldAt(const QString &key) const;
    MessageView messageNumber(int number) const;
    /// Where its point is drawn.
    QPoint placeOf(int number) const;
    bool waitForPoints() const;
    bool send(int number) const;
    /// The number of the one message that is selected in the list and open beside it; -1: it is another.
    int selectedNumber() const;
    void holdAround(int first, int last);

    std::unique_ptr<Desktop> m_desktop;
    QTemporaryDir m_folder;
};

bool GraphInputTest::send(int number) const
{
    auto *connection = m_desktop->workspace().connections().all().front().get();
    return connection->publish({"lab.probe", {}, {}, payloadOf(number)}).isOk();
}

void GraphInputTest::initTestCase()
{
    QCOMPARE(QGuiApplication::platformName(), QStringLiteral("xcb"));
    initResources();
    m_desktop = std::make_unique<Desktop>(true);
    m_desktop->window().resize(1440, 900);
    m_desktop->window().show();
    m_desktop->window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_desktop->window()));
    m_desktop->startDemo();
    auto &log = m_desktop->workspace().traffic().log();
    QTRY_VERIFY_WITH_TIMEOUT(log.count() > 50, 20'000);
    for (int number = 0; number < count; ++number) { // each in a frame of its own: their times differ
        QVERIFY(send(number));
        QTRY_VERIFY_WITH_TIMEOUT(messageNumber(number).sequence != 0, 5'000);
    }
    for (int number = count; number < count + together; ++number)
        QVERIFY(send(number));
    QTRY_VERIFY_WITH_TIMEOUT(messageNumber(count + together - 1).sequence != 0, 5'000);
    live().setFilterText(QStringLiteral("lab.probe"));
    QTRY_COMPARE_WITH_TIMEOUT(live().messages().rowCount(), count + together, 5'000);
    QVERIFY(RealInput::click(table().viewport(), {240, 30}));
    QTRY_VERIFY(selectedNumber() >= 0);
}

MessageView GraphInputTest::messageNumber(int number) const
{
    auto &log = m_desktop->workspace().traffic().log();
    for (auto at = log.end(); at-- > log.begin();) {
        const auto view = log.at(at).view();
        if (view.subject == "lab.probe" && view.payload == viewOf(payloadOf(number)))
            return view;
    }
    return {};
}

QPoint GraphInputTest::fieldAt(const QString &key) const
{
    const auto *tree = live().details().payload().tree();
    for (int row = 0; row < tree->model()->rowCount(); ++row) {
        const auto index = tree->model()->index(row, PayloadModel::Key);
        if (index.data().toString() == key)
            return tree->visualRect(index).topLeft() + QPoint(16, 10);
    }
    return {-1, -1};
}

QPoint GraphInputTest::placeOf(int number) const
{
    const auto area = drawn().area;
    const auto share =
        double(messageNumber(number).atNs - window().fromNs()) / double(window().toNs() - window().fromNs());
    const QPoint column(qRound(area.left() + share * area.width()), qRound(area.center().y()));
    if (!RealInput::hover(plot(), column))
        return {-1, -1};
    const auto isRead = QTest::qWaitFor([this, &column] {
        return drawn().cursor && std::abs(*drawn().cursor - column.x()) < 1.5 && !drawn().readings.isEmpty();
    });
    return isRead ? drawn().readings.first().dot.at.toPoint() : QPoint(-1, -1);
}

bool GraphInputTest::waitForPoints() const
{
    return QTest::qWaitFor(
        [this] { return chart() && chart()->allPoints(chart()->lines().first()).times.size() == count + together; },
        10'000);
}

int GraphInputTest::selectedNumber() const
{
    const auto message = table().currentMessage();
    if (message.isEmpty() || table().selectionModel()->selectedRows().size() != 1)
        return -1;
    const auto view = message.view();
    if (live().details().message().isEmpty() || live().details().message().view().sequence != view.sequence)
        return -1;
    for (int number = 0; number < count + together; ++number) {
        if (view.payload == viewOf(payloadOf(number)))
            return number;
    }
    return -1;
}

void GraphInputTest::holdAround(int first, int last)
{
    const auto from = messageNumber(first).atNs;
    const auto length = std::max<std::int64_t>(messageNumber(last).atNs - from, TimeWindow::shortestNs);
    window().hold(from - length / 8, from + length + length / 8);
    QCoreApplication::processEvents();
}

void GraphInputTest::menuPlotsAField()
{
    auto *fields = live().details().payload().tree()->viewport();
    const auto menuOf = [&](const QString &key) {
        return RealInput::chooseInMenu(fields, fieldAt(key), QStringLiteral("Plot this field"));
    };
    QVERIFY(menuOf(QStringLiteral("v")));
    QTRY_VERIFY(chart() && chart()->isVisible());
    QCOMPARE(chart()->lineName(chart()->lines().first()), QStringLiteral("lab.probe v"));
    QVERIFY(waitForPoints()); // also the past
    QVERIFY(menuOf(QStringLiteral("n")));
    QTRY_COMPARE(chart()->lines().size(), 2);
    QVERIFY(menuOf(QStringLiteral("n"))); // and away again
    QTRY_COMPARE(chart()->lines().size(), 1);
    QVERIFY(menuOf(QStringLiteral("v")));
    QTRY_VERIFY(!graphs().fields()->isVisible());
}

void GraphInputTest::dragPlotsAField()
{
    QVERIFY(!graphs().fields()->isVisible());
    auto *fields = live().details().payload().tree()->viewport();
    QVERIFY(RealInput::drag(fields, fieldAt(QStringLiteral("v")), &graphs(), graphs().rect().center()));
    QTRY_VERIFY(chart() && chart()->isVisible());
    QCOMPARE(chart()->lineName(chart()->lines().first()), QStringLiteral("lab.probe v"));
    QVERIFY(waitForPoints());
}

void GraphInputTest::wheelZoomsAroundTheMouse()
{
    const auto now = wallNanoseconds();
    window().hold(now - 30'000'000'000, now); // what follows the clock moves under the mouse
    QCoreApplication::processEvents();
    const auto length = window().toNs() - window().fromNs();
    const QPoint at(qRound(drawn().area.left() + 0.4 * drawn().area.width()), plot()->height() / 2);
    const auto underMouse = [&] {
        const auto share = (at.x() - drawn().area.left()) / drawn().area.width();
        return double(window().fromNs() - now) + share * double(window().toNs() - window().fromNs());
    };
    const auto before = underMouse();
    QVERIFY(RealInput::wheel(plot(), 6, at));
    const auto zoomed = window().toNs() - window().fromNs();
    QVERIFY2(double(zoomed) < double(length) * 0.3, qPrintable(QString::number(double(zoomed) / double(length))));
    QVERIFY2(std::abs(underMouse() - before) < 0.05 * double(zoomed),
             qPrintable(QString::number(underMouse() - before)));
    QVERIFY(RealInput::wheel(plot(), -2, at));
    QVERIFY(window().toNs() - window().fromNs() > zoomed);
    QVERIFY(RealInput::doubleClick(plot(), at));
    QVERIFY(!window().isHeld());
    QVERIFY(RealInput::wheel(plot(), 1, at)); // and from what follows the clock
    QVERIFY(window().isHeld());
    window().reset();
}

void GraphInputTest::dragsPan()
{
    holdAround(0, count - 1);
    const auto area = drawn().area;
    const auto perPixel = double(window().toNs() - window().fromNs()) / area.width();
    const QPoint from = area.center().toPoint();
    const auto isMovedBy = [&](std::int64_t before, int pixels) {
        return std::abs(double(window().fromNs() - before) - perPixel * pixels) < 4 * perPixel;
    };
    auto before = window().fromNs();
    QVERIFY(RealInput::drag(plot(), from, plot(), from + QPoint(60, 0), 3));
    QTRY_VERIFY(isMovedBy(before, -60));
    before = window().fromNs();
    QVERIFY(RealInput::drag(plot(), from, plot(), from - QPoint(60, 0), 1, QStringLiteral("shift")));
    QTRY_VERIFY(isMovedBy(before, 60));
    // Without a key the left button chooses a stretch.
    const auto length = window().toNs() - window().fromNs();
    QVERIFY(RealInput::drag(plot(), from, plot(), from + QPoint(60, 0)));
    QTRY_VERIFY(std::abs(double(window().toNs() - window().fromNs()) - 60 * perPixel) < 4 * perPixel);
    QVERIFY(window().toNs() - window().fromNs() < length / 2);
}

void GraphInputTest::crosshairReadsValues()
{
    holdAround(0, count - 1);
    for (const int number : {3, 11, 26}) {
        QVERIFY(placeOf(number).x() > 0);
        QCOMPARE(drawn().readings.size(), 1);
        QCOMPARE(drawn().readings.first().name, QStringLiteral("lab.probe v"));
        QCOMPARE(drawn().readings.first().value.toDouble(), double(number * 7 % 31));
        QVERIFY(!drawn().cursorText.isEmpty());
    }
    const auto at = window().cursorNs();
    QVERIFY(RealInput::hover(&table(), {200, 200}));
    QTRY_VERIFY(!drawn().cursor);
    QVERIFY(at);
}

void GraphInputTest::clickSelectsTheMessage_data()
{
    QTest::addColumn<int>("number");
    for (const int number : {0, 7, 15, 22, count - 1})
        QTest::addRow("message %d", number) << number;
}

void GraphInputTest::clickSelectsTheMessage()
{
    QFETCH(int, number);
    holdAround(0, count - 1);
    const auto place = placeOf(number);
    QVERIFY(place.x() > 0);
    QVERIFY(RealInput::click(plot(), place));
    QTRY_COMPARE(selectedNumber(), number);
    QVERIFY(table().viewport()->rect().intersects(table().visualRect(table().currentIndex())));
    QVERIFY(!live().isFollowing());
    QTRY_COMPARE(drawn().selectedDots.size(), 1);
    QVERIFY((drawn().selectedDots.first().at - QPointF(place)).manhattanLength() < 3);
    QVERIFY(drawn().selected && std::abs(*drawn().selected - place.x()) < 2);
}

/// Messages of some microseconds lie in one column of pixels: the height of the click says which.
void GraphInputTest::clickTellsMessagesOfOneMomentApart()
{
    holdAround(0, count + together - 1);
    const auto valueAt = [this](int number) {
        const auto low = placeOf(0);   // value 0
        const auto high = placeOf(13); // value 29
        const double share = double(number * 7 % 31) / double(13 * 7 % 31);
        return qRound(low.y() + (high.y() - low.y()) * share);
    };
    for (int number = count; number < count + together; number += 2) {
        const int y = valueAt(number);
        const auto x = placeOf(number).x();
        QVERIFY(RealInput::click(plot(), {x, y}));
        QTRY_COMPARE(selectedNumber(), number);
    }
}

void GraphInputTest::selectedRowIsMarkedOnTheCurve()
{
    holdAround(0, count + together - 1);
    QVERIFY(RealInput::click(table().viewport(), {240, table().viewport()->height() / 2}));
    QVERIFY(RealInput::key(QStringLiteral("Home")));
    QTRY_COMPARE(table().verticalScrollBar()->value(), 0);
    QVERIFY(RealInput::click(table().viewport(), {240, table().viewport()->height() / 2}));
    QTRY_VERIFY(selectedNumber() > 3 && selectedNumber() < count);
    for (int step = 0; step < 3; ++step) {
        const int wanted = selectedNumber() - 1;
        QVERIFY(RealInput::key(QStringLiteral("Up")));
        QTRY_COMPARE(selectedNumber(), wanted);
        QTRY_COMPARE(drawn().selectedDots.size(), 1);
        const auto marked = drawn().selectedDots.first().at;
        QVERIFY((marked - QPointF(placeOf(wanted))).manhattanLength() < 3);
    }
}

void GraphInputTest::menuSavesGraphs_data()
{
    QTest::addColumn<QString>("entry");
    QTest::addColumn<QString>("suffix");
    QTest::newRow("picture") << QStringLiteral("Save as PNG…") << QStringLiteral("png");
    QTest::newRow("drawing") << QStringLiteral("Save as SVG…") << QStringLiteral("svg");
    QTest::newRow("points") << QStringLiteral("Save points as CSV…") << QStringLiteral("csv");
}

void GraphInputTest::menuSavesGraphs()
{
    QFETCH(QString, entry);
    QFETCH(QString, suffix);
    holdAround(0, count + together - 1);
    // From the right button's menu and from that of the bar.
    if (suffix == QStringLiteral("csv"))
        QVERIFY(RealInput::chooseInButtonMenu(
            live().time().findChild<GraphBar *>()->findChildren<QToolButton *>().last(), entry));
    else
        QVERIFY(RealInput::chooseInMenu(plot(), drawn().area.center().toPoint(), entry));
    QFileDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = graphs().findChild<QFileDialog *>()) && dialog->isVisible() && dialog->isActiveWindow());
    const auto path = m_folder.filePath(QStringLiteral("graphs.") + suffix);
    QVERIFY(RealInput::key(QStringLiteral("ctrl+a")));
    QVERIFY(RealInput::type(path));
    QVERIFY(RealInput::key(QStringLiteral("Return")));
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), 5'000);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto content = file.readAll();
    if (suffix == QStringLiteral("png"))
        QVERIFY(QImage::fromData(content).width() >= graphs().width());
    else if (suffix == QStringLiteral("svg"))
        QVERIFY(content.contains("<svg") && content.contains("lab.probe v"));
    else
        QCOMPARE(content.count("\"lab.probe v\""), count + together);
    QTRY_VERIFY(!graphs().findChild<QFileDialog *>());
}

QTEST_MAIN(GraphInputTest)
#include "tst_graphinput.moc"
