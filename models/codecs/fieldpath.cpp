// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "codecs/fieldpath.h"

#include <cmath>

namespace gnat {

QString childPath(const QString &parent, const PayloadField &child)
{
    if (parent.isEmpty() || child.key.startsWith(u'['))
        return parent + child.key;
    return parent + u'.' + child.key;
}

const PayloadField *findField(const PayloadField &root, QStringView path)
{
    if (path.isEmpty())
        return &root;
    for (const auto &child : root.children) {
        if (!path.startsWith(child.key))
            continue;
        auto rest = path.mid(child.key.size());
        if (!rest.isEmpty() && rest.front() != u'.' && rest.front() != u'[')
            continue;
        if (rest.startsWith(u'.')) {
            rest = rest.mid(1);
            if (rest.isEmpty())
                continue;
        }
        if (const auto *found = findField(child, rest))
            return found;
    }
    return nullptr;
}

std::optional<double> numberOf(const PayloadField &field)
{
    constexpr qsizetype longest = 40; // no number is written in more
    if (field.isNumber() || field.kind == FieldKind::Boolean)
        return std::isfinite(field.number) ? std::optional(field.number) : std::nullopt;
    if (field.kind != FieldKind::String || field.text.isEmpty() || field.text.size() > longest)
        return {};
    bool isNumber = false;
    const double number = field.text.trimmed().toDouble(&isNumber);
    return isNumber && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

} // namespace gnat
