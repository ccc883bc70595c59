// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>

namespace gnat {

/// A name into the decoded payloads that were seen lately.
struct FilterField
{
    QString path; ///< as childPath() writes it
    bool isNumber = false;
};

/// What a filter can speak of here, asked while somebody types: answers must come at once. Any may be null.
struct FilterVocabulary
{
    /// Subjects, and branches as patterns ("shop.orders.>"), that continue what is typed; a few.
    std::function<QStringList(const QString &prefix)> subjects;
    /// Subjects that hold what is typed anywhere, without regard to case; a few.
    std::function<QStringList(const QString &part)> subjectsWith;
    std::function<QList<FilterField>()> fields;
    std::function<QStringList()> headerKeys;
    std::function<QStringList()> connections;
    std::function<QStringList()> subscriptions; ///< their patterns
    bool isOfSubjects = false;                  ///< SubjectReading: what asks for a message is not offered
};

struct FilterCompletion
{
    enum Kind { Keyword, Subject, Field, Header, Connection, Format, Subscription };

    QString text; ///< takes the place of the term
    Kind kind = Keyword;
    QString hint; ///< what a keyword is for
};

/// What the term under the cursor could become.
struct FilterCompletions
{
    int position = 0; ///< of the term in the text, behind its `!`
    int length = 0;
    QList<FilterCompletion> list;
};

/// At most `most`, best first; none inside quotes and regular expressions, and none that is already there. Pure.
FilterCompletions completeFilter(const QString &text, int cursor, const FilterVocabulary &vocabulary,
                                 qsizetype most = 12);

} // namespace gnat
