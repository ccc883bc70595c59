// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/textsearch_p.h"

#include <QTest>

#include <string>

using namespace gnat;

class TestTextSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void agreesWithAPlainSearch();
};

void TestTextSearch::finds_data()
{
    QTest::addColumn<QByteArray>("needle");
    QTest::addColumn<QByteArray>("haystack");
    QTest::addColumn<bool>("isFound");
    const auto row = [](const QByteArray &needle, const QByteArray &haystack, bool isFound) {
        QTest::addRow("%s in %s", needle.toHex().data(), haystack.toHex().data()) << needle << haystack << isFound;
    };
    row("a", "", false);
    row("a", "A", true);
    row("pump", "THE PUMP", true);
    row("PuMp", "the pump stands", true);
    row("pump", "pum", false);
    row("aab", "aaaab", true);
    row("abab", "abacabab", true);
    row("\xc3\xa9", "caf\xc3\xa9", true);
    row("\xc3\xa9", "caf\xc3\x89", false); // only ASCII letters are folded
    row("[", "{", false);
    row("@", "`", false);
    row(QByteArray("\0b", 2), QByteArray("a\0B", 3), true);
}

void TestTextSearch::finds()
{
    QFETCH(QByteArray, needle);
    QFETCH(QByteArray, haystack);
    QFETCH(bool, isFound);
    const TextSearch search({needle.constData(), static_cast<std::size_t>(needle.size())});
    QCOMPARE(search.isIn({haystack.constData(), static_cast<std::size_t>(haystack.size())}), isFound);
}

void TestTextSearch::agreesWithAPlainSearch()
{
    std::uint32_t state = 1; // a small alphabet, so that near misses and overlaps abound
    const auto next = [&state] {
        return state = state * 1664525 + 1013904223, state >> 16U;
    };
    const auto make = [&next](std::size_t size) {
        std::string text;
        for (std::size_t i = 0; i < size; ++i)
            text += "aB"[next() % 2];
        return text;
    };
    for (int i = 0; i < 20'000; ++i) {
        const auto needle = make(1 + next() % 6);
        const auto haystack = make(next() % 24);
        const bool isFound =
            QByteArray::fromStdString(haystack).toLower().contains(QByteArray::fromStdString(needle).toLower());
        QVERIFY2(TextSearch(needle).isIn(haystack) == isFound,
                 std::string(needle).append(" in ").append(haystack).c_str());
    }
}

QTEST_GUILESS_MAIN(TestTextSearch)
#include "tst_textsearch.moc"
