// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/linkedsubject.h"

#include "filter/filterfor.h"

#include <QColor>
#include <QFontMetrics>
#include <QStringList>

#include <algorithm>

namespace gnat {

namespace {

constexpr qsizetype shortest = 5; ///< letters of a token that give way no more
constexpr qsizetype leading = 24; ///< tokens, where there are more than fit into a line
constexpr qsizetype trailing = 8;

QString shortened(const QString &token, qsizetype letters)
{
    if (token.size() <= letters)
        return token;
    const auto half = (letters - 1) / 2;
    return token.left(half) + u'…' + token.right(letters - 1 - half);
}

QStringList shortened(QStringList tokens, qsizetype letters)
{
    for (auto &token : tokens)
        token = shortened(token, letters);
    return tokens;
}

/// The tokens with as many letters each as the line has room for.
QStringList fittingTokens(const QStringList &tokens, const QFontMetrics &metrics, int width)
{
    const auto longest = std::ranges::max_element(tokens, {}, &QString::size)->size();
    const auto fits = [&](qsizetype letters) {
        return metrics.horizontalAdvance(shortened(tokens, letters).join(u'.')) <= width;
    };
    auto tooMany = std::min<qsizetype>(longest, width); // a letter takes a pixel at least
    if (longest == tooMany && fits(longest))
        return tokens;
    auto fitting = shortest;
    while (tooMany - fitting > 1) {
        const auto between = (fitting + tooMany) / 2;
        (fits(between) ? fitting : tooMany) = between;
    }
    return shortened(tokens, fitting);
}

} // namespace

QString linkedSubject(const QString &subject, const QFontMetrics &metrics, int width, const QColor &text,
                      const QColor &dot)
{
    const auto tokens = subject.split(u'.');
    const auto leftOut = std::max<qsizetype>(0, tokens.size() - leading - trailing);
    const auto afterGap = leading + leftOut;
    const auto shown =
        fittingTokens(leftOut == 0 ? tokens : tokens.first(leading) + tokens.last(trailing), metrics, width);
    const auto dotted = QStringLiteral("<span style=\"color:%1\">.</span>").arg(dot.name());
    QString html;
    QString prefix;
    for (qsizetype i = 0; i < tokens.size(); ++i) {
        prefix += (i > 0 ? QStringLiteral(".") : QString()) + tokens.at(i);
        if (leftOut > 0 && i >= leading && i < afterGap) {
            html += i == leading ? dotted + u'…' : QString();
            continue;
        }
        const auto pattern = i + 1 < tokens.size() ? prefix + QStringLiteral(".>") : prefix;
        html += i > 0 ? dotted : QString();
        html += QStringLiteral("<a href=\"%1\" style=\"color:%2;text-decoration:none\">%3</a>")
                    .arg(filterForPattern(pattern).toHtmlEscaped(), text.name(),
                         shown.at(i < leading ? i : i - leftOut).toHtmlEscaped());
    }
    return html;
}

} // namespace gnat
