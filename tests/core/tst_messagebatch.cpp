// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batchbuilder.h"

#include <QTest>

using namespace gnat;

class TestMessageBatch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void partsComeBackByteForByte();
    void tooLongSubjectIsRefused();
    void fullByCountAndBytes();
    void takingBeginsAnew();
    void holdsNoMoreThanItsContent();
    void joinsWhatFollows();
};

void TestMessageBatch::partsComeBackByteForByte()
{
    std::string payload(256, '\0');
    for (std::size_t i = 0; i < payload.size(); ++i)
        payload[i] = static_cast<char>(i);
    BatchBuilder builder(SourceId(7));
    QVERIFY(builder.isEmpty());
    QVERIFY(builder.append({"a.b", "reply.1", "NATS/1.0\r\nK: v\r\n\r\n", payload}, 11, SubscriptionId(3)));
    QVERIFY(builder.append({"c", {}, {}, {}}, 12, SubscriptionId(4)));
    QCOMPARE(builder.oldestNs(), std::int64_t{11});
    const auto batch = builder.take();
    QCOMPARE(batch->size(), std::size_t{2});
    const auto first = batch->at(0);
    QCOMPARE(std::string(first.subject), std::string("a.b"));
    QCOMPARE(std::string(first.reply), std::string("reply.1"));
    QCOMPARE(std::string(first.headers), std::string("NATS/1.0\r\nK: v\r\n\r\n"));
    QCOMPARE(std::string(first.payload), payload);
    QCOMPARE(first.source, SourceId(7));
    QCOMPARE(first.subscription, SubscriptionId(3));
    const auto second = batch->at(1);
    QCOMPARE(std::string(second.subject), std::string("c"));
    QVERIFY(second.reply.empty() && second.headers.empty() && second.payload.empty());
    QCOMPARE(second.atNs, std::int64_t{12});
}

void TestMessageBatch::tooLongSubjectIsRefused()
{
    BatchBuilder builder{SourceId(1)};
    const std::string tooLong(65'536, 'a');
    QVERIFY(!builder.append({tooLong, {}, {}, {}}, 1, {}));
    QVERIFY(!builder.append({"a", tooLong, {}, {}}, 1, {}));
    QVERIFY(builder.isEmpty());
    QVERIFY(builder.append({std::string_view(tooLong).substr(1), {}, {}, {}}, 1, {}));
}

void TestMessageBatch::fullByCountAndBytes()
{
    BatchBuilder byCount{SourceId(1)};
    for (std::size_t i = 0; i < BatchBuilder::fullMessages; ++i) {
        QVERIFY(!byCount.isFull());
        QVERIFY(byCount.append({"a", {}, {}, {}}, 1, {}));
    }
    QVERIFY(byCount.isFull());
    BatchBuilder byBytes{SourceId(1)};
    const std::string payload(BatchBuilder::fullBytes, 'x');
    QVERIFY(byBytes.append({"a", {}, {}, payload}, 1, {}));
    QVERIFY(byBytes.isFull());
}

void TestMessageBatch::takingBeginsAnew()
{
    BatchBuilder builder{SourceId(1)};
    QVERIFY(builder.append({"a", {}, {}, "1"}, 1, {}));
    const auto first = builder.take();
    QVERIFY(builder.isEmpty());
    QVERIFY(builder.append({"b", {}, {}, "2"}, 2, {}));
    const auto second = builder.take();
    QCOMPARE(std::string(first->subject(0)), std::string("a"));
    QCOMPARE(std::string(second->subject(0)), std::string("b"));
    QVERIFY(builder.take()->isEmpty());
}

void TestMessageBatch::holdsNoMoreThanItsContent()
{
    BatchBuilder builder{SourceId(1)};
    const std::string payload(1000, 'x');
    for (const int messages : {1, 300, 7, 100}) { // growing, and after a larger one
        for (int i = 0; i < messages; ++i)
            QVERIFY(builder.append({"a.b", {}, {}, payload}, i, {}));
        const auto batch = builder.take();
        QCOMPARE(batch->size(), static_cast<std::size_t>(messages));
        QCOMPARE(batch->memoryBytes(), batch->contentBytes() + batch->size() * sizeof(MessageRecord));
        QCOMPARE(std::string(batch->at(batch->size() - 1).payload), payload);
    }
}

void TestMessageBatch::joinsWhatFollows()
{
    const auto batch = [](SourceId source, int from, int to, std::uint64_t sequence) {
        BatchBuilder builder(source);
        for (int i = from; i < to; ++i)
            (void)builder.append({std::to_string(i), i % 2 ? "r" : "", "h", std::string(std::size_t(i), 'x')}, i,
                                 SubscriptionId(3));
        return builder.take(sequence);
    };
    const auto first = batch(SourceId(1), 0, 3, 7);
    const auto joined = BatchBuilder::joined(*first, *batch(SourceId(1), 3, 5, 10), 5, 100);
    QVERIFY(joined);
    QCOMPARE(joined->size(), std::size_t{5});
    for (std::size_t i = 0; i < 5; ++i) {
        const auto view = joined->at(i);
        QCOMPARE(std::string(view.subject), std::to_string(i));
        QCOMPARE(std::string(view.reply), std::string(i % 2 ? "r" : ""));
        QCOMPARE(std::string(view.headers), std::string("h"));
        QCOMPARE(view.payload.size(), i);
        QCOMPARE(view.atNs, static_cast<std::int64_t>(i));
        QCOMPARE(view.sequence, std::uint64_t{7 + i});
        QCOMPARE(view.source, SourceId(1));
        QCOMPARE(view.subscription, SubscriptionId(3));
    }
    QCOMPARE(joined->memoryBytes(), joined->contentBytes() + 5 * sizeof(MessageRecord));
    QVERIFY(!BatchBuilder::joined(*first, *batch(SourceId(1), 3, 5, 11), 5, 100)); // something came between
    QVERIFY(!BatchBuilder::joined(*first, *batch(SourceId(2), 3, 5, 10), 5, 100));
    QVERIFY(!BatchBuilder::joined(*first, *batch(SourceId(1), 3, 5, 10), 4, 100));
    QVERIFY(!BatchBuilder::joined(*first, *batch(SourceId(1), 3, 5, 10), 5, 20));
}

QTEST_GUILESS_MAIN(TestMessageBatch)
#include "tst_messagebatch.moc"
