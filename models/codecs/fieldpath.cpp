// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "codecs/fieldpath.h"

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

} // namespace gnat
