// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "codecs/emptycodec.h"

#include "codecs/fieldbuilder_p.h"

namespace gnat {

namespace {

Error notEmpty()
{
    const auto *const reason = QT_TRANSLATE_NOOP("PayloadCodec", "bytes where none are expected");
    return decodeError(QStringLiteral("empty payload"), {0, reason, false});
}

} // namespace

QString EmptyCodec::name() const
{
    return QStringLiteral("empty");
}

int EmptyCodec::confidence(std::string_view payload) const
{
    return payload.empty() ? 100 : 0;
}

Result<PayloadField> EmptyCodec::decode(std::string_view payload) const
{
    if (!payload.empty())
        return notEmpty();
    PayloadField root;
    root.typeName = name();
    root.text = containerText(0, FieldKind::Map);
    return root;
}

Result<QString> EmptyCodec::pretty(std::string_view payload) const
{
    if (!payload.empty())
        return notEmpty();
    return QString();
}

QString EmptyCodec::preview(std::string_view, int) const
{
    return {};
}

} // namespace gnat
