// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"
#include "filter/filtercompletion.h"

#include <cstdint>

namespace gnat {

class CodecRegistry;
class MessageSource;
class SubjectTree;

/// Subjects of a tree and branches as patterns ("shop.orders.>") that continue `prefix`, by one token; at most `most`.
/// Of a node with very many children none is named.
QStringList subjectsWithPrefix(const SubjectTree &tree, const QString &prefix, qsizetype most);
/// Subjects that hold `part` anywhere, without regard to (ASCII) case, with `*` for what is folded; the shortest of the
/// first 10,000 that were found first. All subjects are looked at: a million in some milliseconds.
QStringList subjectsWith(const SubjectTree &tree, const QString &part, qsizetype most);

/// What a filter can speak of, learned from the newest messages of a source: field names and header keys. Looks at a
/// few dozen messages at most once a second, when asked. GUI thread.
class FilterWords
{
public:
    explicit FilterWords(const CodecRegistry &codecs) : m_codecs(codecs) {}

    /// `source` and `tree` may be null; they, `connections` and this must outlive the answer.
    FilterVocabulary vocabulary(MessageSource *source, const SubjectTree *tree,
                                std::function<QStringList()> connections);

private:
    void learn(MessageSource *source);
    void learnFrom(const MessageView &message);

    const CodecRegistry &m_codecs;
    const MessageSource *m_source = nullptr; ///< only compared
    std::uint64_t m_learnedTo = 0;
    std::int64_t m_learnedNs = 0;
    QList<FilterField> m_fields;
    QStringList m_headerKeys;
};

} // namespace gnat
