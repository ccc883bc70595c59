// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rework/fieldselector.h"

#include "base/text.h"
#include "base/words.h"

namespace gnat {

namespace {

const QString anyElement = QStringLiteral("[]");
const QString anyDepth = QStringLiteral("**");

/// "items[].a[2]" into items, [], a, [2].
QStringList partsOf(const QString &text)
{
    QString spread = text;
    spread.replace(QLatin1String("["), QLatin1String(".["));
    if (spread.startsWith(u'.') && !text.startsWith(u'.'))
        spread.remove(0, 1);
    return spread.split(u'.');
}

bool fits(const QString &part, const QString &step)
{
    return part == step || part == u'*' || (part == anyElement && step.startsWith(u'['));
}

} // namespace

Result<FieldSelector> FieldSelector::parse(const QString &text)
{
    FieldSelector selector;
    const auto trimmed = text.trimmed();
    selector.m_parts = partsOf(trimmed);
    if (trimmed.isEmpty() || selector.m_parts.contains(QString()) || selector.m_parts.last() == anyDepth)
        return makeError(ErrorKind::InvalidInput,
                         Words::tr("“%1” names no field; such as user.email, items[].price or **.email do.").arg(text));
    return selector;
}

bool FieldSelector::coversFrom(qsizetype part, const QStringList &steps, qsizetype step) const
{
    if (part == m_parts.size())
        return true; // the rest lies inside
    if (m_parts.at(part) == anyDepth) {
        for (auto from = step; from < steps.size(); ++from) {
            if (coversFrom(part + 1, steps, from))
                return true;
        }
        return false;
    }
    return step < steps.size() && fits(m_parts.at(part), steps.at(step)) && coversFrom(part + 1, steps, step + 1);
}

Result<QList<FieldSelector>> parseFieldSelectors(const QStringList &texts)
{
    QList<FieldSelector> selectors;
    for (const auto &text : texts) {
        const auto parsed = FieldSelector::parse(text);
        if (!parsed)
            return parsed.error();
        selectors << parsed.value();
    }
    return selectors;
}

} // namespace gnat
