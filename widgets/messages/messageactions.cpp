// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/messageactions.h"

#include "base/text.h"
#include "common/humantext.h"
#include "filter/filterfor.h"
#include "messages/exchangejump.h"
#include "messages/messageselection.h"
#include "messages/messagetable.h"
#include "transfer/copyas.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>

#include <algorithm>

namespace gnat {

namespace {

std::vector<MessageView> viewsOf(const std::vector<MessageHandle> &messages)
{
    std::vector<MessageView> views;
    std::ranges::transform(messages, std::back_inserter(views), [](const auto &message) { return message.view(); });
    return views;
}

/// Payloads that a text does not give back.
std::ptrdiff_t withoutText(const std::vector<MessageHandle> &messages)
{
    return std::ranges::count_if(messages, [](const auto &message) {
        const auto payload = message.view().payload;
        return !isUtf8(payload) || payload.find('\0') != std::string_view::npos;
    });
}

} // namespace

MessageActions::MessageActions(MessageTable &table)
    : QObject(&table), m_table(table), m_copyAs(std::make_unique<QMenu>(tr("Copy &as")))
{
    buildFilter();
    addLine();
    buildCopy();
    addLine();
    buildSend();
    connect(&m_table, &MessageTable::currentMessageChanged, this, &MessageActions::enable);
    enable();
}

MessageActions::~MessageActions() = default;

QAction *MessageActions::add(const QString &text, const std::function<void()> &act)
{
    auto *action = new QAction(text, this);
    connect(action, &QAction::triggered, this, [act] { act(); });
    m_all.append(action);
    m_needMessage.append(action);
    return action;
}

/// Not a shortcut of the action: that would act everywhere in the window, also where text is edited.
QAction *MessageActions::addKeyAction(const QString &text, const QKeySequence &keys, const std::function<void()> &act,
                                      bool needsMessage)
{
    auto *action = add(text + u'\t' + keys.toString(QKeySequence::NativeText), act);
    m_keys.push_back({keys, action});
    if (!needsMessage)
        m_needMessage.removeAll(action);
    enable();
    return action;
}

void MessageActions::addLine()
{
    auto *line = new QAction(this);
    line->setSeparator(true);
    m_all.append(line);
}

void MessageActions::append(const QList<QAction *> &actions, bool withLine)
{
    if (withLine)
        addLine();
    m_all.append(actions);
}

void MessageActions::buildFilter()
{
    const auto subject = [this] {
        return filterForSubject(viewOf(m_table.currentSubject()));
    };
    add(tr("&Filter to this subject"), [this, subject] {
        Q_EMIT m_table.filterRequested(subject());
    })->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L));
    add(tr("&Exclude this subject"), [this, subject] { Q_EMIT m_table.filterTermRequested(filterExcept(subject())); });
    add(tr("&Hide this subject"), [this] { Q_EMIT m_table.hideRequested({toText(viewOf(m_table.currentSubject()))}); });
    addKeyAction(tr("&Previous on this subject"), QKeySequence(Qt::Key_BracketLeft),
                 [this] { m_table.goToSameSubject(-1); });
    addKeyAction(tr("&Next on this subject"), QKeySequence(Qt::Key_BracketRight),
                 [this] { m_table.goToSameSubject(1); });
    addKeyAction(tr("&Go to its request or reply"), QKeySequence(Qt::Key_G),
                 [this] { jumpToPartner(m_table, m_table.currentIndex()); });
}

void MessageActions::buildCopy()
{
    addKeyAction(tr("&Copy rows"), QKeySequence::Copy, [this] { copyRows(); });
    addKeyAction(tr("Copy pay&load"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), [this] { copyPayload(); });
    add(tr("Copy &subject"), [this] { QApplication::clipboard()->setText(toText(viewOf(m_table.currentSubject()))); });
    for (const auto format : copyFormats)
        connect(m_copyAs->addAction(copyFormatName(format)), &QAction::triggered, this,
                [this, format] { copyAs(format); });
    m_all.append(m_copyAs->menuAction());
    m_needMessage.append(m_copyAs->menuAction());
}

void MessageActions::buildSend()
{
    m_sending.append(add(tr("P&ublish again"), [this] { Q_EMIT m_table.publishRequested(m_table.currentMessage()); }));
    m_sending.append(add(tr("&Request"), [this] { Q_EMIT m_table.requestRequested(m_table.currentMessage()); }));
    addKeyAction(tr("Plot ra&te"), QKeySequence(Qt::Key_P),
                 [this] { Q_EMIT m_table.pinRequested(m_table.currentSubject()); });
    setCanSend(false);
}

void MessageActions::setCanSend(bool canSend)
{
    for (auto *action : std::as_const(m_sending))
        action->setVisible(canSend);
}

void MessageActions::enable()
{
    const bool hasMessage = m_table.currentIndex().isValid();
    for (auto *action : std::as_const(m_needMessage))
        action->setEnabled(hasMessage);
}

QAction *MessageActions::meant(const QKeyEvent &key) const
{
    const QKeySequence pressed(key.keyCombination());
    const auto found = std::ranges::find(m_keys, pressed, &Key::keys);
    return found == m_keys.end() ? nullptr : found->action;
}

bool MessageActions::means(const QKeyEvent &key) const
{
    return meant(key) != nullptr;
}

bool MessageActions::trigger(const QKeyEvent &key) const
{
    auto *action = meant(key);
    if (action)
        action->trigger();
    return action != nullptr;
}

void MessageActions::copyRows()
{
    const auto *header = m_table.horizontalHeader();
    QString text;
    qint64 left = SelectedMessages::maxMessages;
    const auto rows = selectedRows(m_table);
    for (const auto &range : rows) {
        for (int row = range.first; row <= range.last && left > 0; ++row, --left) {
            QStringList cells;
            for (int place = 1; place < header->count(); ++place) { // all but the stripe, as they stand
                if (const int column = header->logicalIndex(place); !m_table.isColumnHidden(column))
                    cells << m_table.model()->index(row, column).data().toString();
            }
            text += cells.join(u'\t') + u'\n';
        }
    }
    if (!text.isEmpty())
        QApplication::clipboard()->setText(text);
    if (const auto count = rowCount(rows); count > SelectedMessages::maxMessages)
        Q_EMIT m_table.noticed(tr("The first %1 of %2 selected rows were copied. Export them to have all.")
                                   .arg(countFull(SelectedMessages::maxMessages), countFull(quint64(count))));
}

void MessageActions::copyAs(CopyFormat format)
{
    const auto chosen = selectedMessages(m_table);
    if (!chosen.messages.empty()) {
        const auto server = m_server ? m_server(chosen.messages.front().view().source) : QString();
        QApplication::clipboard()->setText(copiedAs(
            format, viewsOf(chosen.messages), server.isEmpty() ? QStringLiteral("nats://127.0.0.1:4222") : server));
    }
    if (chosen.isCut)
        Q_EMIT m_table.noticed(tr("The first %1 of %2 selected messages were copied. Export them to have all.")
                                   .arg(countFull(chosen.messages.size()), countFull(quint64(chosen.selected))));
    else if (chosen.notLoaded > 0)
        Q_EMIT m_table.noticed(
            tr("%1 of %2 selected messages could not be copied: they are no longer kept, or not read "
               "from the file yet.")
                .arg(countFull(quint64(chosen.notLoaded)), countFull(quint64(chosen.selected))));
    else if (const auto lost = format == CopyFormat::Text ? withoutText(chosen.messages) : 0; lost > 0)
        Q_EMIT m_table.noticed(tr("%1 of %2 payloads are not text: what cannot be read stands as a replacement "
                                  "character. A hex dump or Base64 (Copy as) has every byte.")
                                   .arg(countFull(quint64(lost)), countFull(chosen.messages.size())));
}

void MessageActions::copyPayload()
{
    copyAs(CopyFormat::Text);
}

} // namespace gnat
