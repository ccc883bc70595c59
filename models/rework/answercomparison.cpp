// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rework/answercomparison.h"

#include "base/text.h"
#include "base/words.h"
#include "codecs/fieldpath.h"
#include "codecs/payloadcodec.h"

#include <QLocale>
#include <QMap>

#include <algorithm>
#include <cmath>
#include <optional>

namespace gnat {

namespace {

constexpr qsizetype mostLines = 20;
constexpr qsizetype longestText = 60;

struct Leaf
{
    QString text;
    double number = 0;
    std::string_view raw; ///< its bytes in the payload
    FieldKind kind = FieldKind::Null;

    bool isNumber() const { return kind == FieldKind::Integer || kind == FieldKind::Float; }
    bool isPerhapsCut() const { return text.contains(u'…'); }
};

using Leaves = QMap<QString, Leaf>;

void gather(const PayloadField &field, std::string_view payload, const QString &path, const AnswerRules &rules,
            QStringList &steps, Leaves &leaves)
{
    if (field.children.empty()) {
        const auto isIgnored = std::ranges::any_of(rules.ignored, [&](const auto &rule) { return rule.covers(steps); });
        if (!isIgnored)
            leaves.insert(path, {field.text, field.number, payload.substr(field.offset, field.size), field.kind});
        return;
    }
    for (const auto &child : field.children) {
        steps << child.key;
        gather(child, payload, childPath(path, child), rules, steps, leaves);
        steps.removeLast();
    }
}

/// An integer to its last digit, which a double has not beyond 2^53.
struct Whole
{
    quint64 magnitude = 0;
    bool isNegative = false;

    static std::optional<Whole> of(const Leaf &leaf)
    {
        if (leaf.kind != FieldKind::Integer)
            return {};
        const bool isNegative = leaf.text.startsWith(u'-');
        bool isExact = false;
        const auto magnitude = QStringView(leaf.text).mid(isNegative).toULongLong(&isExact);
        return isExact ? std::optional(Whole{magnitude, isNegative}) : std::nullopt;
    }
};

bool areNear(const Whole &before, const Whole &after, double tolerance)
{
    const auto [smaller, larger] = std::minmax(before.magnitude, after.magnitude);
    const bool haveOneSign = before.isNegative == after.isNegative;
    if (haveOneSign && smaller == larger)
        return true;
    const auto apart = haveOneSign ? double(larger - smaller) : double(larger) + double(smaller);
    return apart <= double(larger) * tolerance;
}

bool areNear(const Leaf &before, const Leaf &after, double tolerance)
{
    const auto whole = Whole::of(before);
    const auto otherWhole = Whole::of(after);
    if (whole && otherWhole)
        return areNear(*whole, *otherWhole, tolerance);
    if (before.kind == FieldKind::Integer && after.kind == FieldKind::Integer && tolerance == 0)
        return false; // beyond 64 bits, and not written alike
    const auto larger = std::max(std::abs(before.number), std::abs(after.number));
    return std::abs(before.number - after.number) <= larger * tolerance;
}

bool areAlike(const Leaf &before, const Leaf &after, double tolerance)
{
    if (before.text == after.text && before.isPerhapsCut()) // what is cut off may differ
        return before.kind == after.kind && before.raw == after.raw;
    if (before.isNumber() && after.isNumber())
        return before.text == after.text || areNear(before, after, tolerance);
    return before.kind == after.kind && before.text == after.text && before.raw.size() == after.raw.size();
}

QString shortened(const Leaf &leaf)
{
    return leaf.text.size() > longestText ? leaf.text.left(longestText) + u'…' : leaf.text;
}

/// An empty map or list of one side is not missing on the other if something stands in it there.
bool isFilled(const QString &path, const Leaf &leaf, const Leaves &others)
{
    return (leaf.kind == FieldKind::Map || leaf.kind == FieldKind::Array) &&
           std::ranges::any_of(others.keys(), [&](const QString &other) {
               return other.startsWith(path) &&
                      (path.isEmpty() || QStringLiteral(".[").contains(other.at(path.size())));
           });
}

QStringList leafDifferences(const Leaves &before, const Leaves &after, double tolerance)
{
    QStringList lines;
    const auto nameOf = [](const QString &path) {
        return path.isEmpty() ? Words::tr("the value") : path;
    };
    for (auto leaf = before.begin(); leaf != before.end(); ++leaf) {
        const auto other = after.find(leaf.key());
        if (other == after.end() && !isFilled(leaf.key(), *leaf, after))
            lines << Words::tr("%1 is missing").arg(nameOf(leaf.key()));
        else if (other != after.end() && !areAlike(*leaf, *other, tolerance))
            lines << QStringLiteral("%1: %2 → %3").arg(nameOf(leaf.key()), shortened(*leaf), shortened(*other));
    }
    for (auto leaf = after.begin(); leaf != after.end(); ++leaf) {
        if (!before.contains(leaf.key()) && !isFilled(leaf.key(), *leaf, before))
            lines << Words::tr("%1 is new").arg(nameOf(leaf.key()));
    }
    return lines;
}

QString byteDifference(const QByteArray &before, const QByteArray &after)
{
    const auto [first, second] = std::ranges::mismatch(before, after);
    return Words::tr("%1 bytes → %2 bytes, from byte %3 on")
        .arg(QLocale().toString(before.size()), QLocale().toString(after.size()),
             QLocale().toString(first - before.begin()));
}

} // namespace

QStringList answerDifferences(const QByteArray &before, const QByteArray &after, const AnswerRules &rules,
                              const CodecRegistry &codecs)
{
    if (before == after)
        return {};
    const auto &codec = codecs.guess(viewOf(before));
    const auto isStructured = codec.name() != u"text" && codec.name() != u"bin" && codec.name() != u"empty";
    if (!isStructured || codec.name() != codecs.guess(viewOf(after)).name())
        return {byteDifference(before, after)};
    const auto first = codec.decode(viewOf(before));
    const auto second = codec.decode(viewOf(after));
    if (!first || !second || !isWhole(first.value()) || !isWhole(second.value()))
        return {byteDifference(before, after)};
    Leaves leaves[2];
    QStringList steps;
    gather(first.value(), viewOf(before), {}, rules, steps, leaves[0]);
    gather(second.value(), viewOf(after), {}, rules, steps, leaves[1]);
    auto lines = leafDifferences(leaves[0], leaves[1], rules.tolerance);
    if (lines.size() > mostLines) {
        const auto rest = lines.size() - mostLines;
        lines.resize(mostLines);
        lines << Words::tr("and %1 more").arg(rest);
    }
    return lines;
}

} // namespace gnat
