// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"
#include "core/subjectpattern.h"
#include "rework/fieldselector.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <string>
#include <vector>

namespace gnat {

/// What is hidden before a recording is shared.
struct MaskRules
{
    QStringList subjects;         ///< patterns; the tokens that `*` and `>` stand for are hidden
    QStringList headers;          ///< keys whose values are hidden; `*`: all
    QStringList fields;           ///< of JSON payloads, see FieldSelector
    bool removes = false;         ///< empty values instead of pseudonyms (tokens of subjects become `x`)
    bool withoutPayloads = false; ///< all payloads are emptied
    bool keepsOtherBytes = false; ///< payloads that are not JSON stay although fields are hidden
};

/// How often each rule found something.
struct MaskFigures
{
    quint64 messages = 0;
    QList<std::pair<QString, quint64>> hits; ///< in the order of the rules
    quint64 emptiedPayloads = 0;             ///< were not JSON, so that fields could not be hidden in them
    quint64 keptPayloads = 0;                ///< the same, kept as asked
    quint64 emptiedHeaders = 0;              ///< blocks that could not be taken apart
    quint64 cutHeaders = 0; ///< blocks that lost what is no header: the words of a status, broken lines
};

/// A message after masking.
struct MaskedMessage
{
    std::string subject;
    std::string reply;
    std::string headers;
    std::string payload;
};

/// Hides values in messages. A value gets the same pseudonym wherever it stands, by a key that is drawn for each Masker
/// and forgotten with it: equal stays equal within a recording, and nobody can find the value by trying. Numbers become
/// other numbers, text becomes `~` and ten letters, true, false and null become null. Plain; one thread.
class Masker
{
public:
    /// The error names the rule that is wrong.
    static Result<Masker> create(const MaskRules &rules);

    MaskedMessage mask(const MessageView &message);
    std::string maskSubject(std::string_view subject);
    /// A subscription's pattern, whose wildcards stay. Of a rule it is enough that it begins like the pattern: whoever
    /// subscribes to users.bob names what `users.*.email` is to hide. Not counted.
    std::string maskPattern(std::string_view pattern) const;
    /// For names: of a connection, a server.
    QString pseudonym(const QString &text) const;
    const MaskFigures &figures() const { return m_figures; }

private:
    enum class Kind { Token, Text, Number };

    Masker() = default;
    std::string joined(const std::vector<std::string_view> &tokens, const std::vector<bool> &isHidden) const;
    std::string hidden(std::string_view value, Kind kind) const;
    std::string maskHeaders(std::string_view raw);
    std::string maskPayload(std::string_view payload);

    MaskRules m_rules;
    QByteArray m_key;
    std::vector<SubjectPattern> m_patterns;
    QList<FieldSelector> m_fields;
    MaskFigures m_figures;
};

} // namespace gnat
