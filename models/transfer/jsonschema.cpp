// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/jsonschema.h"

#include "base/text.h"
#include "transfer/ndjson.h"

#include <QSet>

namespace gnat {

namespace {

void appendSchema(QByteArray &out, const PayloadField &field);

void appendProperties(QByteArray &out, const PayloadField &map)
{
    QSet<QString> seen; // a key may stand twice
    out.append(R"({"type":"object","properties":{)");
    for (const auto &member : map.children) {
        if (seen.contains(member.key))
            continue;
        if (!seen.isEmpty())
            out.append(',');
        seen.insert(member.key);
        const auto key = member.key.toUtf8();
        appendJsonString(out, viewOf(key));
        out.append(':');
        appendSchema(out, member);
    }
    out.append("}}");
}

void appendSchema(QByteArray &out, const PayloadField &field)
{
    switch (field.kind) {
    case FieldKind::Map:
        return appendProperties(out, field);
    case FieldKind::Array:
        out.append(R"({"type":"array","items":)");
        if (field.children.empty())
            out.append("{}");
        else
            appendSchema(out, field.children.front());
        out.append('}');
        return;
    case FieldKind::Integer: // the next message may hold 1.5
    case FieldKind::Float:
        out.append(R"({"type":"number"})");
        return;
    case FieldKind::Boolean:
        out.append(R"({"type":"boolean"})");
        return;
    case FieldKind::String:
    case FieldKind::Binary:
    case FieldKind::Time:
        out.append(R"({"type":"string"})");
        return;
    case FieldKind::Null:
        out.append("{}");
    }
}

} // namespace

QByteArray jsonSchemaOf(const PayloadField &root)
{
    QByteArray out;
    appendSchema(out, root);
    return out;
}

} // namespace gnat
