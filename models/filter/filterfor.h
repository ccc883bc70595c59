// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <cstdint>
#include <string_view>

namespace gnat {

// From something that a person points at to the term that accepts it, quoted as far as needed: "filter like this cell",
// completion, context menus. Pure functions. Each term, compiled, accepts the message that it was made of.

/// The pattern of this subject alone. A token that no pattern can hold (invalid UTF-8, a blank) becomes `*`.
QString filterForSubject(std::string_view subject);
/// A pattern as subscriptions have it, "shop.>".
QString filterForPattern(const QString &pattern);
/// Any of them.
QString filterForPatterns(const QStringList &patterns);
QString filterForConnection(const QString &name);
/// Empty for an empty subject.
QString filterForReplySubject(std::string_view reply);
QString filterForSubscription(const QString &pattern);
/// The running number of a message.
QString filterForNumber(std::uint64_t number);
QString filterForFormat(const QString &format);
QString filterForSize(std::uint64_t bytes);
/// The millisecond in which it is, with its date, in the computer's time zone.
QString filterForTime(std::int64_t atNs);
QString filterForHeader(const QString &key);
/// Empty if the value is no text.
QString filterForHeader(const QString &key, std::string_view value);
/// A field's name as it stands in front of an operator.
QString filterForFieldName(const QString &path);
/// `path` as childPath() writes it. Empty if neither can be written down (control characters).
QString filterForField(const QString &path, const QString &value);
/// A text that payload or subject holds; empty for an empty text.
QString filterForText(const QString &text);

/// The term, or several in parentheses, negated: "Exclude".
QString filterExcept(const QString &term);
/// A word that the payload holds; one of letters and digits with a `*` behind it is the beginning of a word. Empty for
/// an empty word.
QString filterForWord(const QString &word);

/// `filter` and `term` both; parentheses where needed. Either may be empty.
QString filterBoth(const QString &filter, const QString &term);

} // namespace gnat
