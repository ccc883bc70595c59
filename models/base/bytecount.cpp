// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bytecount.h"

#include <cmath>

namespace gnat {

std::optional<quint64> parseByteCount(const QString &text)
{
    auto digits = text.toLower();
    if (digits.endsWith(u'b'))
        digits.chop(1);
    const bool isBinary = digits.endsWith(u'i');
    digits.chop(isBinary ? 1 : 0);
    const auto power = digits.isEmpty() ? -1 : QStringView(u"kmgt").indexOf(digits.back());
    if (isBinary && power < 0)
        return {};
    digits.chop(power >= 0 ? 1 : 0);
    bool isOk = false;
    const double number = digits.toDouble(&isOk) * std::pow(isBinary ? 1024 : 1000, power + 1);
    if (!isOk || !(number >= 0) || number > 1e18)
        return {};
    return static_cast<quint64>(std::llround(number));
}

} // namespace gnat
