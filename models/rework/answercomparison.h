// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rework/fieldselector.h"

#include <QByteArray>
#include <QStringList>

namespace gnat {

class CodecRegistry;

/// What may differ between two answers.
struct AnswerRules
{
    QList<FieldSelector> ignored; ///< times, ids …
    double tolerance = 0;         ///< of numbers, as a share of the larger one
};

/// How the second payload differs from the first: "user.age: 44 → 45", a line each, at most 20. Payloads of one
/// structured format are compared field by field, in any order of the keys; others byte by byte. Empty: alike.
QStringList answerDifferences(const QByteArray &before, const QByteArray &after, const AnswerRules &rules,
                              const CodecRegistry &codecs);

} // namespace gnat
