// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codecs/payloadcodec.h"

namespace gnat::test {

/// A decoded tree as text, a line a field: "  key type text @offset+size".
inline QString drawFields(const PayloadField &field, int depth = 0)
{
    const auto line = QStringLiteral("%1%2 %3 '%4' @%5+%6\n");
    auto text = line.arg(QString(depth * 2, u' '), field.key.isEmpty() ? QStringLiteral("-") : field.key,
                         field.typeName, field.text)
                    .arg(field.offset)
                    .arg(field.size);
    for (const auto &child : field.children)
        text += drawFields(child, depth + 1);
    return text;
}

} // namespace gnat::test
