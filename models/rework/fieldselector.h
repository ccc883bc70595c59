// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QString>
#include <QStringList>

namespace gnat {

/// Names fields of JSON payloads, for masking and comparing: `user.email`, `items[].price` (any element), `*.name` (any
/// key), `**.email` (at any depth, also at the top). What is inside a named field is named with it. A plain value.
class FieldSelector
{
public:
    /// The error says what is wrong with the text.
    static Result<FieldSelector> parse(const QString &text);

    /// `steps`: keys from the root, "[3]" for elements. True if they lead to the field or into it.
    bool covers(const QStringList &steps) const { return coversFrom(0, steps, 0); }

private:
    bool coversFrom(qsizetype part, const QStringList &steps, qsizetype step) const;

    QStringList m_parts;
};

/// All selectors of a list; the error names the first that is wrong.
Result<QList<FieldSelector>> parseFieldSelectors(const QStringList &texts);

} // namespace gnat
