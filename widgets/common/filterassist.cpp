// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/filterassist.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QLineEdit>

#include <algorithm>

namespace gnat {

namespace {

constexpr qsizetype mostRows = 12;

QString kindName(FilterCompletion::Kind kind)
{
    switch (kind) {
    case FilterCompletion::Subject:
        return FilterAssist::tr("subject");
    case FilterCompletion::Field:
        return FilterAssist::tr("payload field");
    case FilterCompletion::Header:
        return FilterAssist::tr("header");
    case FilterCompletion::Connection:
        return FilterAssist::tr("connection");
    case FilterCompletion::Format:
        return FilterAssist::tr("payload format");
    case FilterCompletion::Subscription:
        return FilterAssist::tr("subscription");
    case FilterCompletion::Keyword:
        break;
    }
    return {};
}

} // namespace

FilterAssist::FilterAssist(QLineEdit *field) : QObject(field), m_field(field)
{
    field->installEventFilter(this);
    connect(field, &QLineEdit::textEdited, this, [this] {
        if (!m_isOnDemand || isOpen())
            suggest();
    });
    connect(field, &QLineEdit::selectionChanged, this, [this] {
        if (m_field->hasSelectedText())
            close();
    });
}

bool FilterAssist::isOpen() const
{
    return m_popup && m_popup->isVisible();
}

CompletionPopup &FilterAssist::openedPopup()
{
    if (!m_popup) {
        m_popup = new CompletionPopup(m_field);
        connect(m_popup, &CompletionPopup::chosen, this, &FilterAssist::accept);
    }
    return *m_popup;
}

void FilterAssist::suggest()
{
    m_isHistory = false;
    m_completions = completeFilter(m_field->text(), m_field->cursorPosition(),
                                   m_vocabulary ? m_vocabulary() : FilterVocabulary(), mostRows);
    QList<CompletionPopup::Row> rows;
    for (const auto &completion : std::as_const(m_completions.list))
        rows.append({completion.text, completion.hint.isEmpty() ? kindName(completion.kind) : completion.hint});
    const auto before = m_field->text().left(m_completions.position);
    const auto x = QFontMetricsF(m_field->font()).horizontalAdvance(before);
    openedPopup().showRows(rows, m_field->textMargins().left() + static_cast<int>(x));
}

void FilterAssist::showHistory()
{
    m_isHistory = true;
    auto texts = m_history ? m_history() : QStringList();
    texts.removeAll(m_field->text().trimmed());
    QList<CompletionPopup::Row> rows;
    for (const auto &text : texts.mid(0, mostRows))
        rows.append({text, {}});
    openedPopup().showRows(rows, m_field->textMargins().left());
}

void FilterAssist::accept(int row)
{
    const auto text = m_popup->text(row);
    close();
    if (m_isHistory) {
        m_field->setText(text);
        Q_EMIT filterChosen();
        return;
    }
    m_field->setSelection(m_completions.position, m_completions.length);
    m_field->insert(text);
    const bool wantsMore = text.endsWith(u':') || text == QStringLiteral("@");
    if (wantsMore)
        suggest();
}

void FilterAssist::close()
{
    if (m_popup)
        m_popup->hide();
}

bool FilterAssist::handleOpenKey(int key)
{
    const int current = m_popup->currentRow();
    switch (key) {
    case Qt::Key_Down:
    case Qt::Key_Up:
        m_popup->step(key == Qt::Key_Down ? 1 : -1);
        return true;
    case Qt::Key_Tab:
        accept(std::max(current, 0));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (current >= 0)
            accept(current);
        else
            close();
        return current >= 0;
    case Qt::Key_Escape:
        close();
        return true;
    default:
        return false;
    }
}

bool FilterAssist::handleKey(const QKeyEvent &event)
{
    if (isOpen() && event.modifiers() == Qt::NoModifier && handleOpenKey(event.key()))
        return true;
    const bool isSpace = event.key() == Qt::Key_Space && event.modifiers() == Qt::ControlModifier;
    const bool isArrow = (event.key() == Qt::Key_Down || event.key() == Qt::Key_Up) && !isOpen();
    if (!isSpace && !isArrow)
        return false;
    if (event.key() != Qt::Key_Up)
        suggest();
    if (!isOpen())
        showHistory();
    return true;
}

bool FilterAssist::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
        return handleKey(static_cast<QKeyEvent &>(*event));
    case QEvent::ShortcutOverride: // Esc and Enter are the popup's while it is open, whoever else wants them
        if (isOpen() && static_cast<QKeyEvent &>(*event).key() == Qt::Key_Escape)
            event->accept();
        break;
    case QEvent::FocusOut:
    case QEvent::Hide:
    case QEvent::Resize:
        close();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace gnat
