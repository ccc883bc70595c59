// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/filteredit.h"

#include "common/buttons.h"
#include "common/filterassist.h"
#include "common/filtermenu.h"
#include "common/humantext.h"
#include "common/painting.h"
#include "settings/filterbook.h"
#include "theme/fonts.h"
#include "theme/gnatstyle.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QDialog>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QPainter>
#include <QPolygonF>

#include <cmath>

namespace gnat {

namespace {
constexpr int funnelLeft = 9;
constexpr int textLeft = 27;
constexpr double mostWords = 0.55; ///< of the width, for what stands at the right
} // namespace

FilterEdit::FilterEdit(QWidget *parent) : QLineEdit(parent), m_icon(QStringLiteral("filter"))
{
    setFont(uiFont());
    setAccessibleName(tr("Filter"));
    setFixedHeight(28);
    m_clear = makeIconButton(QStringLiteral("close"), tr("Clear filter"), this, IconTone::Hint, tr("Esc"));
    m_clear->setIconSize(QSize(12, 12));
    m_clear->setCursor(Qt::ArrowCursor);
    m_clear->setFocusPolicy(Qt::NoFocus);
    m_clear->hide();
    m_delay.setSingleShot(true);
    m_delay.setInterval(150);
    connect(m_clear, &QToolButton::clicked, this, [this] {
        clear();
        flush();
    });
    connect(this, &QLineEdit::textChanged, this, &FilterEdit::textWasChanged);
    connect(this, &QLineEdit::returnPressed, this, [this] {
        flush();
        remember();
    });
    m_assist = new FilterAssist(this);
    connect(m_assist, &FilterAssist::filterChosen, this, &FilterEdit::flush);
    connect(&m_delay, &QTimer::timeout, this, &FilterEdit::flush);
    arrange();
}

void FilterEdit::setError(const FilterError &error)
{
    if (m_error == error)
        return;
    m_error = error;
    setProperty(badFieldProperty, !error.message.isEmpty());
    setToolTip(error.message);
    setAccessibleDescription(error.message);
    arrange();
    update();
}

void FilterEdit::setRemarks(const QList<FilterError> &remarks)
{
    m_remarks = remarks;
    update();
}

void FilterEdit::setSaysWhatIsWrong(bool says)
{
    m_saysWhatIsWrong = says;
    arrange();
    update();
}

void FilterEdit::setIcon(const QString &name)
{
    m_icon = name;
    update();
}

void FilterEdit::setHits(qint64 hits)
{
    if (m_hits == hits)
        return;
    m_hits = hits;
    arrange();
    update();
}

void FilterEdit::setProgress(double share)
{
    if (m_progress == share)
        return;
    m_progress = share;
    arrange();
    update();
}

void FilterEdit::setKeyHint(const QString &keys)
{
    m_keyHint = keys;
    arrange();
    update();
}

void FilterEdit::setFilterText(const QString &text)
{
    m_told = text;
    if (text != this->text())
        setText(text);
    m_delay.stop();
}

void FilterEdit::setBook(FilterBook &book)
{
    m_book = &book;
    m_assist->setHistory([&book] { return book.history(); });
    m_bookmark = makeIconButton(QStringLiteral("bookmark"), tr("Saved filters"), this, IconTone::Hint);
    m_bookmark->setIconSize(QSize(14, 14));
    m_bookmark->setCursor(Qt::ArrowCursor);
    m_menu = new FilterMenu(book, this);
    connect(m_bookmark, &QToolButton::clicked, m_menu,
            [this] { m_menu->popup(mapToGlobal(QPoint(width() - 25, height()))); });
    m_bookmark->show();
    arrange();
}

/// What was in force when somebody pressed Enter or went on to other things is worth to be found again.
void FilterEdit::remember()
{
    if (m_book && m_error.message.isEmpty() && text() == m_told)
        m_book->remember(text());
}

void FilterEdit::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    remember();
}

void FilterEdit::textWasChanged()
{
    // What is typed is data, what invites to type is ours.
    setFont(text().isEmpty() ? uiFont() : monoFont());
    m_clear->setVisible(!text().isEmpty());
    arrange();
    if (text().isEmpty())
        flush();
    else
        m_delay.start();
}

void FilterEdit::flush()
{
    m_delay.stop();
    if (text() == m_told)
        return;
    m_told = text();
    Q_EMIT filterEdited(m_told);
}

QString FilterEdit::rightText() const
{
    if (text().isEmpty())
        return {};
    if (!m_error.message.isEmpty())
        return m_saysWhatIsWrong ? m_error.message : QString();
    if (m_hits < 0)
        return {};
    const auto hits = countFull(static_cast<quint64>(m_hits));
    return m_progress < 0 ? hits
                          : tr("%1 so far, %2 %", "hits of a filter").arg(hits).arg(std::floor(m_progress * 100));
}

void FilterEdit::arrange()
{
    m_right = m_bookmark ? 25 : 3; // what the button takes
    int right = m_right + 5;
    if (text().isEmpty() && !m_keyHint.isEmpty())
        right += static_cast<int>(std::ceil(keyCapWidth(m_keyHint)));
    if (!text().isEmpty())
        right = m_right + 23;
    const QString words = rightText();
    m_words = QFontMetricsF(uiFont(px::caption)).elidedText(words, Qt::ElideRight, width() * mostWords);
    if (!words.isEmpty())
        right += static_cast<int>(std::ceil(QFontMetricsF(uiFont(px::caption)).horizontalAdvance(m_words))) + 8;
    setTextMargins(textLeft - 2, 0, right, 0);
    m_clear->move(width() - m_right - 22, (height() - 22) / 2);
    if (m_bookmark)
        m_bookmark->move(width() - 25, (height() - 22) / 2);
}

void FilterEdit::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    paintIcon(&painter, QRectF(funnelLeft, (height() - 14) / 2.0, 14, 14), m_icon, theme.text3);
    if (text().isEmpty() && !m_keyHint.isEmpty()) {
        const qreal wide = keyCapWidth(m_keyHint);
        paintKeyCap(&painter, QRectF(width() - m_right - 5 - wide, (height() - 16) / 2.0, wide, 16), m_keyHint, theme);
    }
    if (!m_words.isEmpty()) {
        painter.setFont(uiFont(px::caption));
        painter.setPen(m_error.message.isEmpty() ? theme.text3 : theme.err);
        painter.drawText(rect().adjusted(0, 0, -m_right - 27, 0), Qt::AlignRight | Qt::AlignVCenter, m_words);
    }
    if (isErrorShown())
        paintPlace(painter, m_error, theme.err);
    for (const auto &remark : text() == m_told ? m_remarks : QList<FilterError>())
        paintPlace(painter, remark, theme.warn);
}

/// A place is of the text that was judged, not of what has been typed since.
bool FilterEdit::isErrorShown() const
{
    return !m_error.message.isEmpty() && m_error.length > 0 && text() == m_told;
}

void FilterEdit::paintPlace(QPainter &painter, const FilterError &place, const QColor &color) const
{
    constexpr qreal step = 2;
    const QFontMetricsF metrics(font());
    const auto left = [&, from = cursorRect().center().x() -
                                 metrics.horizontalAdvance(text().left(cursorPosition()))](int at) {
        return from + metrics.horizontalAdvance(text().left(at));
    };
    QPolygonF wave;
    const qreal bottom = (height() + metrics.ascent() - metrics.descent()) / 2 + 3.5;
    const qreal start = left(place.position);
    const int steps = std::max(3, int((left(place.position + place.length) - start) / step));
    for (int i = 0; i <= steps; ++i)
        wave << QPointF(start + i * step, bottom - (i % 2 == 0 ? 0 : step));
    const auto margins = textMargins();
    painter.setClipRect(rect().adjusted(margins.left(), 0, -margins.right(), 0));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1));
    painter.drawPolyline(wave);
}

void FilterEdit::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    arrange();
}

void FilterEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape) {
        QLineEdit::keyPressEvent(event);
        return;
    }
    if (!text().isEmpty())
        clear();
    else if (qobject_cast<QDialog *>(window()))
        event->ignore(); // closes it
    else
        clearFocus();
}

} // namespace gnat
