// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/filter.h"

#include <QLineEdit>
#include <QTimer>

class QMenu;
class QPainter;
class QToolButton;

namespace gnat {

class FilterAssist;
class FilterBook;

/// The filter field: funnel at the left; at the right the keys that lead here, the number of hits, or what is wrong,
/// with a wavy line under the very place.
/// Tells filterEdited() 150 ms after the last key (at once on Enter). Esc clears, a second Esc leaves. Suggests what
/// the term under the cursor could become (FilterAssist); with a book it remembers and saves filters. GUI thread.
class FilterEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit FilterEdit(QWidget *parent = nullptr);

    /// What is wrong with the text told last: words at the right, a line under the place. Without a message: valid.
    void setError(const gnat::FilterError &error);
    /// Places that are valid but mean nothing here: a line under each, in the colour of warnings.
    void setRemarks(const QList<gnat::FilterError> &remarks);
    /// False: what is wrong is said elsewhere, only its place is marked.
    void setSaysWhatIsWrong(bool says);
    /// In place of the funnel.
    void setIcon(const QString &name);
    /// -1: not known.
    void setHits(qint64 hits);
    /// The share of the messages that was looked at so far; -1: all.
    void setProgress(double share);
    /// Shown while the field is empty: "Ctrl+L".
    void setKeyHint(const QString &keys);
    /// Without filterEdited().
    void setFilterText(const QString &text);
    bool isValid() const { return m_error.message.isEmpty(); }
    /// Tells filterEdited() now.
    void apply() { flush(); }
    FilterAssist &assist() { return *m_assist; }
    /// Where filters are remembered and saved, by the bookmark at the right. The book must outlive the field.
    void setBook(FilterBook &book);

Q_SIGNALS:
    void filterEdited(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void textWasChanged();
    void flush();
    void remember();
    void arrange();
    QString rightText() const;
    bool isErrorShown() const;
    void paintPlace(QPainter &painter, const FilterError &place, const QColor &color) const;

    QToolButton *m_clear = nullptr;
    QToolButton *m_bookmark = nullptr; ///< null: there is no book
    QMenu *m_menu = nullptr;           ///< what it opens
    FilterAssist *m_assist = nullptr;
    FilterBook *m_book = nullptr;
    QTimer m_delay;
    FilterError m_error;
    QList<FilterError> m_remarks;
    bool m_saysWhatIsWrong = true;
    QString m_icon;
    QString m_keyHint;
    QString m_words; ///< at the right, as far as there is room
    QString m_told;
    int m_right = 0; ///< px that the bookmark takes
    qint64 m_hits = -1;
    double m_progress = -1;
};

} // namespace gnat
