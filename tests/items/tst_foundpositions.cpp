// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/foundpositions_p.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <numeric>

using namespace gnat;

/// The same as a plain sorted list of numbers, whatever is done in whatever order.
class TestFoundPositions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isEmptyAtFirst();
    void doesAsASortedListDoes_data();
    void doesAsASortedListDoes();
};

namespace {

using Plain = std::vector<quint64>;

bool isSame(const FoundPositions &found, const Plain &plain)
{
    if (found.size() != plain.size())
        return false;
    for (std::size_t i = 0; i < plain.size(); ++i) {
        if (found.at(i) != plain[i])
            return false;
    }
    return true;
}

/// Ascending, the first one at or behind `from`.
Plain some(QRandomGenerator &random, quint64 from, quint32 farthest)
{
    Plain positions(random.bounded(1U, 30U));
    auto next = from;
    for (auto &position : positions)
        next = 1 + (position = next + random.bounded(farthest));
    return positions;
}

/// One change of both, of any kind.
void change(QRandomGenerator &random, quint32 farthest, FoundPositions &found, Plain &plain)
{
    switch (random.bounded(10) / 3) { // removing is the rarest
    case 0: {
        const auto positions = some(random, plain.empty() ? 1'000'000'000'000 : plain.back() + 1, farthest);
        found.append(positions);
        plain.insert(plain.end(), positions.begin(), positions.end());
        break;
    }
    case 1: {
        auto positions = some(random, 0, farthest);
        const auto to = plain.empty() ? quint64{1'000'000'000'000} : plain.front() - 1;
        const auto last = positions.back();
        for (auto &position : positions)
            position = to - last + position;
        found.prepend(positions);
        plain.insert(plain.begin(), positions.begin(), positions.end());
        break;
    }
    case 2: {
        const auto position = (plain.empty() ? 1'000'000'000'000 : plain.front()) + random.bounded(20 * farthest);
        const auto place = std::ranges::lower_bound(plain, position);
        if (found.contains(position))
            break;
        found.insert(position);
        plain.insert(place, position);
        break;
    }
    default: {
        const auto first = random.bounded(static_cast<quint32>(plain.size()) + 1);
        const auto most = static_cast<quint32>(plain.size()) - first;
        const auto count = random.bounded(std::min(most, 80U) + 1);
        found.erase(first, count);
        plain.erase(plain.begin() + first, plain.begin() + first + count);
    }
    }
}

} // namespace

void TestFoundPositions::isEmptyAtFirst()
{
    FoundPositions found;
    QCOMPARE(found.size(), 0U);
    QCOMPARE(found.lowerIndex(7), 0U);
    QVERIFY(!found.contains(0));
    found.erase(0, 0);
    found.append({});
    found.prepend({});
    QCOMPARE(found.size(), 0U);
}

void TestFoundPositions::doesAsASortedListDoes_data()
{
    QTest::addColumn<quint32>("farthest"); // from one position to the next: within a piece, and over several
    QTest::newRow("dense") << 3U;
    QTest::newRow("across pieces") << 20'000U;
    QTest::newRow("a piece each") << 300'000U;
}

void TestFoundPositions::doesAsASortedListDoes()
{
    QFETCH(quint32, farthest);
    QRandomGenerator random(farthest);
    FoundPositions found;
    Plain plain(10'000); // more than a piece holds one by one, where they are dense
    std::iota(plain.begin(), plain.end(), quint64{1'000'000'000'000});
    found.append(plain);
    for (int round = 0; round < 3000; ++round) {
        change(random, farthest, found, plain);
        const auto wanted = plain.empty() ? 5 : plain[random.bounded(static_cast<quint32>(plain.size()))];
        for (const auto position : {wanted - 1, wanted, wanted + 1, quint64{0}, wanted + 100'000'000}) {
            const auto index = std::ranges::lower_bound(plain, position) - plain.begin();
            QCOMPARE(found.lowerIndex(position), static_cast<std::size_t>(index));
            QCOMPARE(found.contains(position), std::ranges::binary_search(plain, position));
        }
        if (round % 50 == 0)
            QVERIFY(isSame(found, plain));
    }
    QVERIFY(isSame(found, plain));
    QVERIFY2(plain.size() > 1000, qPrintable(QString::number(plain.size())));
}

QTEST_GUILESS_MAIN(TestFoundPositions)
#include "tst_foundpositions.moc"
