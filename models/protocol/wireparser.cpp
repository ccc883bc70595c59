// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/wireparser.h"

#include "protocol/quickpublish_p.h"
#include "protocol/routearguments_p.h"
#include "protocol/words_p.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

namespace gnat {

namespace {

enum class LineKind { Skipped, Plain, Arguments };
/// A node may speak of a leaf node's cluster before the account.
enum class Origin { None, First };

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

char upper(char c)
{
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

} // namespace

struct WireParser::Verb
{
    std::string_view text;
    WireVerb verb;
    LineKind kind;
    bool hasHeaders = false;
    Origin origin = Origin::None;
};

/// What clients and what nodes say, the frequent ones first.
struct WireParser::Verbs
{
    static constexpr std::array<Verb, 10> ofClients{{{"PUB", WireVerb::Publish, LineKind::Arguments},
                                                     {"HPUB", WireVerb::Publish, LineKind::Arguments, true},
                                                     {"PING", WireVerb::Ping, LineKind::Skipped},
                                                     {"PONG", WireVerb::Pong, LineKind::Skipped},
                                                     {"SUB", WireVerb::Subscribe, LineKind::Arguments},
                                                     {"UNSUB", WireVerb::Unsubscribe, LineKind::Arguments},
                                                     {"CONNECT", WireVerb::Connect, LineKind::Plain},
                                                     {"INFO", WireVerb::Info, LineKind::Plain},
                                                     {"+OK", WireVerb::Ok, LineKind::Skipped},
                                                     {"-ERR", WireVerb::Err, LineKind::Arguments}}};
    static constexpr std::array<Verb, 15> ofRoutes{
        {{"RMSG", WireVerb::Publish, LineKind::Arguments},
         {"HMSG", WireVerb::Publish, LineKind::Arguments, true},
         {"RS+", WireVerb::Subscribe, LineKind::Arguments},
         {"RS-", WireVerb::Unsubscribe, LineKind::Arguments},
         {"PING", WireVerb::Ping, LineKind::Skipped},
         {"PONG", WireVerb::Pong, LineKind::Skipped},
         {"INFO", WireVerb::Info, LineKind::Arguments},
         {"CONNECT", WireVerb::Connect, LineKind::Plain},
         {"-ERR", WireVerb::Err, LineKind::Arguments},
         {"+OK", WireVerb::Ok, LineKind::Skipped},
         {"LMSG", WireVerb::Publish, LineKind::Arguments, true, Origin::First},
         {"LS+", WireVerb::Subscribe, LineKind::Arguments, false, Origin::First},
         {"LS-", WireVerb::Unsubscribe, LineKind::Arguments}, // without the origin, as nats-server has it
         {"A+", WireVerb::Ok, LineKind::Skipped},
         {"A-", WireVerb::Ok, LineKind::Skipped}}};
};

/// The words of a control line; more than four are counted and not kept.
struct WireParser::Arguments
{
    /// `isBetween` says what separates words.
    template <typename IsBetween>
    Arguments(std::string_view line, IsBetween isBetween)
    {
        const char *at = line.data();
        const char *const end = at + line.size();
        while (true) {
            while (at != end && isBetween(*at))
                ++at;
            if (at == end)
                return;
            const char *const from = at;
            while (at != end && !isBetween(*at))
                ++at;
            if (count < words.size())
                words[count] = {from, static_cast<std::size_t>(at - from)};
            ++count;
        }
    }

    std::array<std::string_view, 4> words;
    std::size_t count = 0;
};

namespace {

/// True if `text` begins with as much of `word` as there is.
bool beginsLike(std::string_view text, std::string_view word)
{
    const auto count = std::min(text.size(), word.size());
    for (std::size_t i = 0; i < count; ++i) {
        if (upper(text[i]) != word[i])
            return false;
    }
    return true;
}

/// What follows the subject, if its words stand one blank apart and end in CR LF, so that it can be forwarded as it is.
std::string_view verbatimTail(const WireCommand &command, std::string_view line, std::string_view frame)
{
    if (command.headers.empty() != command.headerSizeText.empty())
        return {}; // "HPUB foo 0 2" goes on as MSG
    const char *at = command.sizeText.data();
    for (const auto word : {command.headerSizeText, command.reply}) {
        if (word.empty())
            continue;
        if (word.data() + word.size() + 1 != at || word.data()[word.size()] != ' ')
            return {};
        at = word.data();
    }
    const auto sizeEnd = static_cast<std::size_t>(command.sizeText.data() - line.data()) + command.sizeText.size();
    if (sizeEnd + 2 != line.size())
        return {};
    return frame.substr(static_cast<std::size_t>(at - line.data()));
}

} // namespace

WireParser::WireParser(Limits limits, Dialect dialect) : m_limits(limits), m_dialect(dialect) {}

void WireParser::grow(std::size_t capacity)
{
    std::unique_ptr<char[]> bytes(new char[capacity]); // not value-initialised: read() fills it
    if (m_end > m_begin)
        std::memcpy(bytes.get(), m_bytes.get() + m_begin, m_end - m_begin);
    m_bytes = std::move(bytes);
    m_capacity = capacity;
    m_end -= m_begin;
    m_begin = 0;
}

std::span<char> WireParser::readSpace()
{
    const auto held = m_end - m_begin;
    const auto wanted = std::max(m_needed, held + readSize / 4);
    if (wanted > m_capacity)
        grow(std::max(wanted, readSize));
    else if (held == 0)
        m_begin = m_end = 0;
    else if (m_begin + wanted > m_capacity) {
        std::memmove(m_bytes.get(), m_bytes.get() + m_begin, held);
        m_begin = 0;
        m_end = held;
    }
    return {m_bytes.get() + m_end, m_capacity - m_end};
}

void WireParser::releaseMemory()
{
    if (m_end > m_begin)
        return;
    m_bytes.reset();
    m_capacity = m_begin = m_end = 0;
}

WireParser::Step WireParser::fail(WireFault fault)
{
    m_fault = fault;
    return Step::Fault;
}

WireParser::Step WireParser::next(WireCommand &command)
{
    if (m_fault != WireFault::None)
        return Step::Fault;
    const std::string_view text(m_bytes.get() + m_begin, m_end - m_begin);
    if (text.empty() || text.size() < m_needed)
        return Step::NeedMore;
    if (m_connectExpected && upper(text.front()) != 'C')
        return fail(WireFault::ConnectExpected);
    if (m_dialect == Dialect::Client) {
        const QuickLimits limits{m_limits.maxControlLine, m_limits.maxPayload, m_headersAllowed};
        if (const auto taken = takeQuickPublish(text, limits, command)) {
            m_begin += taken;
            m_scanned = m_needed = 0;
            return Step::Command;
        }
    }
    const auto verbs =
        m_dialect == Dialect::Client ? std::span<const Verb>(Verbs::ofClients) : std::span<const Verb>(Verbs::ofRoutes);
    for (const auto &verb : verbs) {
        if (!beginsLike(text, verb.text))
            continue;
        return text.size() <= verb.text.size() ? Step::NeedMore : parseLine(verb, command);
    }
    return fail(WireFault::UnknownOperation);
}

WireParser::Step WireParser::skipLine(WireVerb verb, std::size_t from, WireCommand &command)
{
    const char *begin = m_bytes.get() + m_begin;
    const auto *end = static_cast<const char *>(std::memchr(begin + from, '\n', m_end - m_begin - from));
    if (!end) { // what follows PING does not matter and is not kept, however long it is: keep the verb alone
        m_end = m_begin + from;
        return Step::NeedMore;
    }
    command.verb = verb;
    m_begin += static_cast<std::size_t>(end - begin) + 1;
    return Step::Command;
}

WireParser::Step WireParser::parseLine(const Verb &verb, WireCommand &command)
{
    if (verb.kind == LineKind::Skipped)
        return skipLine(verb.verb, verb.text.size(), command);
    const std::string_view text(m_bytes.get() + m_begin, m_end - m_begin);
    std::size_t from = verb.text.size();
    if (verb.kind == LineKind::Arguments && !isBlank(text[from]))
        return fail(WireFault::UnknownOperation);
    while (from < text.size() && isBlank(text[from]))
        ++from;
    if (from == text.size()) { // as many blanks as one likes mean no more than one: they are not kept
        m_end = m_begin + std::min(from, verb.text.size() + 1);
        return Step::NeedMore;
    }
    const auto lineEnd = text.find('\n', std::max(from, m_scanned));
    auto argument = text.substr(from, lineEnd == std::string_view::npos ? text.size() - from : lineEnd - from);
    if (argument.ends_with('\r'))
        argument.remove_suffix(1);
    if (argument.size() > m_limits.maxControlLine)
        return fail(WireFault::ControlLineTooLong);
    if (lineEnd == std::string_view::npos) {
        m_scanned = text.size();
        return Step::NeedMore;
    }
    return takeArgument(verb, argument, lineEnd + 1, command);
}

WireParser::Step WireParser::takeArgument(const Verb &verb, std::string_view argument, std::size_t lineEnd,
                                          WireCommand &command)
{
    std::construct_at(
        &command); // assigning a fresh one goes over the stack, which costs a quarter of the parser's time
    command.verb = verb.verb;
    auto step = Step::Command;
    if (verb.verb == WireVerb::Publish && m_dialect == Dialect::Client)
        return takePublish(argument, verb.hasHeaders, lineEnd, command);
    if (m_dialect == Dialect::Route && verb.verb != WireVerb::Connect && verb.verb != WireVerb::Info)
        return takeRouted(verb, argument, lineEnd, command);
    if (verb.verb == WireVerb::Subscribe)
        step = takeSubscribe(Arguments(argument, isSeparator), command);
    else if (verb.verb == WireVerb::Unsubscribe)
        step = takeUnsubscribe(Arguments(argument, isSeparator), command);
    else
        command.argument = argument;
    m_begin += lineEnd;
    m_scanned = 0;
    return step;
}

WireParser::Step WireParser::takeRouted(const Verb &verb, std::string_view argument, std::size_t lineEnd,
                                        WireCommand &command)
{
    const bool hasOrigin = verb.origin == Origin::First;
    bool isUnderstood = true;
    if (verb.verb == WireVerb::Publish) {
        isUnderstood =
            (!verb.hasHeaders || m_headersAllowed) && readRoutedMessage(argument, verb.hasHeaders, hasOrigin, command);
        if (isUnderstood)
            return takeMessage(verb.hasHeaders, lineEnd, command);
    } else if (verb.verb == WireVerb::Subscribe) {
        isUnderstood = readRemoteSubscribe(argument, hasOrigin, command);
    } else if (verb.verb == WireVerb::Unsubscribe) {
        isUnderstood = readRemoteUnsubscribe(argument, command);
    } else {
        command.argument = argument;
    }
    if (!isUnderstood)
        return fail(WireFault::BadArguments);
    m_begin += lineEnd;
    m_scanned = 0;
    return Step::Command;
}

WireParser::Step WireParser::takePublish(std::string_view argument, bool hasHeaders, std::size_t lineEnd,
                                         WireCommand &command)
{
    const Arguments arguments(argument, isBlank); // a CR belongs to the word, as nats-server has it for PUB alone
    const std::size_t fixed = hasHeaders ? 3 : 2;
    if ((hasHeaders && !m_headersAllowed) || arguments.count < fixed || arguments.count > fixed + 1)
        return fail(WireFault::BadArguments);
    command.subject = arguments.words[0];
    if (arguments.count == fixed + 1)
        command.reply = arguments.words[1];
    command.sizeText = arguments.words[arguments.count - 1];
    if (hasHeaders)
        command.headerSizeText = arguments.words[arguments.count - 2];
    return takeMessage(hasHeaders, lineEnd, command);
}

WireParser::Step WireParser::takeMessage(bool hasHeaders, std::size_t lineEnd, WireCommand &command)
{
    const auto size = parseSize(command.sizeText);
    const auto headersSize = hasHeaders ? parseSize(command.headerSizeText) : std::size_t{0};
    if (!size || !headersSize || *headersSize > *size)
        return fail(WireFault::BadArguments);
    if (*size > m_limits.maxPayload)
        return fail(WireFault::PayloadTooLarge);
    return takePayload(*headersSize, *size, lineEnd, command);
}

WireParser::Step WireParser::takePayload(std::size_t headersSize, std::size_t size, std::size_t lineEnd,
                                         WireCommand &command)
{
    const std::string_view text(m_bytes.get() + m_begin, m_end - m_begin);
    const auto end = lineEnd + size;
    if ((text.size() > end && text[end] != '\r') || (text.size() > end + 1 && text[end + 1] != '\n'))
        return fail(WireFault::UnknownOperation);
    if (text.size() < end + 2) {
        m_needed = text.size() <= end ? end + 1 : end + 2; // a wrong CR is told before the LF is there
        return Step::NeedMore;
    }
    command.headers = text.substr(lineEnd, headersSize);
    command.payload = text.substr(lineEnd + headersSize, size - headersSize);
    command.tail = verbatimTail(command, text.substr(0, lineEnd), text.substr(0, end + 2));
    m_begin += end + 2;
    m_scanned = 0;
    m_needed = 0;
    return Step::Command;
}

WireParser::Step WireParser::takeSubscribe(const Arguments &arguments, WireCommand &command)
{
    if (arguments.count != 2 && arguments.count != 3)
        return fail(WireFault::BadArguments);
    command.subject = arguments.words[0];
    command.sid = arguments.words[arguments.count - 1];
    if (arguments.count == 3)
        command.queue = arguments.words[1];
    return Step::Command;
}

WireParser::Step WireParser::takeUnsubscribe(const Arguments &arguments, WireCommand &command)
{
    if (arguments.count != 1 && arguments.count != 2)
        return fail(WireFault::BadArguments);
    command.sid = arguments.words[0];
    if (arguments.count == 2) {
        const auto max = parseSize(arguments.words[1]);
        command.max = max ? static_cast<std::int64_t>(*max) : -1;
    }
    return Step::Command;
}

} // namespace gnat
