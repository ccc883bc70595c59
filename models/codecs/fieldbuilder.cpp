// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "codecs/fieldbuilder_p.h"

#include "base/text.h"
#include "base/words.h"

#include <QLocale>

#include <algorithm>
#include <charconv>

namespace gnat {

Error decodeError(const QString &format, const DecodeFault &fault)
{
    const auto text = Words::tr("Not valid %1 at byte %2: %3.");
    return makeError(ErrorKind::InvalidInput, text.arg(format).arg(fault.offset).arg(Words::tr(fault.reason)));
}

QString containerText(std::size_t count, FieldKind kind)
{
    if (count == 0)
        return Words::tr("empty");
    if (kind == FieldKind::Map)
        return count == 1 ? Words::tr("1 field") : Words::tr("%1 fields").arg(count);
    return count == 1 ? Words::tr("1 item") : Words::tr("%1 items").arg(count);
}

QString binaryText(std::string_view bytes, std::size_t maxBytes)
{
    const auto shown = toByteArray(bytes.substr(0, maxBytes)).toHex(' ');
    const auto hex = QString::fromLatin1(shown);
    if (bytes.size() <= maxBytes)
        return hex;
    return Words::tr("%1 … (%2 bytes)").arg(hex, QLocale().toString(static_cast<qulonglong>(bytes.size())));
}

std::string_view withoutCutSequence(std::string_view bytes)
{
    const auto isContinuation = [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
    };
    auto end = bytes.size();
    while (end > 0 && bytes.size() - end < 3 && isContinuation(bytes[end - 1]))
        --end;
    if (end == 0)
        return bytes;
    const auto lead = static_cast<unsigned char>(bytes[end - 1]);
    const std::size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    return bytes.size() - end + 1 < wanted ? bytes.substr(0, end - 1) : bytes;
}

QString boundedText(std::string_view bytes, std::size_t maxBytes)
{
    if (bytes.size() <= maxBytes)
        return toText(bytes);
    return toText(withoutCutSequence(bytes.substr(0, maxBytes))) + u'…';
}

PayloadField limitMarker(std::size_t shown, std::size_t offset)
{
    PayloadField marker;
    marker.key = QStringLiteral("…");
    marker.text = Words::tr("shown: first %1 fields").arg(QLocale().toString(static_cast<qulonglong>(shown)));
    marker.offset = offset;
    return marker;
}

bool isWhole(const PayloadField &root)
{
    const auto isMarker = [](const PayloadField &child) {
        return child.key == u"…" && child.size == 0; // every real value has bytes
    };
    return std::ranges::none_of(root.children,
                                [&](const PayloadField &child) { return isMarker(child) || !isWhole(child); });
}

QString prettyMarker()
{
    return u'\n' + Words::tr("… shown: first %1 characters").arg(QLocale().toString(maxPrettyChars));
}

QString oneLine(QString text, int maxChars)
{
    if (text.size() > maxChars)
        text = text.left(std::max(maxChars - 1, 0)) + u'…';
    for (auto &c : text) {
        if (c.category() == QChar::Other_Control || c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
            c = u' ';
    }
    return text;
}

double numberOf(std::string_view text)
{
    double number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

} // namespace gnat
