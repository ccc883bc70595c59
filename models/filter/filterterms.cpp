// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/filterterms_p.h"

#include "base/text.h"
#include "core/headerblock.h"
#include "filter/textsearch_p.h"
#include "filter/wordsearch_p.h"

#include <algorithm>

namespace gnat {

namespace {

SubjectVerdict verdict(bool isYes)
{
    return isYes ? SubjectVerdict::Yes : SubjectVerdict::No;
}

class PatternTerm final : public FilterNode
{
public:
    explicit PatternTerm(SubjectPattern pattern) : m_pattern(std::move(pattern)) {}
    bool accepts(const MessageView &message) const override { return m_pattern.matches(message.subject); }
    SubjectVerdict judge(std::string_view subject, SourceId /*source*/) const override
    {
        return verdict(m_pattern.matches(subject));
    }
    bool isOfSubject() const override { return true; }
    int cost() const override { return 2; }

private:
    SubjectPattern m_pattern;
};

/// TextSearch knows only the case of ASCII letters: one search for each way to write the others. Of more than three
/// such letters only all small, all large and as typed.
std::vector<TextSearch> searchesFor(const QString &text)
{
    const auto letters = text.toUcs4();
    std::vector<qsizetype> cased;
    for (qsizetype i = 0; i < letters.size(); ++i) {
        if (letters[i] > 127 && QChar::toLower(letters[i]) != QChar::toUpper(letters[i]))
            cased.push_back(i);
    }
    constexpr std::size_t mostCased = 3;
    const bool isShort = cased.size() <= mostCased;
    const unsigned ways = 1U << (isShort ? cased.size() : mostCased);
    std::vector<TextSearch> searches;
    for (unsigned way = 0; way < ways; way += isShort ? 1 : ways - 1) { // a bit for each letter: large
        auto written = letters;
        for (std::size_t i = 0; i < cased.size(); ++i) {
            auto &letter = written[cased[i]];
            letter = (way >> std::min(i, mostCased - 1) & 1U) != 0 ? QChar::toUpper(letter) : QChar::toLower(letter);
        }
        searches.emplace_back(
            QString::fromUcs4(reinterpret_cast<const char32_t *>(written.data()), written.size()).toStdString());
    }
    if (!isShort)
        searches.emplace_back(text.toStdString());
    return searches;
}

class TextTerm final : public FilterNode
{
public:
    explicit TextTerm(const QString &text) : m_searches(searchesFor(text)) {}
    bool accepts(const MessageView &message) const override { return isIn(message.subject) || isIn(message.payload); }
    SubjectVerdict judge(std::string_view subject, SourceId /*source*/) const override
    {
        return isIn(subject) ? SubjectVerdict::Yes : SubjectVerdict::Maybe;
    }
    int cost() const override { return 4; }

private:
    bool isIn(std::string_view bytes) const
    {
        return std::ranges::any_of(m_searches, [bytes](const TextSearch &search) { return search.isIn(bytes); });
    }

    std::vector<TextSearch> m_searches;
};

class WordTerm final : public FilterNode
{
public:
    WordTerm(const QString &text, bool isBeginning)
        : m_searches(searchesFor(text)), m_word{text.toStdString(), isBeginning}
    {
    }
    bool accepts(const MessageView &message) const override
    {
        return std::ranges::any_of(m_searches, [&](const TextSearch &search) {
            return isWordIn(message.payload, search, m_word.isBeginning);
        });
    }
    void addRequiredWords(PayloadWords &words) const override { words.push_back(m_word); }
    int cost() const override { return 4; }

private:
    std::vector<TextSearch> m_searches;
    PayloadWord m_word;
};

class RegexTerm final : public FilterNode
{
public:
    explicit RegexTerm(QRegularExpression regex) : m_regex(std::move(regex)) { m_regex.optimize(); }
    bool accepts(const MessageView &message) const override { return isIn(message.subject) || isIn(message.payload); }
    SubjectVerdict judge(std::string_view subject, SourceId /*source*/) const override
    {
        return isIn(subject) ? SubjectVerdict::Yes : SubjectVerdict::Maybe;
    }
    int cost() const override { return 6; }

private:
    /// Bytes that are not UTF-8 count as Latin-1, so that every byte can be searched for.
    bool isIn(std::string_view bytes) const
    {
        const auto size = static_cast<qsizetype>(bytes.size());
        const auto text = isUtf8(bytes) ? toText(bytes) : QString::fromLatin1(bytes.data(), size);
        return m_regex.match(text).hasMatch();
    }

    QRegularExpression m_regex;
};

class SizeTerm final : public FilterNode
{
public:
    SizeTerm(Comparison comparison, quint64 bytes) : m_comparison(comparison), m_bytes(bytes) {}
    bool accepts(const MessageView &message) const override
    {
        return compares<quint64>(message.payload.size(), m_comparison, m_bytes);
    }

private:
    Comparison m_comparison;
    quint64 m_bytes;
};

class HeaderTerm final : public FilterNode
{
public:
    explicit HeaderTerm(const QString &key) : m_key(key.toStdString()), m_keySize(key.toStdString().size()) {}
    explicit HeaderTerm(const ComparisonParts &parts) : HeaderTerm(parts.name)
    {
        m_comparison = parts.comparison;
        m_value = parts.value.toStdString();
        bool isNumber = false;
        if (const double number = parts.value.toDouble(&isNumber); isNumber && !parts.isValueQuoted)
            m_number = number;
    }

    bool accepts(const MessageView &message) const override
    {
        if (message.headers.empty())
            return false;
        const auto block = HeaderBlock::parse(message.headers);
        return block && std::any_of(block->fields.begin(), block->fields.end(),
                                    [this](const HeaderField &field) { return isKey(field.key) && fits(field.value); });
    }
    int cost() const override { return 3; }

private:
    bool isKey(std::string_view key) const { return key.size() == m_keySize && m_key.isIn(key); }

    bool fits(std::string_view value) const
    {
        if (!m_value)
            return true;
        const bool isOrder = m_comparison != Comparison::Equal && m_comparison != Comparison::NotEqual;
        if (!isOrder || !m_number)
            return compares<std::string_view>(value, m_comparison, *m_value);
        bool isNumber = false;
        const double number = toByteArray(value).toDouble(&isNumber);
        return isNumber && compares(number, m_comparison, *m_number);
    }

    TextSearch m_key;
    std::size_t m_keySize;
    std::optional<std::string> m_value;
    std::optional<double> m_number;
    Comparison m_comparison = Comparison::Equal;
};

class SourceTerm final : public FilterNode
{
public:
    explicit SourceTerm(SourceId source) : m_source(source) {}
    bool accepts(const MessageView &message) const override { return message.source == m_source; }
    SubjectVerdict judge(std::string_view /*subject*/, SourceId source) const override
    {
        return source.isNone() ? SubjectVerdict::Maybe : verdict(source == m_source);
    }
    bool isOfSubject() const override { return true; }

private:
    SourceId m_source;
};

class ReplySubjectTerm final : public FilterNode
{
public:
    explicit ReplySubjectTerm(SubjectPattern pattern) : m_pattern(std::move(pattern)) {}
    bool accepts(const MessageView &message) const override
    {
        return !message.reply.empty() && m_pattern.matches(message.reply);
    }
    int cost() const override { return 2; }

private:
    SubjectPattern m_pattern;
};

class SubscriptionTerm final : public FilterNode
{
public:
    explicit SubscriptionTerm(std::vector<SubscriptionId> subscriptions) : m_subscriptions(std::move(subscriptions)) {}
    bool accepts(const MessageView &message) const override
    {
        return std::ranges::find(m_subscriptions, message.subscription) != m_subscriptions.end();
    }

private:
    std::vector<SubscriptionId> m_subscriptions;
};

class NumberTerm final : public FilterNode
{
public:
    NumberTerm(Comparison comparison, quint64 number) : m_comparison(comparison), m_number(number) {}
    bool accepts(const MessageView &message) const override
    {
        return compares<quint64>(message.sequence, m_comparison, m_number);
    }

private:
    Comparison m_comparison;
    quint64 m_number;
};

} // namespace

FilterNodePtr makePatternTerm(SubjectPattern pattern)
{
    return std::make_unique<PatternTerm>(std::move(pattern));
}

FilterNodePtr makeTextTerm(const QString &text)
{
    return std::make_unique<TextTerm>(text);
}

FilterNodePtr makeWordTerm(const QString &text, bool isBeginning)
{
    return std::make_unique<WordTerm>(text, isBeginning);
}

FilterNodePtr makeRegexTerm(const QRegularExpression &regex)
{
    return std::make_unique<RegexTerm>(regex);
}

FilterNodePtr makeSizeTerm(Comparison comparison, quint64 bytes)
{
    return std::make_unique<SizeTerm>(comparison, bytes);
}

FilterNodePtr makeHeaderTerm(const QString &key)
{
    return std::make_unique<HeaderTerm>(key);
}

FilterNodePtr makeHeaderTerm(const ComparisonParts &parts)
{
    return std::make_unique<HeaderTerm>(parts);
}

FilterNodePtr makeSourceTerm(SourceId source)
{
    return std::make_unique<SourceTerm>(source);
}

FilterNodePtr makeReplySubjectTerm(SubjectPattern pattern)
{
    return std::make_unique<ReplySubjectTerm>(std::move(pattern));
}

FilterNodePtr makeSubscriptionTerm(std::vector<SubscriptionId> subscriptions)
{
    return std::make_unique<SubscriptionTerm>(std::move(subscriptions));
}

FilterNodePtr makeNumberTerm(Comparison comparison, quint64 number)
{
    return std::make_unique<NumberTerm>(comparison, number);
}

QRegularExpression makeFilterRegex(const QString &pattern, qsizetype *errorOffset, bool regardsCase)
{
    const auto limit = QStringLiteral("(*LIMIT_MATCH=100000)"); // PCRE2: gives up instead of trying for ever
    QRegularExpression regex(limit + pattern, regardsCase ? QRegularExpression::NoPatternOption
                                                          : QRegularExpression::CaseInsensitiveOption);
    if (!regex.isValid())
        *errorOffset = std::clamp<qsizetype>(regex.patternErrorOffset() - limit.size(), 0, pattern.size());
    return regex;
}

} // namespace gnat
