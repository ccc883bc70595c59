// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartexport.h"
#include "charts/chartlegend.h"
#include "charts/graphbar.h"
#include "charts/graphpane.h"
#include "charts/patternpopup.h"
#include "charts/timechart.h"
#include "core/batchbuilder.h"
#include "core/clock.h"
#include "engine.h"
#include "resources/resources.h"
#include "theme/theme.h"
#include "traffic/rateseries.h"
#include "traffic/subjecttree.h"
#include "transfer/transferjob.h"

#include <QDateTime>
#include <QFile>
#include <QFileDialog>
#include <QImage>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QToolButton>

#include <cmath>

using namespace gnat;
using test::named;
using test::shoot;

namespace {

constexpr std::int64_t secondNs = 1'000'000'000;

/// 120 messages a second on iot.a, with a wave; 41 on logs.b; for the last 70 s.
void fill(RateSeries &rates, SubjectTree &tree, std::int64_t now)
{
    BatchBuilder builder{SourceId(1)};
    for (std::int64_t at = now - 70 * secondNs; at < now; at += RateSeries::bucketNs) {
        const int iot = 30 + static_cast<int>(8 * std::sin(static_cast<double>(at - now) / 4e9));
        for (int i = 0; i < iot + 10; ++i)
            QVERIFY(builder.append({i < iot ? "iot.a" : "logs.b", {}, {}, "0123456789"}, at, SubscriptionId(1)));
    }
    const auto batch = builder.take();
    rates.add(*batch);
    tree.add(*batch);
    rates.advance(now);
    tree.aggregate(monotonicNanoseconds());
}

} // namespace

/// Graphs under a real mouse and keyboard.
class GraphsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        initResources();
    }

    void init()
    {
        test::failOnOurWarnings();
        m_pane.reset();
        m_rates = std::make_unique<RateSeries>();
        m_tree = std::make_unique<SubjectTree>();
        m_pane = std::make_unique<GraphPane>(*m_tree, *m_rates, nullptr);
        m_pane->pin(SourceId(1), "iot.>");
        m_pane->pin(SourceId(1), "logs.*");
        fill(*m_rates, *m_tree, wallNanoseconds());
        m_pane->resize(640, 220);
        m_pane->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
        m_pane->refresh();
        m_pane->rates().redraw();
        m_plot = m_pane->findChild<QWidget *>(QStringLiteral("plot"));
        QVERIFY(m_plot);
    }

    void cleanup() { m_pane.reset(); }

    void dragZoomsAndDoubleClickReturns()
    {
        const auto live = window().toNs() - window().fromNs();
        drag(Qt::LeftButton, Qt::NoModifier, 200, 300);
        QVERIFY(window().isHeld());
        QVERIFY(window().toNs() - window().fromNs() < live / 4);
        auto *back = named<QPushButton>(*m_pane, QStringLiteral("Back to live"));
        QVERIFY(back);
        shoot(*m_pane, QStringLiteral("graph-held"));
        QTest::mouseDClick(m_plot, Qt::LeftButton, {}, {300, 60});
        QVERIFY(!window().isHeld());
        QVERIFY(!back->isVisible());
        drag(Qt::LeftButton, Qt::NoModifier, 300, 200);
        QTest::mouseClick(back, Qt::LeftButton);
        QVERIFY(!window().isHeld());
    }

    void rightAndShiftDragPan()
    {
        drag(Qt::LeftButton, Qt::NoModifier, 300, 400);
        auto from = window().fromNs();
        const auto length = window().toNs() - from;
        drag(Qt::RightButton, Qt::NoModifier, 200, 300); // earlier comes into view
        QVERIFY(window().fromNs() < from);
        QCOMPARE(window().toNs() - window().fromNs(), length);
        from = window().fromNs();
        drag(Qt::LeftButton, Qt::ShiftModifier, 300, 200);
        QVERIFY(window().fromNs() > from);
        QCOMPARE(window().toNs() - window().fromNs(), length);
    }

    void wheelZoomsAroundTheMouse()
    {
        const auto at = m_pane->window().fromNs() + 20 * secondNs;
        const auto share = 20.0 / 60;
        const QPointF place(50 + share * (m_plot->width() - 64), 60);
        turnWheel(place, 240);
        QVERIFY(window().isHeld());
        const auto length = double(window().toNs() - window().fromNs());
        QVERIFY(length < 40e9);
        const auto now = double(at - window().fromNs()) / length;
        QVERIFY2(std::abs(now - share) < 0.01, qPrintable(QString::number(now)));
    }

    void keysDoWhatTheMouseDoes()
    {
        auto &chart = m_pane->rates();
        const auto length = window().toNs() - window().fromNs();
        QTest::keyClick(&chart, Qt::Key_Plus);
        QVERIFY(window().toNs() - window().fromNs() < length);
        const auto from = window().fromNs();
        QTest::keyClick(&chart, Qt::Key_Left);
        QVERIFY(window().fromNs() < from);
        QTest::keyClick(&chart, Qt::Key_Home);
        QCOMPARE(window().fromNs(), window().nowNs() - TimeWindow::longestSeconds * secondNs);
        QTest::keyClick(&chart, Qt::Key_Escape);
        QVERIFY(!window().isHeld());
        QTest::keyClick(&chart, Qt::Key_Minus);
        QVERIFY(window().toNs() - window().fromNs() > length);
        QTest::keyClick(&chart, Qt::Key_End);
        QVERIFY(!window().isHeld());
    }

    void narrowLegendTakesTwoRows()
    {
        ChartLegend legend;
        QList<ChartLegend::Entry> entries;
        for (const auto *name : {"iot", "logs", "shop", "user"})
            entries.append({QString::fromLatin1(name), QStringLiteral("12"), Qt::blue});
        legend.setEntries(entries);
        QCOMPARE(legend.heightForWidth(600), 24);
        const int two = legend.heightForWidth(200);
        QVERIFY(two > 24);
        legend.resize(200, two);
        legend.show();
        QSignalSpy toggled(&legend, &ChartLegend::toggled);
        QTest::mouseClick(&legend, Qt::LeftButton, {}, {190, two - 8}); // the end of the second row
        QTest::mouseClick(&legend, Qt::LeftButton, {}, {190, 8});       // of the first
        QCOMPARE(toggled.size(), 2);
        QCOMPARE(toggled.first().first().toInt(), 3);
        QCOMPARE(toggled.last().first().toInt(), 1);
    }

    void legendHidesAndRemoves()
    {
        auto *legend = m_pane->findChild<ChartLegend *>();
        auto &chart = m_pane->rates();
        const int logs = chart.lines().at(1);
        const QPoint name(legend->width() - 40, legend->height() / 2);
        QTest::mouseClick(legend, Qt::LeftButton, {}, name);
        QVERIFY(!chart.isLineShown(logs));
        QTest::mouseClick(legend, Qt::LeftButton, {}, name);
        QVERIFY(chart.isLineShown(logs));
        legend->setFocus();
        QTest::keyClick(legend, Qt::Key_Delete);
        QCOMPARE(chart.lines().size(), 1);
        QCOMPARE(m_rates->series().size(), std::size_t{1});
        // The dash of the last entry becomes a cross under the mouse.
        int x = legend->width() - 1;
        while (x > 0 && !chart.lines().isEmpty()) {
            const auto before = chart.isLineShown(chart.lines().first());
            QTest::mouseClick(legend, Qt::LeftButton, {}, {x, legend->height() / 2});
            x -= 6;
            if (!chart.lines().isEmpty() && chart.isLineShown(chart.lines().first()) == before && x < 20)
                break;
        }
        QVERIFY(chart.lines().isEmpty());
        QVERIFY(m_rates->series().empty());
    }

    void gapsAreHatchedAndBreakTheirLines()
    {
        auto &chart = m_pane->rates();
        const auto now = wallNanoseconds();
        m_pane->setPaused(true);           // nothing moves but what is told
        QCoreApplication::processEvents(); // what was drawn lately is there
        const auto isBroken = [&](int line) {
            const auto values = chart.allPoints(line).values;
            return std::any_of(values.begin(), values.end(), [](double value) { return std::isnan(value); });
        };
        const auto reds = [&] {
            const auto image = m_pane->grab().toImage();
            const auto err = themeOf(&chart).err;
            int count = 0;
            for (int x = 0; x < image.width(); ++x) {
                for (int y = 40; y < image.height() - 20; ++y) {
                    const auto pixel = image.pixelColor(x, y);
                    count += pixel.red() > pixel.green() + 30 && pixel.red() > pixel.blue() + 30 && err.red() > 100;
                }
            }
            return count;
        };
        QVERIFY(!isBroken(chart.lines().at(0)));
        const int before = reds();
        m_pane->setGaps({{now - 30 * secondNs, now - 20 * secondNs, SourceId(1), true}});
        QVERIFY(isBroken(chart.lines().at(0)) && isBroken(chart.lines().at(1)));
        QTRY_VERIFY2(reds() > before + 200, qPrintable(QString::number(reds())));
        shoot(*m_pane, QStringLiteral("graphs-gap"));
        m_pane->setGaps({{now - 30 * secondNs, now - 20 * secondNs, SourceId(2), true}}); // another connection's
        QVERIFY(!isBroken(chart.lines().at(0)));
        QTRY_VERIFY(reds() > before + 200);
        m_pane->setGaps({{now - 30 * secondNs, now - 20 * secondNs, {}, false}}); // only some were dropped
        QVERIFY(!isBroken(chart.lines().at(0)));
        m_pane->setGaps({});
        QTRY_VERIFY2(reds() < before + 50, qPrintable(QStringLiteral("%1 %2").arg(reds()).arg(before)));
    }

    void marksHaveWords()
    {
        const auto now = wallNanoseconds();
        m_pane->setPaused(true);
        QCoreApplication::processEvents();
        const auto before = m_pane->grab().toImage();
        m_pane->setMarks({{now - 30 * secondNs, QStringLiteral("sampling on")}});
        QTRY_VERIFY(m_pane->grab().toImage() != before);
        shoot(*m_pane, QStringLiteral("graphs-mark"));
        m_pane->setMarks({});
        QTRY_COMPARE(m_pane->grab().toImage(), before);
    }

    void hiddenLinesAreRemembered()
    {
        auto &chart = m_pane->rates();
        QSignalSpy changes(m_pane.get(), &GraphPane::layoutChanged);
        auto *legend = m_pane->findChild<ChartLegend *>();
        QTest::mouseClick(legend, Qt::LeftButton, {}, {legend->width() - 40, legend->height() / 2});
        QCOMPARE(changes.size(), 1);
        const auto pins = m_pane->pins();
        QVERIFY(!pins[0].isHidden && pins[1].isHidden);
        GraphPane other(*m_tree, *m_rates, nullptr);
        for (const auto &pin : pins)
            other.addPin(pin);
        QVERIFY(other.rates().isLineShown(other.rates().lines().at(0)));
        QVERIFY(!other.rates().isLineShown(other.rates().lines().at(1)));
        // Delete takes away the one that was clicked.
        QTest::keyClick(legend, Qt::Key_Delete);
        QCOMPARE(chart.lines().size(), 1);
    }

    void bytesInsteadOfMessages()
    {
        auto *bytes = named<QAbstractButton>(*m_pane, QStringLiteral("Bytes/s"));
        QVERIFY(bytes);
        const auto messages = m_pane->rates().allPoints(m_pane->rates().lines().first()).largest;
        QTest::mouseClick(bytes, Qt::LeftButton);
        QCOMPARE(m_pane->unit(), RateLine::Unit::Bytes);
        QCOMPARE(m_pane->rates().allPoints(m_pane->rates().lines().first()).largest, 10 * messages);
        shoot(*m_pane, QStringLiteral("graph-bytes"));
    }

    void plusAsksForAPattern()
    {
        GraphBar bar(*m_pane);
        bar.show();
        QVERIFY(QTest::qWaitForWindowExposed(&bar));
        auto *plus = named<QToolButton>(bar, QStringLiteral("Plot a subject or pattern"));
        QVERIFY(plus);
        QTest::mouseClick(plus, Qt::LeftButton);
        auto *popup = bar.findChild<PatternPopup *>();
        QVERIFY(popup);
        auto *line = popup->findChild<QLineEdit *>();
        QTest::keyClicks(line, QStringLiteral("shop..x"));
        QTest::keyClick(line, Qt::Key_Return);
        QVERIFY(popup->isVisible());
        line->clear();
        QTest::keyClicks(line, QStringLiteral("shop.*.created"));
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(m_pane->rates().lines().size(), 3);
        QCOMPARE(m_pane->rates().lineName(m_pane->rates().lines().last()), QStringLiteral("shop.*.created"));
        QVERIFY(m_rates->source(m_rates->series().back()).isNone());
    }

    void crosshairReadsAllLines()
    {
        QTest::mouseMove(m_plot, {300, 60});
        QVERIFY(window().cursorNs());
        shoot(*m_pane, QStringLiteral("graph-crosshair"));
        m_pane->setTimeOfDay(true);
        shoot(*m_pane, QStringLiteral("graph-timeofday"));
    }

    void graphsAreSaved()
    {
        const QTemporaryDir folder;
        const auto path = [&folder](const char *name) {
            return folder.filePath(QString::fromLatin1(name));
        };
        QVERIFY(saveChartPicture(*m_pane, path("g.png")));
        const QImage picture(path("g.png"));
        QVERIFY(picture.width() >= 640);
        QVERIFY(saveChartDrawing(m_pane->charts(), path("g.svg")));
        QFile drawing(path("g.svg"));
        QVERIFY(drawing.open(QIODevice::ReadOnly));
        const auto svg = drawing.readAll();
        QVERIFY(svg.contains("<svg") && svg.contains("</svg>"));
        QVERIFY(svg.count("<polyline") + svg.count("<path") > 2); // lines, not a picture of lines
        QVERIFY(!svg.contains("<image"));
        QVERIFY(svg.contains("iot.&gt;") || svg.contains("iot.>"));
        QVERIFY(saveChartPoints(m_pane->charts(), path("g.csv")));
        QFile table(path("g.csv"));
        QVERIFY(table.open(QIODevice::ReadOnly));
        QCOMPARE(table.readLine(), QByteArray("time,line,value\n"));
        const auto first = table.readLine().trimmed().split(',');
        QCOMPARE(first.size(), 3);
        QVERIFY(QDateTime::fromString(QString::fromLatin1(first[0]), Qt::ISODateWithMs).isValid());
        QCOMPARE(first[1], QByteArray("\"iot.>\""));
        QVERIFY(first[2].toDouble() > 50);
        const auto failed = saveChartPoints(m_pane->charts(), path("no/such/folder/g.csv"));
        QVERIFY(!failed);
        QVERIFY(failed.error().message.find("g.csv") != std::string::npos);
    }

    void pointsAreSavedBesideTheWindow()
    {
        const QTemporaryDir folder;
        QMenu menu;
        addExportActions(menu, *m_pane);
        menu.actions().constLast()->trigger();
        auto *dialog = m_pane->findChild<QFileDialog *>();
        QVERIFY(dialog);
        const auto path = folder.filePath(QStringLiteral("g.csv"));
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
        QTRY_VERIFY(QFile::exists(path));
        QFile table(path);
        QVERIFY(table.open(QIODevice::ReadOnly));
        QVERIFY(table.readAll().count('\n') > 2);
        QTRY_VERIFY(m_pane->findChildren<TransferJob *>().isEmpty()); // it goes when it is done
    }

private:
    TimeWindow &window() { return m_pane->window(); }

    void drag(Qt::MouseButton button, Qt::KeyboardModifiers keys, int from, int to)
    {
        QTest::mousePress(m_plot, button, keys, {from, 60});
        for (int step = 1; step <= 5; ++step) {
            const QPointF at(from + (to - from) * step / 5.0, 62);
            QMouseEvent move(QEvent::MouseMove, at, m_plot->mapToGlobal(at), Qt::NoButton, button, keys);
            QCoreApplication::sendEvent(m_plot, &move);
        }
        QTest::mouseRelease(m_plot, button, keys, {to, 62});
    }

    void turnWheel(const QPointF &at, int angle)
    {
        QWheelEvent turn(at, m_plot->mapToGlobal(at), {}, {0, angle}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                         false);
        QCoreApplication::sendEvent(m_plot, &turn);
    }

    std::unique_ptr<RateSeries> m_rates;
    std::unique_ptr<SubjectTree> m_tree;
    std::unique_ptr<GraphPane> m_pane;
    QWidget *m_plot = nullptr;
};

QTEST_MAIN(GraphsTest)
#include "tst_graphs.moc"
