// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "subjects/subjectbookmarks.h"

#include "base/text.h"
#include "client/connectionset.h"
#include "filter/filterfor.h"
#include "items/roles.h"
#include "items/subjecttreemodel.h"
#include "settings/preferences.h"
#include "subjects/bookmarkdialog.h"
#include "subjects/subjectspane.h"

#include <QMenu>
#include <QTreeView>

#include <algorithm>

namespace gnat {

namespace {

const QString stateName = QStringLiteral("subjects.bookmarks");

QVariantMap toMap(const SubjectBookmark &bookmark)
{
    return {{QStringLiteral("connection"), bookmark.connection},
            {QStringLiteral("subject"), bookmark.subject},
            {QStringLiteral("note"), bookmark.note},
            {QStringLiteral("group"), bookmark.group}};
}

SubjectBookmark fromMap(const QVariantMap &map)
{
    return {map.value(QStringLiteral("connection")).toString(), map.value(QStringLiteral("subject")).toString(),
            map.value(QStringLiteral("note")).toString(), map.value(QStringLiteral("group")).toString()};
}

void addHeading(QMenu &menu, const QString &group)
{
    menu.addSeparator();
    if (!group.isEmpty())
        menu.addAction(group)->setEnabled(false);
}

bool isBefore(const SubjectBookmark &left, const SubjectBookmark &right)
{
    if (left.group != right.group)
        return left.group.localeAwareCompare(right.group) < 0;
    return left.subject != right.subject ? left.subject < right.subject : left.connection < right.connection;
}

} // namespace

void SubjectBookmarks::remember(Preferences &preferences)
{
    m_preferences = &preferences;
    m_all.clear();
    for (const auto &entry : preferences.state(stateName).toList()) {
        if (const auto bookmark = fromMap(entry.toMap()); !bookmark.subject.isEmpty())
            m_all << bookmark;
    }
}

void SubjectBookmarks::keep() const
{
    QVariantList list;
    for (const auto &bookmark : m_all)
        list << toMap(bookmark);
    if (m_preferences)
        m_preferences->setState(stateName, list);
}

void SubjectBookmarks::set(const SubjectBookmark &bookmark)
{
    m_all.removeIf([&](const SubjectBookmark &known) { return known.isOf(bookmark); });
    m_all.insert(std::ranges::upper_bound(m_all, bookmark, isBefore), bookmark);
    keep();
}

void SubjectBookmarks::remove(const SubjectBookmark &bookmark)
{
    m_all.removeIf([&](const SubjectBookmark &known) { return known.isOf(bookmark); });
    keep();
}

QStringList SubjectBookmarks::groups() const
{
    QStringList names;
    for (const auto &bookmark : m_all) {
        if (!bookmark.group.isEmpty() && !names.contains(bookmark.group))
            names << bookmark.group;
    }
    return names;
}

void SubjectBookmarks::addCurrent(SubjectsPane &pane)
{
    const auto *connection = m_connections.find(pane.currentSource());
    const auto subject = toText(viewOf(pane.currentSubject()));
    if (!connection || subject.isEmpty())
        return;
    SubjectBookmark bookmark{connection->profile().name, subject, {}, {}};
    const auto known = std::ranges::find_if(m_all, [&](const auto &other) { return other.isOf(bookmark); });
    edit(pane, known == m_all.end() ? bookmark : *known);
}

void SubjectBookmarks::edit(SubjectsPane &pane, const SubjectBookmark &bookmark)
{
    const bool isKnown = std::ranges::any_of(m_all, [&](const auto &other) { return other.isOf(bookmark); });
    auto *dialog = new BookmarkDialog(bookmark, groups(), isKnown, &pane);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::accepted, &pane, [this, dialog] { set(dialog->bookmark()); });
    QObject::connect(dialog, &BookmarkDialog::removed, &pane, [this, bookmark] { remove(bookmark); });
    dialog->open();
}

void SubjectBookmarks::goTo(SubjectsPane &pane, const SubjectBookmark &bookmark) const
{
    const auto *connection = m_connections.findByName(bookmark.connection);
    if (!connection || !pane.goTo(connection->id(), bookmark.subject.toUtf8()))
        Q_EMIT pane.filterRequested(filterForPattern(bookmark.subject));
}

QString SubjectBookmarks::title(const SubjectBookmark &bookmark, SubjectsPane &pane) const
{
    const auto *connection = m_connections.findByName(bookmark.connection);
    const auto subject = bookmark.subject.toStdString();
    const bool isSeen = connection && pane.model()->tree().findPattern(connection->id(), subject) != SubjectTree::root;
    auto text = bookmark.subject;
    if (!bookmark.note.isEmpty())
        text += QStringLiteral("  ") + bookmark.note;
    return (isSeen ? text : SubjectsPane::tr("%1 (not seen yet)").arg(text)).replace(u'&', QStringLiteral("&&"));
}

void SubjectBookmarks::fillMenu(QMenu &menu, SubjectsPane &pane)
{
    menu.addAction(SubjectsPane::tr("Bookmark the selected subject"), &pane, [this, &pane] { addCurrent(pane); })
        ->setEnabled(!pane.currentSubject().isEmpty());
    if (m_all.isEmpty())
        return;
    auto *edits = new QMenu(SubjectsPane::tr("Edit"), &menu);
    QString group;
    bool isFirst = true;
    for (const auto &bookmark : m_all) {
        if (isFirst || bookmark.group != group)
            addHeading(menu, bookmark.group);
        isFirst = false;
        group = bookmark.group;
        const auto text = title(bookmark, pane);
        menu.addAction(text, &pane, [this, &pane, bookmark] { goTo(pane, bookmark); })->setToolTip(bookmark.connection);
        edits->addAction(text, &pane, [this, &pane, bookmark] { edit(pane, bookmark); });
    }
    menu.setToolTipsVisible(true);
    menu.addSeparator();
    menu.addMenu(edits);
}

} // namespace gnat
