// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/jsonhighlighter.h"

#include "theme/theme.h"

#include <QEvent>
#include <QPlainTextEdit>
#include <QRegularExpression>

namespace gnat {

JsonHighlighter::JsonHighlighter(QPlainTextEdit *editor) : QSyntaxHighlighter(editor->document()), m_editor(editor)
{
    editor->installEventFilter(this);
}

bool JsonHighlighter::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        rehighlight();
    return QSyntaxHighlighter::eventFilter(watched, event);
}

void JsonHighlighter::setOn(bool isOn)
{
    if (isOn == m_isOn)
        return;
    m_isOn = isOn;
    rehighlight();
}

void JsonHighlighter::highlightBlock(const QString &text)
{
    if (!m_isOn)
        return;
    static const QRegularExpression parts(QStringLiteral(
        R"re(("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false)\b|\b(null)\b)re"));
    const auto &colors = themeOf(m_editor);
    for (auto matches = parts.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        QColor color = colors.text3;
        if (match.capturedLength(1) > 0)
            color = match.capturedLength(2) > 0 ? colors.text2 : colors.teal;
        else if (match.capturedLength(3) > 0)
            color = colors.accent;
        else if (match.capturedLength(4) > 0)
            color = colors.violet;
        const int length = int(match.capturedLength(1) > 0 ? match.capturedLength(1) : match.capturedLength(0));
        setFormat(int(match.capturedStart(0)), length, color);
    }
}

} // namespace gnat
