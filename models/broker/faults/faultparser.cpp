// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/faults/faultproblem_p.h"
#include "broker/faults/faultwords_p.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

namespace gnat {

namespace {

using namespace faultwords;

/// One "key=value" between commas, and where it stands.
struct Item
{
    std::string_view key;
    std::string value;
    std::size_t keyAt = 0;
    std::size_t valueAt = 0;
    bool hasValue = false;
};

/// Takes a text apart and puts the rule together; stops at the first error.
class FaultParser
{
public:
    explicit FaultParser(std::string_view text) : m_text(text) {}

    Result<FaultRule> parse();
    /// After parse() has failed.
    const FaultTextProblem &problem() const { return m_problem; }

private:
    bool split();
    bool readItem();
    bool readQuoted(Item &item);
    void skipBlanks();
    bool fail(std::size_t at, const std::string &words);
    bool failValue(const Item &item, const std::string &words);

    bool readKind(const Item &item);
    bool readDelay(const Item &item);
    bool readCondition(const Item &item);
    bool readText(const Item &item, std::string &field);
    bool readTime(const Item &item, FaultRule::Duration &field);
    bool readChance(const Item &item);
    bool readNumber(const Item &item, std::uint64_t least, std::uint64_t most, std::uint64_t &field);
    bool readWindow(const Item &item);
    bool readPoints(const Item &item);
    bool readOff(const Item &item);

    std::string_view m_text;
    std::size_t m_at = 0;
    std::vector<Item> m_items;
    FaultRule m_rule;
    FaultTextProblem m_problem;
};

Result<FaultRule> FaultParser::parse()
{
    bool isGood = split() && readKind(m_items.front());
    for (std::size_t i = 1; isGood && i < m_items.size(); ++i)
        isGood = readCondition(m_items[i]);
    if (isGood) {
        if (const auto problem = FaultProblem::of(m_rule)) {
            const auto blamed = std::ranges::find(m_items, problem->key, &Item::key);
            isGood = fail(blamed == m_items.end() ? 0 : blamed->keyAt, problem->words);
        }
    }
    if (!isGood)
        return Error{ErrorKind::InvalidInput, "Fault \"" + std::string(m_text) + "\", character " +
                                                  std::to_string(m_problem.at + 1) + ": " + m_problem.words};
    return m_rule;
}

bool FaultParser::fail(std::size_t at, const std::string &words)
{
    m_problem = {at, words};
    return false;
}

bool FaultParser::failValue(const Item &item, const std::string &words)
{
    if (!item.hasValue)
        return fail(item.keyAt, "\"" + std::string(item.key) + "\" needs a value. " + words);
    return fail(item.valueAt, "\"" + item.value + "\" is not right here. " + words);
}

void FaultParser::skipBlanks()
{
    m_at = std::min(m_text.find_first_not_of(" \t", m_at), m_text.size());
}

bool FaultParser::split()
{
    do {
        if (!readItem())
            return false;
    } while (m_at++ < m_text.size()); // the comma
    return true;
}

std::string_view trimmedEnd(std::string_view text)
{
    return text.substr(0, text.find_last_not_of(" \t") + 1);
}

bool FaultParser::readItem()
{
    skipBlanks();
    Item item;
    item.keyAt = m_at;
    m_at = std::min(m_text.find_first_of("=,", m_at), m_text.size());
    item.key = trimmedEnd(m_text.substr(item.keyAt, m_at - item.keyAt));
    if (item.key.empty())
        return fail(item.keyAt, m_items.empty() ? "The fault's kind is missing, such as drop or delay=50ms."
                                                : "A condition is missing here, such as subject=orders.>");
    if (std::ranges::find(m_items, item.key, &Item::key) != m_items.end())
        return fail(item.keyAt, "\"" + std::string(item.key) + "\" is given twice.");
    if (m_at < m_text.size() && m_text[m_at] == '=') {
        item.hasValue = true;
        ++m_at;
        skipBlanks();
        item.valueAt = m_at;
        if (m_at < m_text.size() && m_text[m_at] == '"') {
            if (!readQuoted(item))
                return false;
        } else {
            m_at = std::min(m_text.find(',', m_at), m_text.size());
            item.value = trimmedEnd(m_text.substr(item.valueAt, m_at - item.valueAt));
        }
    }
    m_items.push_back(std::move(item));
    return true;
}

bool FaultParser::readQuoted(Item &item)
{
    for (++m_at; m_at < m_text.size() && m_text[m_at] != '"'; ++m_at) {
        if (m_text[m_at] == '\\' && m_at + 1 < m_text.size())
            ++m_at;
        item.value.push_back(m_text[m_at]);
    }
    if (m_at >= m_text.size())
        return fail(item.valueAt, "The quote that begins here does not end.");
    ++m_at;
    skipBlanks();
    if (m_at < m_text.size() && m_text[m_at] != ',')
        return fail(m_at, "A comma must follow the quote.");
    return true;
}

bool FaultParser::readKind(const Item &item)
{
    const auto kind = std::ranges::find(kinds, item.key, &Kind::name);
    if (kind == kinds.end()) {
        std::string names;
        for (const auto &one : kinds)
            names.append(names.empty() ? "" : ", ").append(one.name);
        return fail(item.keyAt, "\"" + std::string(item.key) + "\" is not a fault. There are " + names + ".");
    }
    m_rule.kind = kind->kind;
    switch (kind->value) {
    case Value::Time:
        return readDelay(item);
    case Value::OptionalTime:
        return !item.hasValue || readTime(item, m_rule.time);
    case Value::Chance:
        return !item.hasValue || readChance(item);
    case Value::Rate:
        m_rule.bytesPerSecond = rateOf(item.value).value_or(0);
        return m_rule.bytesPerSecond > 0 || failValue(item, "Write bytes a second as 300, 64k or 2M.");
    case Value::Cut:
        m_rule.isMidFrame = item.value == "midframe";
        return !item.hasValue || m_rule.isMidFrame || failValue(item, "Write cut or cut=midframe.");
    case Value::None:
        return !item.hasValue || fail(item.valueAt, std::string(item.key) + " takes no value.");
    }
    return true;
}

bool FaultParser::readDelay(const Item &item)
{
    const std::string_view value = item.value;
    const auto wave = std::min(value.find('~'), value.size());
    const auto time = timeOf(trimmedEnd(value.substr(0, wave)));
    const auto spread = wave < value.size() ? timeOf(value.substr(wave + 1)) : FaultRule::Duration(0);
    m_rule.time = time.value_or(FaultRule::Duration(0));
    m_rule.spread = spread.value_or(FaultRule::Duration(0));
    return (time && spread) || failValue(item, "Write a time as 50ms, 1.5s or 2m, or with a spread as 50ms~20ms.");
}

bool FaultParser::readCondition(const Item &item)
{
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    if (item.key == "subject")
        return readText(item, m_rule.subject);
    if (item.key == "client")
        return readText(item, m_rule.client);
    if (item.key == "user")
        return readText(item, m_rule.user);
    if (item.key == "cid")
        return readNumber(item, 0, most, m_rule.cid.emplace());
    if (item.key == "on")
        return readPoints(item);
    if (item.key == "probability" && of(m_rule.kind).value != Value::Chance)
        return readChance(item);
    if (item.key == "window" && m_rule.kind == FaultKind::Reorder)
        return readWindow(item);
    if (item.key == "after")
        return readNumber(item, 1, most, m_rule.after);
    if (item.key == "count")
        return readNumber(item, 1, most, m_rule.count);
    if (item.key == "from")
        return readTime(item, m_rule.from);
    if (item.key == "until")
        return readTime(item, m_rule.until);
    if (item.key == "off")
        return readOff(item);
    const std::string name(of(m_rule.kind).name);
    if (item.key == "probability")
        return fail(item.keyAt, name + " takes its probability as a value: " + name + "=5%.");
    if (item.key == "window")
        return fail(item.keyAt, "Only reorder takes a window.");
    return fail(item.keyAt, "\"" + std::string(item.key) +
                                "\" is not a condition. There are subject, client, user, cid, on, probability, window, "
                                "after, count, from, until and off.");
}

bool FaultParser::readText(const Item &item, std::string &field)
{
    field = item.value;
    return !field.empty() || failValue(item, "Leave the condition out to mean all.");
}

bool FaultParser::readTime(const Item &item, FaultRule::Duration &field)
{
    field = timeOf(item.value).value_or(FaultRule::Duration(0));
    return field.count() > 0 || failValue(item, "Write a time as 50ms, 1.5s or 2m.");
}

bool FaultParser::readChance(const Item &item)
{
    const auto chance = chanceOf(item.value);
    m_rule.chance = chance.value_or(0);
    return chance.has_value() || failValue(item, "Write a probability as 5% or 0.01%.");
}

bool FaultParser::readNumber(const Item &item, std::uint64_t least, std::uint64_t most, std::uint64_t &field)
{
    const auto number = scaledNumber(item.value, 0);
    field = number.value_or(0);
    return (number && *number >= least && *number <= most) || failValue(item, "Write a number as 100.");
}

bool FaultParser::readWindow(const Item &item)
{
    std::uint64_t window = 0;
    if (!readNumber(item, 1, FaultProblem::largestWindow, window))
        return failValue(item, "The window is a number of messages from 1 to 1000.");
    m_rule.window = static_cast<std::uint32_t>(window);
    return true;
}

bool FaultParser::readPoints(const Item &item)
{
    for (std::string_view rest = item.value; !rest.empty() || m_rule.on == 0;) {
        const auto plus = std::min(rest.find('+'), rest.size());
        const auto point = std::ranges::find(faultwords::points, rest.substr(0, plus), &Point::name);
        if (point == faultwords::points.end())
            return failValue(item, "Write connect, publish, deliver or subscribe, or several as publish+deliver.");
        m_rule.on |= bit(point->point);
        rest.remove_prefix(std::min(plus + 1, rest.size()));
    }
    return true;
}

bool FaultParser::readOff(const Item &item)
{
    m_rule.isOn = false;
    return !item.hasValue || fail(item.valueAt, "off takes no value.");
}

} // namespace

Result<FaultRule> FaultRule::parse(std::string_view text)
{
    return FaultParser(text).parse();
}

std::optional<FaultTextProblem> FaultRule::problemIn(std::string_view text)
{
    FaultParser parser(text);
    if (parser.parse())
        return std::nullopt;
    return parser.problem();
}

} // namespace gnat
