// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "codecs/fieldpath.h"
#include "codecs/payloadcodec.h"
#include "core/batchbuilder.h"
#include "flow/analysisthread.h"
#include "flow/dropledger.h"
#include "flow/fanout.h"
#include "flow/frameticker.h"
#include "traffic/fieldcollector_p.h"
#include "traffic/fieldseries.h"
#include "traffic/messagelog.h"
#include "traffic/trafficview.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace gnat;

namespace {
constexpr int deadline = 10'000;
constexpr std::int64_t start = 1'800'000'000'000'000'000;
} // namespace

/// Numeric fields over time, as the window has them: kept messages by a scan, new ones by the analysis thread.
class FieldSeriesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersOfFields()
    {
        const CodecRegistry codecs;
        const auto number = [&](const char *payload, const QString &path) {
            const auto root = codecs.guess(payload).decode(payload);
            const auto *field = root ? findField(root.value(), path) : nullptr;
            return field ? numberOf(*field) : std::nullopt;
        };
        const char *const json = R"({"t":71.5,"on":true,"name":"x","text":" 8.25 ","a":[1,{"b":-3}]})";
        QCOMPARE(number(json, QStringLiteral("t")), std::optional(71.5));
        QCOMPARE(number(json, QStringLiteral("on")), std::optional(1.0));
        QCOMPARE(number(json, QStringLiteral("text")), std::optional(8.25));
        QCOMPARE(number(json, QStringLiteral("a[1].b")), std::optional(-3.0));
        QVERIFY(!number(json, QStringLiteral("name")));
        QVERIFY(!number(json, QStringLiteral("a")));
        QVERIFY(!number(json, QStringLiteral("nothing")));
        QCOMPARE(number("42.5", {}), std::optional(42.5));
    }

    void pastAndFutureMeetWithoutLossOrDouble()
    {
        Parts parts;
        parts.publish(0, 500);
        FieldSeries fields(parts.view.log(), parts.codecs, &parts.analysis);
        parts.publish(500, 700); // not yet kept when the field is added
        const auto series = fields.add({SourceId(1), "iot.*", QStringLiteral("t")});
        QVERIFY(series != 0);
        parts.publish(700, 1'000);
        parts.view.drain();
        QTRY_VERIFY_WITH_TIMEOUT((parts.view.drain(), fields.take(), fields.points(series).size() == 1'000), deadline);
        const auto &points = fields.points(series);
        for (std::size_t i = 0; i < points.size(); ++i) {
            QCOMPARE(points[i].value, double(i));
            QCOMPARE(points[i].sequence, 2 * i + 1); // every other message is of another subject
        }
        QTRY_VERIFY_WITH_TIMEOUT((fields.take(), !fields.isSearching(series)), deadline);
        parts.publish(1'000, 1'010);
        QTRY_COMPARE_WITH_TIMEOUT((fields.take(), fields.points(series).size()), std::size_t{1'010}, deadline);
    }

    void newestPointsStay()
    {
        Parts parts;
        parts.publish(0, 1'000);
        FieldSeries fields(parts.view.log(), parts.codecs, &parts.analysis);
        fields.setCapacity(100);
        parts.view.drain();
        const auto series = fields.add({SourceId(1), "iot.a", QStringLiteral("t")});
        QTRY_VERIFY_WITH_TIMEOUT((fields.take(), !fields.isSearching(series)), deadline);
        fields.take();
        QCOMPARE(fields.points(series).size(), std::size_t{100});
        QCOMPARE(fields.points(series).front().value, 900.0);
        parts.publish(1'000, 1'050);
        QTRY_COMPARE_WITH_TIMEOUT((fields.take(), fields.points(series).back().value), 1'049.0, deadline);
        QCOMPARE(fields.points(series).front().value, 950.0);
    }

    void whatIsNotTakenInTimeLeavesAGap()
    {
        const CodecRegistry codecs;
        FieldCollector collector(codecs);
        const auto pinOf = [&](FieldSeries::SeriesId id, const char *pattern) {
            return std::make_shared<FieldPin>(id, FieldSeries::Field{{}, pattern, QStringLiteral("t")},
                                              SubjectPattern::parse(pattern).value(), nullptr);
        };
        collector.setPins({pinOf(1, "iot.a"), pinOf(2, "never")});
        BatchBuilder builder{SourceId(1)};
        constexpr auto most = FieldCollector::mostWaiting;
        for (std::size_t i = 0; i < most + 10; ++i) {
            const auto payload = "{\"t\":" + std::to_string(i) + "}";
            QVERIFY(builder.append({"iot.a", {}, {}, payload}, std::int64_t(i), SubscriptionId(1)));
            if (builder.isFull() || i == most + 9)
                collector.take(builder.take(i + 1));
        }
        QCOMPARE(collector.notTaken(), std::uint64_t{10});
        const auto found = collector.takeFound();
        QCOMPARE(found.size(), most + 1);
        QVERIFY(found[0].series == 1 && found[0].point.sequence == 0 && std::isnan(found[0].point.value));
        QCOMPARE(found[0].point.atNs, std::int64_t{10});
        QCOMPARE(found[1].point.value, 10.0);
        QCOMPARE(found.back().point.value, double(most + 9));
        QVERIFY(collector.takeFound().empty());
    }

    void nearestPointTellsItsMessage()
    {
        Parts parts;
        parts.publish(0, 10);
        parts.view.drain();
        FieldSeries fields(parts.view.log(), parts.codecs, &parts.analysis);
        const auto series = fields.add({SourceId(1), "iot.a", QStringLiteral("t")});
        QTRY_COMPARE_WITH_TIMEOUT((fields.take(), fields.points(series).size()), std::size_t{10}, deadline);
        QCOMPARE(fields.nearest(series, start + 4'400)->value, 4.0);
        QCOMPARE(fields.nearest(series, start + 4'600)->value, 5.0);
        QCOMPARE(fields.nearest(series, 0)->value, 0.0);
        QCOMPARE(fields.nearest(series, INT64_MAX)->value, 9.0);
        const auto sequence = fields.nearest(series, start + 4'000)->sequence;
        const auto message = parts.view.log().at(sequence - 1).view();
        QCOMPARE(message.payload, std::string_view(R"({"t":4})"));
        QVERIFY(!fields.nearest(series + 1, 0));
        // Of times that a chart cannot tell apart, the value says which it was.
        QCOMPARE(fields.nearest(series, start + 4'400, 5.0)->value, 5.0);
        QCOMPARE(fields.nearest(series, start + 4'400, 3.9)->value, 4.0);
        QCOMPARE(fields.nearest(series, start + 4'400, 9.0)->value, 5.0); // that one was at another time
        QCOMPARE(fields.nearest(series, INT64_MAX - 1'000, 0.0)->value, 9.0);
        QCOMPARE(fields.pointOf(series, start + 4'000, sequence)->value, 4.0);
        QVERIFY(!fields.pointOf(series, start + 4'000, sequence + 1));
        QVERIFY(!fields.pointOf(series, start + 4'001, sequence));
        QCOMPARE(fields.add({SourceId(1), "not..one", QStringLiteral("t")}), FieldSeries::SeriesId{0});
    }

    void removedSeriesIsForgotten()
    {
        Parts parts;
        parts.publish(0, 10);
        parts.view.drain();
        FieldSeries fields(parts.view.log(), parts.codecs, &parts.analysis);
        const auto one = fields.add({SourceId(1), "iot.a", QStringLiteral("t")});
        const auto other = fields.add({{}, "iot.>", QStringLiteral("t")});
        QTRY_COMPARE_WITH_TIMEOUT((fields.take(), fields.points(other).size()), std::size_t{10}, deadline);
        fields.remove(one);
        QVERIFY(fields.points(one).empty());
        QVERIFY(!fields.field(one));
        QCOMPARE(fields.field(other)->path, QStringLiteral("t"));
    }

private:
    struct Parts
    {
        Fanout fanout;
        DropLedger ledger;
        FrameTicker ticker;
        CodecRegistry codecs;
        TrafficView view{fanout, ledger, ticker};
        AnalysisThread analysis{fanout, ledger};

        /// iot.a with {"t":i}, a microsecond apart, each followed by one of another subject.
        void publish(int from, int to)
        {
            BatchBuilder builder{SourceId(1)};
            for (int i = from; i < to; ++i) {
                const auto payload = "{\"t\":" + std::to_string(i) + "}";
                QVERIFY(builder.append({"iot.a", {}, {}, payload}, start + i * 1'000, SubscriptionId(1)));
                QVERIFY(builder.append({"logs.b", {}, {}, payload}, start + i * 1'000, SubscriptionId(1)));
            }
            fanout.publish(builder.take());
        }
    };
};

QTEST_GUILESS_MAIN(FieldSeriesTest)
#include "tst_fieldseries.moc"
