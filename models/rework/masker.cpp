// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rework/masker.h"

#include "base/text.h"
#include "base/words.h"
#include "codecs/jsoncodec.h"
#include "codecs/jsonstring.h"
#include "core/headerblock.h"
#include "core/subject.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>

#include <algorithm>
#include <array>

namespace gnat {

namespace {

constexpr qsizetype keyBytes = 32;

QByteArray drawnKey()
{
    std::array<quint32, keyBytes / sizeof(quint32)> words{};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    return {reinterpret_cast<const char *>(words.data()), keyBytes};
}

bool isWildcard(std::string_view token)
{
    return token == "*" || token == ">";
}

/// Marks the tokens of a subject that the pattern's wildcards stand for; whether there are any.
bool marksHidden(std::string_view pattern, const std::vector<std::string_view> &tokens, std::vector<bool> &isHidden)
{
    std::string_view wanted;
    bool hides = false;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (wanted != ">")
            wanted = nextToken(pattern);
        if (!isWildcard(wanted) || isWildcard(tokens[i]))
            continue;
        isHidden[i] = true;
        hides = true;
    }
    return hides;
}

/// Marks what the pattern's wildcards stand for as far as it goes along with the tokens.
void marksBeginning(std::string_view pattern, const std::vector<std::string_view> &tokens, std::vector<bool> &isHidden)
{
    std::string_view wanted;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (wanted != ">") {
            if (!pattern.data())
                return;
            wanted = nextToken(pattern);
        }
        if (isWildcard(wanted))
            isHidden[i] = isHidden[i] || !isWildcard(tokens[i]);
        else if (wanted != tokens[i] && !isWildcard(tokens[i]))
            return;
    }
}

std::vector<std::string_view> tokensOf(std::string_view subject)
{
    std::vector<std::string_view> tokens;
    for (auto rest = subject; rest.data();)
        tokens.push_back(nextToken(rest));
    return tokens;
}

/// A CR or LF by itself: others may take for a line of its own what stands behind it.
bool hasLoneBreak(std::string_view raw)
{
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] == '\r' && raw.substr(i + 1, 1) == "\n")
            ++i;
        else if (raw[i] == '\r' || raw[i] == '\n')
            return true;
    }
    return false;
}

/// "NATS/1.0 503": without words, which nobody looked at.
std::string firstLineOf(const HeaderBlock &block)
{
    return block.status ? "NATS/1.0 " + std::to_string(block.status) : std::string("NATS/1.0");
}

/// Whether the block is its first line and its fields, and nothing else.
bool isAllFields(std::string_view raw, const HeaderBlock &block)
{
    std::size_t lines = 0;
    const auto firstEnd = raw.find("\r\n");
    const auto first = raw.substr(0, firstEnd);
    for (auto at = firstEnd; at != std::string_view::npos && at + 2 < raw.size();) {
        const auto end = raw.find("\r\n", at + 2);
        lines += end != at + 2;
        at = end;
    }
    return lines == block.fields.size() && first.substr(0, first.find_last_not_of(" \t") + 1) == firstLineOf(block);
}

bool equalKeys(std::string_view key, const QString &wanted)
{
    return wanted == u'*' || toText(key).trimmed().compare(wanted, Qt::CaseInsensitive) == 0;
}

/// Leaves of a value that are hidden, in the order in which they stand.
struct HiddenLeaf
{
    const PayloadField *field;
    qsizetype rule;
};

void gatherHidden(const PayloadField &field, const QList<FieldSelector> &rules, QStringList &steps,
                  std::vector<HiddenLeaf> &hidden)
{
    if (field.kind == FieldKind::Map || field.kind == FieldKind::Array) {
        for (const auto &child : field.children) {
            steps << child.key;
            gatherHidden(child, rules, steps, hidden);
            steps.removeLast();
        }
        return;
    }
    const auto rule = std::ranges::find_if(rules, [&](const FieldSelector &r) { return r.covers(steps); });
    if (rule != rules.end())
        hidden.push_back({&field, rule - rules.begin()});
}

} // namespace

Result<Masker> Masker::create(const MaskRules &rules)
{
    Masker masker;
    masker.m_rules = rules;
    masker.m_key = drawnKey();
    for (const auto &text : rules.subjects) {
        const auto pattern = SubjectPattern::parse(text.toStdString());
        if (!pattern)
            return pattern.error();
        if (pattern.value().isLiteral())
            return makeError(
                ErrorKind::InvalidInput,
                Words::tr("“%1” hides nothing: put * or > where the tokens to be hidden stand.").arg(text));
        masker.m_patterns.push_back(pattern.value());
    }
    auto fields = parseFieldSelectors(rules.fields);
    if (!fields)
        return fields.error();
    masker.m_fields = std::move(fields).value();
    for (const auto &rule : rules.subjects + rules.headers + rules.fields)
        masker.m_figures.hits.append({rule, 0});
    return masker;
}

std::string Masker::hidden(std::string_view value, Kind kind) const
{
    if (m_rules.removes)
        return kind == Kind::Token ? "x" : kind == Kind::Number ? "0" : "";
    const auto hash = QMessageAuthenticationCode::hash(toByteArray(value), m_key, QCryptographicHash::Sha256);
    if (kind == Kind::Number) {
        quint32 number = 0;
        for (int i = 0; i < 4; ++i)
            number = number << 8U | static_cast<unsigned char>(hash.at(i));
        return std::to_string(number % 1'000'000'000);
    }
    std::string text = "~";
    for (int i = 0; i < 10; ++i)
        text += static_cast<char>('a' + static_cast<unsigned char>(hash.at(i)) % 26);
    return text;
}

QString Masker::pseudonym(const QString &text) const
{
    return text.isEmpty() ? text : QString::fromStdString(hidden(text.toStdString(), Kind::Token));
}

std::string Masker::maskSubject(std::string_view subject)
{
    const auto tokens = tokensOf(subject);
    std::vector<bool> isHidden(tokens.size());
    for (std::size_t rule = 0; rule < m_patterns.size(); ++rule) {
        if (subjectsOverlap(m_patterns[rule].text(), subject) && marksHidden(m_patterns[rule].text(), tokens, isHidden))
            ++m_figures.hits[static_cast<qsizetype>(rule)].second;
    }
    return joined(tokens, isHidden);
}

std::string Masker::maskPattern(std::string_view pattern) const
{
    const auto tokens = tokensOf(pattern);
    std::vector<bool> isHidden(tokens.size());
    for (const auto &rule : m_patterns)
        marksBeginning(rule.text(), tokens, isHidden);
    return joined(tokens, isHidden);
}

std::string Masker::joined(const std::vector<std::string_view> &tokens, const std::vector<bool> &isHidden) const
{
    std::string out;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        out += i == 0 ? "" : ".";
        out += isHidden[i] ? hidden(tokens[i], Kind::Token) : std::string(tokens[i]);
    }
    return out;
}

std::string Masker::maskHeaders(std::string_view raw)
{
    if (m_rules.headers.isEmpty() || raw.empty())
        return std::string(raw);
    const auto block = HeaderBlock::parse(raw);
    if (!block || hasLoneBreak(raw)) { // what cannot be taken apart cannot be checked
        ++m_figures.emptiedHeaders;
        return {};
    }
    m_figures.cutHeaders += !isAllFields(raw, *block);
    auto out = firstLineOf(*block) + "\r\n";
    for (const auto &field : block->fields) {
        const auto rule =
            std::ranges::find_if(m_rules.headers, [&](const QString &key) { return equalKeys(field.key, key); });
        out.append(field.key).append(": ");
        if (rule == m_rules.headers.end()) {
            out += field.value;
        } else {
            out += hidden(field.value, Kind::Text);
            ++m_figures.hits[m_rules.subjects.size() + (rule - m_rules.headers.begin())].second;
        }
        out += "\r\n";
    }
    return out + "\r\n";
}

std::string Masker::maskPayload(std::string_view payload)
{
    if (m_rules.withoutPayloads)
        return {};
    if (m_fields.isEmpty() || payload.empty())
        return std::string(payload);
    const auto root = JsonCodec().decode(payload);
    if (!root || !isWhole(root.value())) {
        ++(m_rules.keepsOtherBytes ? m_figures.keptPayloads : m_figures.emptiedPayloads);
        return m_rules.keepsOtherBytes ? std::string(payload) : std::string();
    }
    std::vector<HiddenLeaf> leaves;
    QStringList steps;
    gatherHidden(root.value(), m_fields, steps, leaves);
    std::string out;
    std::size_t copied = 0;
    for (const auto &[field, rule] : leaves) {
        const auto value = payload.substr(field->offset, field->size);
        out += payload.substr(copied, field->offset - copied);
        if (field->kind == FieldKind::String)
            out += '"' + hidden(jsonUnescaped(value.substr(1, value.size() - 2)), Kind::Text) + '"';
        else
            out += field->isNumber() ? hidden(value, Kind::Number) : "null";
        copied = field->offset + field->size;
        ++m_figures.hits[m_rules.subjects.size() + m_rules.headers.size() + rule].second;
    }
    return out.append(payload.substr(copied));
}

MaskedMessage Masker::mask(const MessageView &message)
{
    ++m_figures.messages;
    return {maskSubject(message.subject), message.reply.empty() ? std::string() : maskSubject(message.reply),
            maskHeaders(message.headers), maskPayload(message.payload)};
}

} // namespace gnat
