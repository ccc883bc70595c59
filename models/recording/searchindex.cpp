// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/searchindex.h"

#include "recording/recordingreader.h"
#include "recording/searchindex_p.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace gnat {

namespace {

bool isSeparator(char c)
{
    return static_cast<unsigned char>(c) < 0x80 && !isAsciiOfWord(c);
}

bool isAscii(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// FTS5's question for the parts of the words that are whole tokens of its tokenizer, too. Empty: there is none.
std::string questionFor(const PayloadWords &words)
{
    std::string question;
    for (const auto &[text, isBeginning] : words) {
        for (auto begin = text.begin(); begin != text.end();) {
            begin = std::find_if_not(begin, text.end(), isSeparator);
            const auto end = std::find_if(begin, text.end(), isSeparator);
            const std::string token(begin, end);
            if (!token.empty() && isAscii(token))
                question +=
                    (question.empty() ? "\"" : " AND \"") + token + (isBeginning && end == text.end() ? "\"*" : "\"");
            begin = end;
        }
    }
    return question;
}

/// Ids of a query, one ahead.
class Ids
{
public:
    explicit Ids(sqlite::Statement statement) : m_statement(std::move(statement)) {}

    sqlite::Statement &statement() { return m_statement; }
    Result<void> next()
    {
        const auto more = m_statement.step();
        if (!more)
            return more.error();
        m_id = more.value() ? std::optional(m_statement.number(0)) : std::nullopt;
        return {};
    }
    std::optional<std::int64_t> id() const { return m_id; }

private:
    sqlite::Statement m_statement;
    std::optional<std::int64_t> m_id;
};

/// Two ascending or descending rows of ids as one.
Result<void> merge(Ids &one, Ids &other, bool isDescending, const std::function<bool(quint64)> &visit)
{
    for (auto *ids : {&one, &other}) {
        if (auto done = ids->next(); !done)
            return done;
    }
    while (one.id() || other.id()) {
        const bool isOne =
            !other.id() || (one.id() && (isDescending ? *one.id() > *other.id() : *one.id() < *other.id()));
        auto &from = isOne ? one : other;
        if (!visit(static_cast<quint64>(*from.id()) - 1))
            return {};
        if (auto done = from.next(); !done)
            return done;
    }
    return {};
}

} // namespace

struct SearchIndex::Private
{
    sqlite::Database database;
    SearchIndexFacts facts;

    Result<Ids> ids(const char *sql, quint64 end) const
    {
        auto statement = database.prepare(sql);
        if (!statement)
            return statement.error();
        statement.value().bind(1, static_cast<qint64>(end));
        return Ids(std::move(statement).value());
    }
    Result<void> visitCovered(const std::string &question, bool isDescending, quint64 end,
                              const std::function<bool(quint64)> &visit) const;
};

Result<void> SearchIndex::Private::visitCovered(const std::string &question, bool isDescending, quint64 end,
                                                const std::function<bool(quint64)> &visit) const
{
    auto holding = ids(isDescending ? "SELECT rowid FROM words WHERE words MATCH ?2 AND rowid <= ?1 ORDER BY rowid DESC"
                                    : "SELECT rowid FROM words WHERE words MATCH ?2 AND rowid <= ?1 ORDER BY rowid",
                       end);
    auto unindexed = ids(isDescending ? "SELECT id FROM unindexed WHERE id <= ?1 ORDER BY id DESC"
                                      : "SELECT id FROM unindexed WHERE id <= ?1 ORDER BY id",
                         end);
    if (!holding || !unindexed)
        return holding ? unindexed.error() : holding.error();
    holding.value().statement().bindText(2, std::string_view(question));
    return merge(holding.value(), unindexed.value(), isDescending, visit);
}

QString searchIndexPath(const QString &recording)
{
    return recording + QStringLiteral("-search");
}

bool SearchIndex::isOfUse(const PayloadWords &words)
{
    return !questionFor(words).empty();
}

SearchIndex::SearchIndex(std::unique_ptr<Private> p) : d(std::move(p)) {}
SearchIndex::SearchIndex(SearchIndex &&) noexcept = default;
SearchIndex &SearchIndex::operator=(SearchIndex &&) noexcept = default;
SearchIndex::~SearchIndex() = default;

void SearchIndex::interrupt() const
{
    d->database.interrupt();
}

std::optional<SearchIndex> SearchIndex::find(const RecordingReader &recording)
{
    const auto path = searchIndexPath(recording.path());
    if (!QFileInfo::exists(path))
        return std::nullopt;
    auto database = sqlite::Database::open(path, sqlite::OpenMode::Read);
    if (!database)
        return std::nullopt;
    searchindex::Origin origin;
    SearchIndexFacts facts;
    const auto read =
        sqlite::eachRow(database.value(), "SELECT started_ns, first_ns, last_ns, messages, unindexed FROM origin",
                        [&](const sqlite::Statement &row) {
                            origin = {row.number(0), row.number(1), row.number(2), static_cast<quint64>(row.number(3))};
                            facts = {origin.messages, static_cast<quint64>(row.number(4)), QFileInfo(path).size()};
                        });
    if (!read || facts.messages == 0 || searchindex::originOf(recording, facts.messages) != origin)
        return std::nullopt;
    return SearchIndex(std::make_unique<Private>(Private{std::move(database).value(), facts}));
}

Result<void> SearchIndex::visit(const PayloadWords &words, Order order, quint64 end,
                                const std::function<bool(quint64)> &visit) const
{
    const auto question = questionFor(words);
    const auto covered = std::min(end, d->facts.messages);
    bool isWanted = true;
    const auto look = [&](quint64 row) {
        return isWanted = visit(row);
    };
    if (order == Order::NewestFirst) {
        for (auto row = end; row > covered && isWanted; --row)
            look(row - 1);
        return isWanted ? d->visitCovered(question, true, covered, look) : Result<void>();
    }
    if (auto done = d->visitCovered(question, false, covered, look); !done)
        return done;
    for (auto row = covered; row < end && isWanted; ++row)
        look(row);
    return {};
}

} // namespace gnat
