// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QColor;
class QFontMetrics;

namespace gnat {

/// A subject as rich text for one line of `width` px, each token a link to the filter for all up to it. Where there is
/// no room the longest tokens give way, in their middle; of very many tokens the first and the last ones are shown. The
/// work does not grow with what is left out.
QString linkedSubject(const QString &subject, const QFontMetrics &metrics, int width, const QColor &text,
                      const QColor &dot);

} // namespace gnat
