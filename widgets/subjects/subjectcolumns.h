// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>

class QMenu;
class QTreeView;

namespace gnat {

class Preferences;
class SubjectDelegate;
class SubjectTreeModel;

/// The columns of a subject tree: one without a header, or with one and the figures that the user chose; what it sorts
/// by. Remembered. GUI thread.
class SubjectColumns final : public QObject
{
    Q_OBJECT

public:
    SubjectColumns(QTreeView &view, SubjectTreeModel &model, SubjectDelegate &delegate, QObject *parent);

    /// Takes what was remembered under `name`, and remembers from now on.
    void remember(Preferences &preferences, const QString &name);
    void fillMenu(QMenu &menu);
    /// Puts rows in order, and the most active in front, if it is time: at most every 2 s, and not while the mouse is
    /// over the tree.
    void sortAgain();
    bool isShown(int column) const;
    void setShown(int column, bool isShown);
    int sortedBy() const;
    void sortBy(int column, Qt::SortOrder order);

Q_SIGNALS:
    /// Others are shown, or it is sorted by another.
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void apply();
    void fit();
    void keep();

    QTreeView &m_view;
    SubjectTreeModel &m_model;
    SubjectDelegate &m_delegate;
    Preferences *m_preferences = nullptr;
    QString m_name;
    QElapsedTimer m_sorted;
};

} // namespace gnat
