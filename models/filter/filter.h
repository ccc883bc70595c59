// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchangeverdict.h"
#include "core/messagebatch.h"
#include "core/result.h"
#include "flow/payloadword.h"

#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace gnat {

/// Where a filter text is wrong, for the field that shows it. The place lies within the text.
struct FilterError
{
    QString message; ///< "> must be last"
    int position = 0;
    int length = 0;

    friend bool operator==(const FilterError &, const FilterError &) = default;
};

/// How a text is read where subjects are looked for and no message is at hand: the tree's search line. Texts and
/// regular expressions are searched in the subject alone. Terms on which a subject alone does not decide count as not
/// written.
struct SubjectReading
{
    bool regardsCase = false;                ///< in texts and regular expressions
    std::vector<FilterError> undecided = {}; ///< filled while compiling: these terms, where they stand, with a sentence
};

/// What a text means beyond itself.
struct FilterContext
{
    /// Finds a connection by its name for `@name` terms; called while compiling. None: there are no connections.
    std::function<SourceId(const QString &name)> findConnection = {};
    /// Where `last:5m` counts back from, ns since 1970 UTC: a recording's end. 0: the present.
    std::int64_t nowNs = 0;
    /// The subscriptions to this pattern, for `sub:` terms; called while compiling. None: no message tells its own.
    std::function<std::vector<SubscriptionId>(const QString &pattern)> findSubscriptions = {};
    /// What is known of requests and replies (MessageSource::exchanges()); asked while filtering. Not null.
    FindExchange findExchange = exchangeByShape;
    /// Null: the text is about messages. Used while compiling only.
    SubjectReading *subjects = nullptr;
    /// In a recording, where messages tell by which subscription they came and not their connection: the subscriptions
    /// of all connections of this name; nothing: there is none. Goes before findConnection.
    std::function<std::optional<std::vector<SubscriptionId>>(const QString &name)> findRecordedConnection = {};
};

/// A compiled filter. Immutable, cheap to copy, thread-safe; terms that judge only the subject allocate nothing. An
/// empty filter accepts everything.
///
///   filter   = [ any ]
///   any      = all { ( "or" | "||" ) all }
///   all      = term { [ "and" | "&&" ] term }
///   term     = { "!" | "not" } ( "(" any ")" | word | quoted | "/" regex "/" )
///   word     = pattern | text | name op value | "h:" key [ op value ] | "size" op bytes | "time" op moment
///            | "last:" duration | "no" op number | "subject:" pattern
///            | "reply:" pattern | "sub:" pattern | "@" connection | "is:" kind | "format:" name
///            | "word:" text [ "*" ]
///   op       = "=" | "==" | "!=" | "<" | "<=" | ">" | ">="   (blanks may stand around it)
///   quoted   = '"' … '"'     \" is a quote, \\ a backslash; takes their meaning from the signs between, also in a word
///
/// A word is a pattern if it holds a dot or is `*` or `>`, else text. Text and regex are searched in the subject and in
/// all payload bytes, without regard to case. A name is a path into the decoded payload: `a.b`, `a[0]` or `a.0`, `a[]`
/// for any element; what is not there meets no comparison. Numbers compare as numbers; a value in quotes is text.
class Filter
{
public:
    Filter();
    /// Nothing and `*error` filled if the text is wrong.
    static std::optional<Filter> compile(const QString &text, FilterError *error, const FilterContext &context = {});

    bool accepts(const MessageView &message) const;
    /// Could a message on this subject pass, as far as subject terms say? `source`: of this connection, if known.
    bool acceptsSubject(std::string_view subject, SourceId source = {}) const;
    /// Whether the subject alone says if a message passes.
    bool isDecidedBy(std::string_view subject) const;
    /// Whether a message may pass later that does not now, or the other way round: once more is known of its exchange.
    bool isOfExchanges() const;
    /// What the payload of every message that passes holds, as far as `word:` terms say.
    PayloadWords requiredWords() const;
    bool isEmpty() const;
    const QString &text() const { return m_text; }

    struct Node;

private:
    std::shared_ptr<const Node> m_root;
    QString m_text;
};

} // namespace gnat
