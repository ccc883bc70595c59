// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/filter.h"

#include <QLineEdit>
#include <QTimer>

class QPainter;
class QToolButton;

namespace gnat {

/// The filter field: funnel at the left; at the right the keys that lead here, the number of hits, or what is wrong,
/// with a wavy line under the very place.
/// Tells filterEdited() 150 ms after the last key (at once on Enter). Esc clears, a second Esc leaves. GUI thread.
class FilterEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit FilterEdit(QWidget *parent = nullptr);

    /// What is wrong with the text told last: words at the right, a line under the place. Without a message: valid.
    void setError(const gnat::FilterError &error);
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
    bool isErrorShown() const;
    void paintFault(QPainter &painter) const;

    QToolButton *m_clear = nullptr;
    QTimer m_delay;
    FilterError m_error;
    QString m_keyHint;
    QString m_words; ///< at the right, as far as there is room
    QString m_told;
    qint64 m_hits = -1;
};

} // namespace gnat
