// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/filtercompletion.h"

#include "base/words.h"
#include "filter/filterfor.h"
#include "filter/filterlexer_p.h"
#include "filter/filterterms_p.h"

#include <algorithm>
#include <array>

namespace gnat {

namespace {

struct TermRange
{
    int position = 0;
    int length = 0;
    QString typed;       ///< from its beginning to the cursor
    bool isOpen = false; ///< the cursor stands in quotes or in a regular expression
};

bool isBetweenTerms(QChar c)
{
    return c.isSpace() || c == u'(' || c == u')';
}

/// The term that the cursor stands in or behind.
TermRange termAt(const QString &text, int cursor)
{
    int begin = 0;
    QChar mark; // that must come before a blank ends the term
    for (int at = 0; at < cursor; ++at) {
        const auto c = text[at];
        if (!mark.isNull() && c == u'\\')
            ++at;
        else if (!mark.isNull())
            mark = c == mark ? QChar() : mark;
        else if (c == u'"' || (c == u'/' && at == begin))
            mark = c;
        else if (isBetweenTerms(c) || (c == u'!' && at == begin))
            begin = at + 1;
    }
    int end = cursor;
    while (end < text.size() && !isBetweenTerms(text[end]) && mark.isNull())
        ++end;
    return {begin, end - begin, text.mid(begin, cursor - begin), !mark.isNull()};
}

class Completing
{
public:
    Completing(const QString &typed, const FilterVocabulary &vocabulary) : m_typed(typed), m_vocabulary(vocabulary) {}

    QList<FilterCompletion> run()
    {
        if (hasPrefix(QStringLiteral("h:")))
            headers();
        else if (hasPrefix(QStringLiteral("@")))
            connections();
        else if (hasPrefix(QStringLiteral("is:")))
            keywords(kinds);
        else if (hasPrefix(QStringLiteral("format:")))
            formats();
        else if (hasPrefix(QStringLiteral("subject:")))
            subjects(m_typed.mid(8));
        else if (hasPrefix(QStringLiteral("sub:")))
            subscriptions();
        else
            any();
        return std::move(m_list);
    }

private:
    struct Keyword
    {
        const char *text;
        const char *hint;
    };
    static constexpr std::array keyWords = {
        Keyword{"is:request", QT_TRANSLATE_NOOP("Words", "asks for a reply")},
        Keyword{"is:reply", QT_TRANSLATE_NOOP("Words", "answers a request")},
        Keyword{"is:timeout", QT_TRANSLATE_NOOP("Words", "got no answer in time")},
        Keyword{"size>", QT_TRANSLATE_NOOP("Words", "payload bytes: size>1k")},
        Keyword{"time>", QT_TRANSLATE_NOOP("Words", "time of day or date: time>14:03")},
        Keyword{"last:", QT_TRANSLATE_NOOP("Words", "not older than: last:5m")},
        Keyword{"format:", QT_TRANSLATE_NOOP("Words", "payload format: format:json")},
        Keyword{"h:", QT_TRANSLATE_NOOP("Words", "header: h:trace-id, h:trace-id=7b")},
        Keyword{"no>", QT_TRANSLATE_NOOP("Words", "number of a message: no>1204")},
        Keyword{"subject:", QT_TRANSLATE_NOOP("Words", "subject pattern: subject:blob")},
        Keyword{"reply:", QT_TRANSLATE_NOOP("Words", "subject for replies: reply:_INBOX.>")},
        Keyword{"word:", QT_TRANSLATE_NOOP("Words", "whole word in the payload: word:pump, word:over*")},
        Keyword{"sub:", QT_TRANSLATE_NOOP("Words", "came by a subscription: sub:shop.>")},
    };
    static constexpr std::array kinds = {keyWords[0], keyWords[1], keyWords[2]};

    bool hasPrefix(const QString &prefix) const { return m_typed.startsWith(prefix); }

    static bool begins(const QString &text, const QString &with) { return text.startsWith(with, Qt::CaseInsensitive); }

    void add(const QString &text, FilterCompletion::Kind kind, const QString &hint = {})
    {
        const auto isThere = [&](const FilterCompletion &known) {
            return known.text == text;
        };
        if (!text.isEmpty() && text != m_typed && std::ranges::none_of(m_list, isThere))
            m_list.append({text, kind, hint});
    }

    template <typename List>
    void keywords(const List &words)
    {
        for (const auto &word : words) {
            if (m_vocabulary.isOfSubjects && QLatin1String(word.text) != QLatin1String("subject:"))
                continue;
            if (begins(QLatin1String(word.text), m_typed))
                add(QLatin1String(word.text), FilterCompletion::Keyword, Words::tr(word.hint));
        }
    }

    void headers()
    {
        const auto keys = m_vocabulary.headerKeys ? m_vocabulary.headerKeys() : QStringList();
        for (const auto &key : keys) {
            if (begins(key, m_typed.mid(2)))
                add(filterForHeader(key), FilterCompletion::Header);
        }
    }

    void connections()
    {
        const auto names = m_vocabulary.connections ? m_vocabulary.connections() : QStringList();
        for (const auto &name : names) {
            if (begins(name, m_typed.mid(1)))
                add(filterForConnection(name), FilterCompletion::Connection);
        }
    }

    void subscriptions()
    {
        const auto patterns = m_vocabulary.subscriptions ? m_vocabulary.subscriptions() : QStringList();
        for (const auto &pattern : patterns) {
            if (begins(pattern, m_typed.mid(4)))
                add(filterForSubscription(pattern), FilterCompletion::Subscription);
        }
    }

    void formats()
    {
        const auto names = filterFormats();
        for (const auto &name : names) {
            if (begins(name, m_typed.mid(7)))
                add(filterForFormat(name), FilterCompletion::Format);
        }
    }

    void subjects(const QString &prefix)
    {
        const auto found = m_vocabulary.subjects ? m_vocabulary.subjects(prefix) : QStringList();
        for (const auto &subject : found)
            add(filterForPattern(subject), FilterCompletion::Subject);
    }

    /// Names that begin with what is typed, then those of which a member does.
    void fields()
    {
        const auto all = m_vocabulary.fields ? m_vocabulary.fields() : QList<FilterField>();
        for (const bool isInside : {false, true}) {
            for (const auto &field : all) {
                const bool fits =
                    isInside ? field.path.contains(u'.' + m_typed, Qt::CaseInsensitive) : begins(field.path, m_typed);
                if (fits)
                    add(filterForFieldName(field.path) + (field.isNumber ? u'>' : u'='), FilterCompletion::Field);
            }
        }
    }

    void any()
    {
        const bool isName = std::ranges::all_of(m_typed, isFilterNameCharacter);
        if (m_typed.isEmpty() || !(isName || m_typed.contains(u'.')))
            return;
        if (isName)
            keywords(keyWords);
        if (isName)
            fields();
        subjects(m_typed);
    }

    const QString &m_typed;
    const FilterVocabulary &m_vocabulary;
    QList<FilterCompletion> m_list;
};

} // namespace

FilterCompletions completeFilter(const QString &text, int cursor, const FilterVocabulary &vocabulary, qsizetype most)
{
    const auto term = termAt(text, std::clamp<int>(cursor, 0, static_cast<int>(text.size())));
    FilterCompletions completions{term.position, term.length, {}};
    if (!term.isOpen && !term.typed.isEmpty())
        completions.list = Completing(term.typed, vocabulary).run().mid(0, most);
    return completions;
}

} // namespace gnat
