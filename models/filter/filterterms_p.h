// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/subjectpattern.h"
#include "filter/comparison_p.h"
#include "filter/filternode_p.h"

#include <QRegularExpression>

namespace gnat {

FilterNodePtr makePatternTerm(SubjectPattern pattern);
/// `text` must not be empty; searched in subject and payload.
FilterNodePtr makeTextTerm(const QString &text);
/// `text` must not be empty; searched in the payload, where no letter or digit stands before it, nor behind it unless
/// it is the beginning of a word only.
FilterNodePtr makeWordTerm(const QString &text, bool isBeginning);
/// `regex` must be valid.
FilterNodePtr makeRegexTerm(const QRegularExpression &regex);
FilterNodePtr makeSizeTerm(Comparison comparison, quint64 bytes);
/// The header is there.
FilterNodePtr makeHeaderTerm(const QString &key);
FilterNodePtr makeHeaderTerm(const ComparisonParts &parts);
FilterNodePtr makeSourceTerm(SourceId source);
/// The message asks for replies on a subject that matches.
FilterNodePtr makeReplySubjectTerm(SubjectPattern pattern);
/// One of these subscriptions caught it.
FilterNodePtr makeSubscriptionTerm(std::vector<SubscriptionId> subscriptions);
/// The running number that lists show.
FilterNodePtr makeNumberTerm(Comparison comparison, quint64 number);
FilterNodePtr makeRequestTerm();
FilterNodePtr makeReplyTerm(FindExchange find);
/// Requests that timed out.
FilterNodePtr makeTimeoutTerm(FindExchange find);
FilterNodePtr makeFormatTerm(const QString &format);
FilterNodePtr makeFieldTerm(const ComparisonParts &parts);

/// The names that format: takes.
QStringList filterFormats();
/// The compiled expression of a /regex/ term; its match limit keeps a bad one from running for minutes.
/// `*errorOffset` is the place of the fault in `pattern` if the result is not valid.
QRegularExpression makeFilterRegex(const QString &pattern, qsizetype *errorOffset, bool regardsCase = false);

/// As makeTextTerm() and makeRegexTerm(), searched in the subject alone.
FilterNodePtr makeSubjectTextTerm(const QString &text, bool regardsCase);
FilterNodePtr makeSubjectRegexTerm(const QRegularExpression &regex);

} // namespace gnat
