// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QString>

#include <string>
#include <string_view>

namespace gnat {

/// Text for a person from bytes off the wire; what is not valid UTF-8 becomes U+FFFD. Never for sending or storing.
QString toText(std::string_view bytes);
/// True if the bytes are valid UTF-8 (an empty text is).
bool isUtf8(std::string_view bytes);
/// A view of the bytes, without a copy; `bytes` must outlive it.
inline std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}
/// A copy of the bytes as QByteArray.
inline QByteArray toByteArray(std::string_view bytes)
{
    return {bytes.data(), static_cast<qsizetype>(bytes.size())};
}
/// An Error from a translated sentence.
inline Error makeError(ErrorKind kind, const QString &message)
{
    return {kind, message.toStdString()};
}
/// The sentence of an Error for a window or terminal.
inline QString errorText(const Error &error)
{
    return QString::fromStdString(error.message);
}

} // namespace gnat
