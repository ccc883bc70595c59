// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

class QMenu;

namespace gnat {

class ConnectionSet;
class Preferences;
class SubjectsPane;

/// A subject that somebody wants to find again.
struct SubjectBookmark
{
    QString connection; ///< its name
    QString subject;    ///< with `*` for what is folded
    QString note;
    QString group;

    bool isOf(const SubjectBookmark &other) const { return connection == other.connection && subject == other.subject; }
};

/// The bookmarks of the subject tree, by connection, remembered; they outlive the nodes, and those of subjects that
/// were not seen yet lead to a filter. GUI thread.
class SubjectBookmarks
{
public:
    explicit SubjectBookmarks(const ConnectionSet &connections) : m_connections(connections) {}

    /// Takes what was remembered, and remembers from now on. `preferences` must outlive it.
    void remember(Preferences &preferences);

    const QList<SubjectBookmark> &all() const { return m_all; }
    /// In place of the one on the same subject, if there is one.
    void set(const SubjectBookmark &bookmark);
    void remove(const SubjectBookmark &bookmark);
    /// Asks for note and group, then adds.
    void addCurrent(SubjectsPane &pane);
    void edit(SubjectsPane &pane, const SubjectBookmark &bookmark);
    /// Shows it in the tree, or filters to it.
    void goTo(SubjectsPane &pane, const SubjectBookmark &bookmark) const;
    /// All of them, by group, and what can be done with them.
    void fillMenu(QMenu &menu, SubjectsPane &pane);

private:
    QStringList groups() const;
    QString title(const SubjectBookmark &bookmark, SubjectsPane &pane) const;
    void keep() const;

    const ConnectionSet &m_connections;
    Preferences *m_preferences = nullptr;
    QList<SubjectBookmark> m_all;
};

} // namespace gnat
