// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

#include <functional>
#include <string_view>

class QLineEdit;
class QToolButton;

namespace gnat {

class TextLabel;

/// The line that finds subjects in the tree: words, a pattern or `/regex/`, with a switch for case and how many there
/// are. Hidden until open(). GUI thread.
class SubjectSearch final : public QWidget
{
    Q_OBJECT

public:
    using Accepts = std::function<bool(std::string_view)>;

    explicit SubjectSearch(QWidget *parent = nullptr);

    void open();
    /// Empties and hides it.
    void close();
    QLineEdit *line() const { return m_line; }
    /// Null while nothing is looked for; the last valid one while there is a mistake.
    const Accepts &accepts() const { return m_accepts; }
    void setHits(quint64 hits, bool isComplete);

Q_SIGNALS:
    void opened();
    void changed();
    void nextWanted();
    void previousWanted();
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void compile();
    void say(const QString &text, bool isError);

    QLineEdit *m_line;
    TextLabel *m_hits;
    QToolButton *m_case;
    QTimer m_typed;
    Accepts m_accepts;
    bool m_isWrong = false;
};

} // namespace gnat
