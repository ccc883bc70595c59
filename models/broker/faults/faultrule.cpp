// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/faults/faultrule.h"

#include "broker/faults/faultproblem_p.h"
#include "broker/faults/faultwords_p.h"
#include "core/subjectpattern.h"

#include <algorithm>
#include <utility>

namespace gnat {

namespace {

using namespace faultwords;

/// As parse() reads it: in quotes if it would be misunderstood without.
std::string quoted(std::string_view word)
{
    if (!word.empty() && word.find_first_of(",\"\\") == std::string_view::npos && word.front() != ' ' &&
        word.back() != ' ' && word.front() != '\t' && word.back() != '\t')
        return std::string(word);
    std::string text("\"");
    for (const char letter : word) {
        if (letter == '"' || letter == '\\')
            text.push_back('\\');
        text.push_back(letter);
    }
    return text + '"';
}

std::string valueText(const FaultRule &rule)
{
    switch (of(rule.kind).value) {
    case Value::Time:
        return timeText(rule.time) + (rule.spread.count() > 0 ? "~" + timeText(rule.spread) : "");
    case Value::OptionalTime:
        return rule.time.count() > 0 ? timeText(rule.time) : "";
    case Value::Chance:
        return rule.chance != FaultRule::certain ? chanceText(rule.chance) : "";
    case Value::Rate:
        return rateText(rule.bytesPerSecond);
    case Value::Cut:
        return rule.isMidFrame ? "midframe" : "";
    case Value::None:
        break;
    }
    return {};
}

std::optional<FaultProblem> placeProblem(const FaultRule &rule)
{
    const auto &kind = of(rule.kind);
    if ((rule.on & ~kind.points) != 0)
        return FaultProblem{"on", std::string(kind.name) + " acts on " + pointNames(kind.points) + " only."};
    if (rule.isMidFrame && rule.points() != deliverBit)
        return FaultProblem{"on", "cut=midframe cuts what is delivered, so it acts on deliver only."};
    if (rule.subject.empty())
        return std::nullopt;
    if (const auto pattern = SubjectPattern::parse(rule.subject); !pattern)
        return FaultProblem{"subject", "\"" + rule.subject + "\" is not a subject: " + pattern.error().message};
    if (rule.actsOn(FaultPoint::Connect))
        return FaultProblem{"subject", "A new connection has no subject, so " + std::string(kind.name) +
                                           " on connect cannot ask for one."};
    return std::nullopt;
}

std::optional<FaultProblem> amountProblem(const FaultRule &rule)
{
    if (rule.kind == FaultKind::Delay && rule.time.count() <= 0)
        return FaultProblem{"delay", "The delay must be longer than 0."};
    if (rule.spread < FaultRule::Duration(0) || rule.spread > rule.time)
        return FaultProblem{"delay", "The spread after ~ is larger than the delay itself."};
    if (rule.kind == FaultKind::Bandwidth && rule.bytesPerSecond == 0)
        return FaultProblem{"bandwidth", "The bandwidth must be more than 0."};
    if (rule.window == 0 || rule.window > FaultProblem::largestWindow)
        return FaultProblem{"window", "The window is a number of messages from 1 to 1000."};
    if (rule.chance > FaultRule::certain)
        return FaultProblem{"probability", "A probability is at most 100 %."};
    return std::nullopt;
}

} // namespace

std::optional<FaultProblem> FaultProblem::of(const FaultRule &rule)
{
    if (auto problem = amountProblem(rule))
        return problem;
    if (auto problem = placeProblem(rule))
        return problem;
    if (rule.until.count() != 0 && rule.until <= rule.from)
        return FaultProblem{"until", "The rule would end before it begins."};
    if (!rule.limitsConnections())
        return std::nullopt;
    const auto senseless = [](std::string_view key) {
        return FaultProblem{key, "A bandwidth without subject limits bytes, not messages, so it takes no " +
                                     std::string(key) + "."};
    };
    if (rule.chance != FaultRule::certain)
        return senseless("probability");
    if (rule.after > 0)
        return senseless("after");
    if (rule.count > 0)
        return senseless("count");
    return std::nullopt;
}

Result<void> FaultRule::check() const
{
    if (const auto problem = FaultProblem::of(*this))
        return Error{ErrorKind::InvalidInput, "Fault \"" + text() + "\": " + problem->words};
    return {};
}

FaultPoints FaultRule::points() const
{
    if (on != 0)
        return on;
    const bool asksForMessages = !subject.empty() || after > 0;
    switch (kind) {
    case FaultKind::Delay:
    case FaultKind::Drop:
    case FaultKind::Duplicate:
    case FaultKind::Reorder:
        return publishBit;
    case FaultKind::Bandwidth:
        return subject.empty() ? publishBit | deliverBit : publishBit;
    case FaultKind::Cut:
        if (isMidFrame)
            return deliverBit;
        return asksForMessages ? publishBit | deliverBit : connectBit;
    case FaultKind::Refuse:
        return connectBit;
    case FaultKind::Deny:
        return publishBit | subscribeBit;
    case FaultKind::StopReading:
        return asksForMessages ? publishBit : connectBit;
    case FaultKind::SlowConsumer:
        return asksForMessages ? deliverBit : connectBit;
    }
    return 0;
}

std::string FaultRule::text() const
{
    std::string text(of(kind).name);
    if (const auto value = valueText(*this); !value.empty())
        text.append("=").append(value);
    const auto add = [&text](std::string_view key, const std::string &value, bool isGiven) {
        if (isGiven)
            text.append(",").append(key).append("=").append(value);
    };
    add("window", std::to_string(window), kind == FaultKind::Reorder && window != defaultWindow);
    add("subject", quoted(subject), !subject.empty());
    add("client", quoted(client), !client.empty());
    add("user", quoted(user), !user.empty());
    add("cid", std::to_string(cid.value_or(0)), cid.has_value());
    add("on", pointNames(on), on != 0);
    add("probability", chanceText(chance), of(kind).value != Value::Chance && chance != certain);
    add("after", std::to_string(after), after > 0);
    add("count", std::to_string(count), count > 0);
    add("from", timeText(from), from.count() > 0);
    add("until", timeText(until), until.count() > 0);
    return isOn ? text : text + ",off";
}

} // namespace gnat
