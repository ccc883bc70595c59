// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSyntaxHighlighter>

class QPlainTextEdit;

namespace gnat {

/// Colours keys, strings, numbers and words of JSON in an editor, line by line; follows the theme.
class JsonHighlighter final : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    explicit JsonHighlighter(QPlainTextEdit *editor);

    /// Off for texts that are not JSON.
    void setOn(bool isOn);

    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    void highlightBlock(const QString &text) override;

private:
    QPlainTextEdit *m_editor;
    bool m_isOn = true;
};

} // namespace gnat
