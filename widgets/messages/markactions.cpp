// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/markactions.h"

#include "base/text.h"
#include "common/humantext.h"
#include "items/messagelistmodel.h"
#include "items/messagemarks.h"
#include "items/roles.h"
#include "messages/messageactions.h"
#include "messages/messageselection.h"
#include "messages/messagetable.h"

#include <QInputDialog>
#include <QMenu>

#include <algorithm>

namespace gnat {

namespace {

constexpr std::size_t listed = 40;    ///< marks in the menu, the newest ones
constexpr qsizetype longestNote = 60; ///< letters of it in the menu
constexpr int mostAtOnce = 100;       ///< selected messages that one key marks

/// `number`: what a mark without a copy of its message is called.
QString markText(const QString &number, const MessageMark &mark)
{
    auto text = number;
    if (!mark.message.isEmpty()) {
        const auto view = mark.message.view();
        text = timeOfDayText(view.atNs) + u' ' + toText(view.subject).left(longestNote);
    }
    if (!mark.note.isEmpty())
        text += QStringLiteral(": ") + mark.note.left(longestNote);
    return text.replace(u'&', QStringLiteral("&&"));
}

} // namespace

MarkActions::MarkActions(MessageListModel &model, MessageTable &table, MessageMarks &marks, QObject *parent)
    : QObject(parent), m_model(model), m_table(table), m_marks(marks), m_menu(std::make_unique<QMenu>(tr("&Marks")))
{
    m_model.setMarks(&m_marks);
    auto &actions = m_table.messageActions();
    actions.append({});
    actions.addKeyAction(tr("&Mark"), QKeySequence(Qt::Key_M), [this] { toggle(); });
    actions.addKeyAction(tr("N&ote…"), QKeySequence(Qt::Key_N), [this] { askNote(); });
    actions.addKeyAction(
        tr("Next mar&k"), QKeySequence(Qt::Key_F2), [this] { goToNext(); }, false);
    actions.addKeyAction(
        tr("Previo&us mark"), QKeySequence(Qt::SHIFT | Qt::Key_F2), [this] { goToPrevious(); }, false);
    actions.append({m_menu->menuAction()}, false);
    connect(m_menu.get(), &QMenu::aboutToShow, this, &MarkActions::fillMenu);
    fillMenu();
}

MarkActions::~MarkActions() = default;

quint64 MarkActions::current() const
{
    const auto index = m_table.currentIndex();
    return index.isValid() ? index.data(PositionRole).toULongLong() : m_last;
}

void MarkActions::toggle()
{
    const auto chosen = selectedRows(m_table);
    std::vector<int> rows;
    for (const auto &range : chosen) {
        for (int row = range.first; row <= range.last && int(rows.size()) < mostAtOnce; ++row)
            rows.push_back(row);
    }
    if (rows.empty() && m_table.currentIndex().isValid())
        rows.push_back(m_table.currentIndex().row());
    const auto isMarked = [this](int row) {
        return m_marks.find(m_model.position(row)) != nullptr;
    };
    const bool areAll = std::ranges::all_of(rows, isMarked);
    for (const int row : rows) {
        if (areAll) {
            m_marks.remove(m_model.position(row));
        } else if (const auto marked = m_marks.mark(m_model.position(row), m_model.message(row)); !marked) {
            Q_EMIT m_table.noticed(errorText(marked.error()));
            return;
        }
    }
    if (rowCount(chosen) > mostAtOnce)
        Q_EMIT m_table.noticed(tr("The first %1 of %2 selected messages were marked.")
                                   .arg(mostAtOnce)
                                   .arg(countFull(quint64(rowCount(chosen)))));
}

void MarkActions::setNote(const QString &note)
{
    const auto position = current();
    const auto row = m_model.rowOf(position);
    if (const auto marked = m_marks.mark(position, m_model.message(row)); !marked)
        Q_EMIT m_table.noticed(errorText(marked.error()));
    m_marks.setNote(position, note.trimmed());
}

void MarkActions::askNote()
{
    if (!m_table.currentIndex().isValid())
        return;
    const auto *mark = m_marks.find(current());
    auto *dialog = new QInputDialog(&m_table);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Note on a message"));
    dialog->setLabelText(tr("Note on %1:").arg(toText(viewOf(m_table.currentSubject()))));
    dialog->setTextValue(mark ? mark->note : QString());
    dialog->resize(460, dialog->sizeHint().height());
    connect(dialog, &QInputDialog::textValueSelected, this, &MarkActions::setNote);
    dialog->open();
}

bool MarkActions::goToNext()
{
    const auto found = m_marks.next(current());
    if (found)
        goTo(*found);
    return found.has_value();
}

bool MarkActions::goToPrevious()
{
    const auto found = m_marks.previous(current());
    if (found)
        goTo(*found);
    return found.has_value();
}

void MarkActions::goTo(quint64 position)
{
    m_last = position;
    m_model.setSampling(1); // a marked message is a row of its own
    if (m_table.goToPosition(position))
        return;
    m_table.setCurrentIndex({}); // the next step counts from the mark
    if (const auto *mark = m_marks.find(position); mark && !mark->message.isEmpty())
        Q_EMIT copyWanted(mark->message);
    if (m_model.source() && position >= m_model.source()->begin())
        Q_EMIT m_table.noticed(tr("The marked message does not pass the filter. It is open at the right."));
    else
        Q_EMIT m_table.noticed(tr("The list holds the marked message no more. Its copy is open at the right."));
}

void MarkActions::fillMenu()
{
    m_menu->clear();
    std::size_t left = listed;
    for (auto mark = m_marks.all().rbegin(); mark != m_marks.all().rend() && left > 0; ++mark, --left)
        connect(m_menu->addAction(markText(tr("No. %1").arg(countFull(mark->first + 1)), mark->second)),
                &QAction::triggered, this, [this, position = mark->first] { goTo(position); });
    if (m_marks.all().size() > listed)
        m_menu->addAction(tr("and %n more", nullptr, int(m_marks.all().size() - listed)))->setEnabled(false);
    if (m_marks.all().empty())
        m_menu->addAction(tr("None yet: M marks the selected message"))->setEnabled(false);
    m_menu->addSeparator();
    auto *remove = m_menu->addAction(tr("&Remove all marks"));
    remove->setEnabled(!m_marks.all().empty());
    connect(remove, &QAction::triggered, &m_marks, &MessageMarks::clear);
}

} // namespace gnat
