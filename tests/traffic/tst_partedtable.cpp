// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/partedtable_p.h"

#include <QTest>

#include <random>
#include <set>

using namespace gnat;

namespace {

/// Hashes that often are alike, so that probing goes on over many slots and around the end of a part.
std::uint64_t hashOf(std::uint32_t slot)
{
    return (std::uint64_t{slot % 3} << 56) | (slot % 40 + 5);
}

auto is(std::uint32_t wanted)
{
    return [wanted](std::uint32_t slot) {
        return slot == wanted;
    };
}

class PartedTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsWhatASetHolds()
    {
        PartedTable<std::uint32_t> table;
        std::set<std::uint32_t> expected;
        std::mt19937 random(7);
        for (int i = 0; i < 20'000; ++i) {
            const auto slot = static_cast<std::uint32_t>(1 + random() % 600);
            if (expected.erase(slot) != 0) {
                table.erase(hashOf(slot), is(slot), &hashOf);
            } else {
                table.insert(hashOf(slot), slot, &hashOf);
                expected.insert(slot);
            }
            for (std::uint32_t other = 1; i % 100 == 0 && other <= 600; ++other)
                QCOMPARE(table.find(hashOf(other), is(other)) == other, expected.contains(other));
        }
    }

    void onlyTheFullPartGrows()
    {
        PartedTable<std::uint32_t> table;
        const auto before = table.memoryBytes();
        const auto inFirstPart = [](std::uint32_t slot) {
            return std::uint64_t{slot};
        };
        for (std::uint32_t slot = 1; slot <= 1'000; ++slot)
            table.insert(slot, slot, inFirstPart);
        QCOMPARE((table.memoryBytes() - before) / sizeof(std::uint32_t), std::size_t{2'048 - 8});
        table.clear();
        QCOMPARE(table.memoryBytes(), before);
        QCOMPARE(table.find(1, is(1)), 0U);
    }

    void erasingWhatIsNotThereLeavesTheRest()
    {
        PartedTable<std::uint32_t> table;
        table.insert(hashOf(1), 1, &hashOf);
        table.erase(hashOf(41), is(41), &hashOf);
        QCOMPARE(table.find(hashOf(1), is(1)), 1U);
    }
};

} // namespace

QTEST_APPLESS_MAIN(PartedTableTest)
#include "tst_partedtable.moc"
