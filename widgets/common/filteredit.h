// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>
#include <QTimer>

class QToolButton;

namespace gnat {

/// The filter field: funnel at the left; at the right the keys that lead here, the number of hits, or what is wrong.
/// Tells filterEdited() 150 ms after the last key (at once on Enter). Esc clears, a second Esc leaves. GUI thread.
class FilterEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit FilterEdit(QWidget *parent = nullptr);

    /// Empty: valid.
    void setError(const QString &message);
    /// -1: not known.
    void setHits(qint64 hits);
    /// Shown while the field is empty: "Ctrl+L".
    void setKeyHint(const QString &keys);
    /// Without filterEdited().
    void setFilterText(const QString &text);

Q_SIGNALS:
    void filterEdited(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void textWasChanged();
    void flush();
    void arrange();
    QString rightText() const;

    QToolButton *m_clear = nullptr;
    QTimer m_delay;
    QString m_error;
    QString m_keyHint;
    QString m_told;
    qint64 m_hits = -1;
};

} // namespace gnat
