// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/commandpalette.h"

#include "common/painting.h"
#include "common/textlabel.h"
#include "shell/palettelist.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QScrollArea>

#include <algorithm>

namespace gnat {

namespace {

constexpr int wide = 600;
constexpr int listHeight = 380;
constexpr int leastListHeight = 64;
constexpr int fieldHeight = 44;
constexpr int footHeight = 30;
constexpr qsizetype mostOfAKind = 8;

} // namespace

CommandPalette::CommandPalette(const QList<PaletteEntry> &entries, FindSubjects findSubjects, const QStringList &last,
                               QWidget *window)
    : QFrame(window, Qt::Popup | Qt::FramelessWindowHint), m_entries(entries), m_findSubjects(std::move(findSubjects)),
      m_last(last)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setAttribute(Qt::WA_TranslucentBackground);
    setAccessibleName(tr("Command palette"));
    build();
    search();
}

void CommandPalette::build()
{
    m_field = new QLineEdit(this);
    m_field->setFrame(false);
    m_field->setFont(uiFont(px::title));
    m_field->setPlaceholderText(tr("Search or run a command"));
    m_field->setAccessibleName(tr("Search or run a command"));
    m_field->setFixedHeight(fieldHeight - 4);
    m_field->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_field->installEventFilter(this);
    m_list = new PaletteList;
    m_list->setAccessibleName(tr("Found"));
    m_scroll = new QScrollArea(this);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setBackgroundRole(QPalette::Base);
    m_scroll->setWidget(m_list);
    m_list->setBackgroundRole(QPalette::Base);
    auto *signs = new TextLabel(tr("> commands only    @ connections    # subjects"), TextRole::Small, this);
    m_found = new TextLabel({}, TextRole::Small, this);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(14, 0, 14, 2);
    foot->addWidget(signs, 1);
    foot->addWidget(m_found);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 2, 1, 1);
    column->setSpacing(0);
    auto *fieldRow = new QHBoxLayout;
    fieldRow->setContentsMargins(12, 0, 12, 0);
    fieldRow->addWidget(m_field);
    column->addLayout(fieldRow);
    column->addSpacing(4);
    column->addWidget(m_scroll, 1);
    column->addSpacing(4);
    column->addLayout(foot);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_list, &PaletteList::chosen, this, &CommandPalette::run);
    connect(m_list, &PaletteList::currentChanged, this, [this](int row) {
        if (row < 0)
            return;
        const QRect place = m_list->placeOf(row);
        m_scroll->ensureVisible(0, place.top(), 0, 0);
        m_scroll->ensureVisible(0, place.bottom(), 0, 0);
        m_list->setAccessibleDescription(m_list->entries()[row].text);
    });
}

void CommandPalette::open()
{
    const QWidget *window = parentWidget();
    fit();
    move(window->mapToGlobal(QPoint((window->width() - width()) / 2, std::min(84, window->height() / 8))));
    show();
    m_field->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::search()
{
    const auto query = m_field->text();
    auto all = m_entries;
    if (const auto words = paletteWords(query); !words.isEmpty() && m_findSubjects)
        all = m_findSubjects(words) + all;
    m_list->setEntries(choosePaletteEntries(all, query, m_last, mostOfAKind));
    m_scroll->ensureVisible(0, 0);
    m_found->setText(m_list->entries().isEmpty() ? tr("Nothing found")
                                                 : tr("%1 of %2").arg(m_list->entries().size()).arg(all.size()));
    fit();
}

/// As high as what was found, and no higher than the window has room for.
void CommandPalette::fit()
{
    const QWidget *window = parentWidget();
    const int list = std::clamp(m_list->sizeHint().height(), leastListHeight, listHeight);
    resize(std::min(wide, window->width() - 40), std::min(fieldHeight + list + footHeight, window->height() - 60));
}

void CommandPalette::run(int row)
{
    if (row < 0)
        return;
    const auto entry = m_list->entries()[row];
    close();
    Q_EMIT chosen(entry.text);
    if (entry.run)
        entry.run();
}

bool CommandPalette::handleKey(int key)
{
    switch (key) {
    case Qt::Key_Down:
    case Qt::Key_Tab:
        m_list->step(1);
        return true;
    case Qt::Key_Up:
    case Qt::Key_Backtab:
        m_list->step(-1);
        return true;
    case Qt::Key_PageDown:
    case Qt::Key_PageUp: {
        const int last = static_cast<int>(m_list->entries().size()) - 1;
        if (last >= 0)
            m_list->setCurrent(std::clamp(m_list->current() + (key == Qt::Key_PageDown ? 10 : -10), 0, last));
        return true;
    }
    case Qt::Key_Return:
    case Qt::Key_Enter:
        run(m_list->current());
        return true;
    default:
        return false;
    }
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress)
        return handleKey(static_cast<QKeyEvent *>(event)->key());
    return QFrame::eventFilter(watched, event);
}

void CommandPalette::paintEvent(QPaintEvent * /*event*/)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.lineStrong, 1));
    painter.setBrush(theme.base);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(1, m_scroll->geometry().top() - 2, width() - 2, 1, theme.line);
    painter.fillRect(1, m_scroll->geometry().bottom() + 2, width() - 2, 1, theme.line);
}

} // namespace gnat
