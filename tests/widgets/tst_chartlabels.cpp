// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartseries.h"
#include "charts/timechart.h"
#include "charts/timewindow.h"
#include "engine.h"
#include "resources/resources.h"

#include <QImage>

using namespace gnat;

namespace {

/// Two values, at the beginning and at the end of what is shown.
class TwoValues final : public ChartSeries
{
public:
    TwoValues(double first, double last) : m_first(first), m_last(last) {}
    ChartPoints points(std::int64_t fromNs, std::int64_t toNs, std::size_t /*most*/) const override
    {
        return {{secondsOf(fromNs), secondsOf(toNs)}, {m_first, m_last}, m_first, m_last};
    }
    double figure() const override { return m_last; }

private:
    double m_first;
    double m_last;
};

} // namespace

/// What stands beside the axis of values.
class ChartLabelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void longValuesAreNotCutOff_data();
    void longValuesAreNotCutOff();
};

void ChartLabelsTest::longValuesAreNotCutOff_data()
{
    QTest::addColumn<double>("first");
    QTest::addColumn<double>("last");
    QTest::newRow("temperatures") << 18.5 << 21.25;
    QTest::newRow("seconds since 1970") << 1'732'400'000.0 << 1'732'400'090.0;
    QTest::newRow("a running number") << 123'456'789'012.0 << 123'456'789'912.0;
    QTest::newRow("tiny and negative") << -0.000012345 << 0.000012345;
}

void ChartLabelsTest::longValuesAreNotCutOff()
{
    QFETCH(double, first);
    QFETCH(double, last);
    test::Engine engine;
    TimeWindow window;
    TimeChart chart(window, TimeChart::Kind::Values);
    chart.resize(600, 200);
    window.advance(1'000'000'000'000);
    chart.addLine(std::make_unique<TwoValues>(first, last), QStringLiteral("iot.a value"), 0);
    chart.show();
    QVERIFY(QTest::qWaitForWindowExposed(&chart));
    auto *plot = chart.findChild<QWidget *>(QStringLiteral("plot"));
    QVERIFY(plot);
    chart.redraw();
    const auto inked = [&](int x) {
        const auto image = plot->grab().toImage();
        int found = 0;
        for (int y = 8; y < image.height() - 20; ++y)
            found += image.pixel(x, y) != image.pixel(x, 2) ? 1 : 0;
        return found;
    };
    const auto hasLabels = [&] {
        int found = 0;
        for (int x = 1; x < 50; ++x)
            found += inked(x);
        return found > 20;
    };
    QTRY_VERIFY(hasLabels());
    QCOMPARE(inked(0), 0);
    QCOMPARE(inked(1), 0);
}

QTEST_MAIN(ChartLabelsTest)
#include "tst_chartlabels.moc"
