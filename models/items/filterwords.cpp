// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/filterwords.h"

#include "base/text.h"
#include "codecs/fieldpath.h"
#include "core/clock.h"
#include "core/headerblock.h"
#include "flow/messagesource.h"
#include "traffic/subjecttree.h"

#include <algorithm>

namespace gnat {

namespace {

constexpr quint64 newestMessages = 50;
constexpr std::size_t largestPayload = 16'384;
constexpr std::int64_t learnEachNs = 1'000'000'000;
constexpr qsizetype mostWords = 500; ///< of each kind; an array's elements count once
constexpr std::size_t mostChildren = 20'000;
constexpr std::size_t mostCompared = 10'000; ///< subjects that were found, for the shortest of them

/// The names at and below a field that have a value; array elements as "[]".
void addFields(const PayloadField &field, const QString &path, QList<FilterField> &into)
{
    if (into.size() >= mostWords)
        return;
    if (field.children.empty()) {
        const auto isKnown = [&](const FilterField &known) {
            return known.path == path;
        };
        if (!path.isEmpty() && std::ranges::none_of(into, isKnown))
            into.append({path, field.isNumber()});
        return;
    }
    if (field.kind == FieldKind::Array) {
        addFields(field.children.front(), path + QStringLiteral("[]"), into);
        return;
    }
    for (const auto &child : field.children)
        addFields(child, childPath(path, child), into);
}

void addChildren(const SubjectTree &tree, NodeIndex parent, const QString &path, const std::string &begin,
                 QStringList &into)
{
    if (tree.childCount(parent) > mostChildren)
        return;
    for (const auto child : tree.children(parent)) {
        const auto token = tree.token(child);
        if (!token.starts_with(begin) || !isUtf8(token))
            continue;
        const auto subject = path + toText(token);
        if (tree.isSubject(child))
            into << subject;
        if (tree.childCount(child) > 0)
            into << subject + QStringLiteral(".>");
    }
}

} // namespace

QStringList subjectsWithPrefix(const SubjectTree &tree, const QString &prefix, qsizetype most)
{
    const auto dot = prefix.lastIndexOf(u'.');
    const auto path = prefix.left(dot + 1);
    const auto parent = prefix.left(std::max<qsizetype>(dot, 0)).toStdString();
    const auto begin = prefix.mid(dot + 1).toStdString();
    QStringList found;
    for (const auto source : tree.children(SubjectTree::root)) {
        const auto node = parent.empty() ? source : tree.find(tree.source(source), parent);
        if (node != SubjectTree::root)
            addChildren(tree, node, path, begin, found);
    }
    found.sort();
    found.removeDuplicates();
    return found.mid(0, most);
}

QStringList subjectsWith(const SubjectTree &tree, const QString &part, qsizetype most)
{
    QStringList found;
    auto hits = tree.containing(part.toStdString());
    hits.resize(std::min(hits.size(), mostCompared));
    for (const auto node : hits) {
        const auto pattern = tree.isInbox(node) ? std::string() : tree.pattern(node);
        if (!pattern.empty() && isUtf8(pattern))
            found << toText(pattern);
    }
    std::ranges::stable_sort(found, {}, &QString::size);
    found.removeDuplicates(); // of several connections
    return found.mid(0, most);
}

FilterVocabulary FilterWords::vocabulary(MessageSource *source, const SubjectTree *tree,
                                         std::function<QStringList()> connections)
{
    constexpr qsizetype mostSubjects = 30;
    FilterVocabulary words;
    words.fields = [this, source] {
        learn(source);
        return m_fields;
    };
    words.headerKeys = [this, source] {
        learn(source);
        return m_headerKeys;
    };
    if (tree) {
        words.subjects = [tree](const QString &prefix) {
            return subjectsWithPrefix(*tree, prefix, mostSubjects);
        };
        words.subjectsWith = [tree](const QString &part) {
            return subjectsWith(*tree, part, mostSubjects);
        };
    }
    words.connections = std::move(connections);
    return words;
}

void FilterWords::learn(MessageSource *source)
{
    if (!source)
        return;
    if (source != m_source) {
        m_source = source;
        m_fields.clear();
        m_headerKeys.clear();
        m_learnedNs = 0;
    }
    const auto now = monotonicNanoseconds();
    if (m_learnedNs != 0 && (now - m_learnedNs < learnEachNs || m_learnedTo == source->end()))
        return;
    m_learnedNs = now;
    m_learnedTo = source->end();
    const auto from = source->end() - std::min(newestMessages, source->count());
    for (auto position = source->end(); position > from; --position) {
        if (const auto message = source->at(position - 1); !message.isEmpty())
            learnFrom(message.view());
    }
}

void FilterWords::learnFrom(const MessageView &message)
{
    if (const auto headers = HeaderBlock::parse(message.headers)) {
        for (const auto &field : headers->fields) {
            if (const auto key = toText(field.key); m_headerKeys.size() < mostWords && !m_headerKeys.contains(key))
                m_headerKeys << key;
        }
    }
    if (message.payload.size() > largestPayload)
        return;
    if (const auto root = m_codecs.guess(message.payload).decode(message.payload))
        addFields(root.value(), {}, m_fields);
}

} // namespace gnat
