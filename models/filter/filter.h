// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"
#include "core/result.h"

#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace gnat {

/// Where a filter text is wrong, for the field that shows it.
struct FilterError
{
    QString message; ///< "> must be last"
    int position = 0;
    int length = 0;
};

/// A compiled filter: terms joined by AND as ui.md 4.1 says — `shop.orders.*` subject pattern, `pump` text, `"exact
/// text"`, `/regex/`, `size>1k`, `h:key=value`, `@connection`, `!` before a term, `or` and parentheses. Immutable,
/// cheap to copy, thread-safe. An empty filter accepts everything.
class Filter
{
public:
    /// Finds a connection's name for `@name` terms; called while compiling.
    using FindConnection = std::function<SourceId(const QString &name)>;

    Filter();
    /// Nothing and `*error` filled if the text is wrong.
    static std::optional<Filter> compile(const QString &text, FilterError *error, const FindConnection &find = {});

    bool accepts(const MessageView &message) const;
    /// For the tree: could a message on this subject pass, as far as subject terms say?
    bool acceptsSubject(std::string_view subject) const;
    bool isEmpty() const;
    const QString &text() const { return m_text; }

    struct Node;

private:
    std::shared_ptr<const Node> m_root;
    QString m_text;
};

} // namespace gnat
