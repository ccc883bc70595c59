// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "codecs/bincodec.h"

#include "base/text.h"
#include "codecs/fieldbuilder_p.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace gnat {

namespace {

constexpr std::size_t dumpBytes = 65'536;
constexpr std::size_t valueBytes = 64;
constexpr std::size_t bytesPerLine = 16;

/// "0010  a2 74 73 cf …  ·ts·"
QString dumpLine(std::size_t offset, std::string_view bytes)
{
    QString text;
    for (const char c : bytes)
        text += c >= ' ' && c < 0x7F ? QLatin1Char(c) : QChar(u'·');
    const auto hex = QString::fromLatin1(toByteArray(bytes).toHex(' ')).leftJustified(bytesPerLine * 3 - 1);
    return QStringLiteral("%1  %2  %3\n").arg(offset, 4, 16, QLatin1Char('0')).arg(hex, text);
}

} // namespace

QString BinCodec::name() const
{
    return QStringLiteral("bin");
}

int BinCodec::confidence(std::string_view) const
{
    return 10;
}

Result<PayloadField> BinCodec::decode(std::string_view payload) const
{
    PayloadField root;
    root.kind = FieldKind::Binary;
    root.typeName = QStringLiteral("bytes");
    root.text = binaryText(payload, valueBytes);
    root.size = payload.size();
    return root;
}

Result<QString> BinCodec::pretty(std::string_view payload) const
{
    QString text;
    const auto shown = payload.substr(0, dumpBytes);
    for (std::size_t at = 0; at < shown.size(); at += bytesPerLine)
        text += dumpLine(at, shown.substr(at, bytesPerLine));
    if (shown.size() < payload.size())
        text +=
            QCoreApplication::translate("PayloadCodec", "… shown: first %1 bytes").arg(QLocale().toString(dumpBytes));
    return text;
}

QString BinCodec::preview(std::string_view payload, int maxChars) const
{
    const auto bytes = static_cast<std::size_t>(std::max(maxChars, 0)) / 3 + 1;
    return oneLine(QString::fromLatin1(toByteArray(payload.substr(0, bytes)).toHex(' ')), maxChars);
}

} // namespace gnat
