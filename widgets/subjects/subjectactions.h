// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPersistentModelIndex>
#include <QWidget>

class QToolButton;

namespace gnat {

class SubjectsPane;

/// What can be done quickly with the row under the mouse of the subject tree: filter, plot its rate, request. Buttons
/// over the row's sparkline; all of it is in the row's menu as well, for the keyboard. Owned by the tree's viewport.
/// GUI thread.
class SubjectActions final : public QWidget
{
    Q_OBJECT

public:
    explicit SubjectActions(SubjectsPane &pane);

    /// Stands where the mouse is: rows have moved beneath it.
    void follow();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QToolButton *add(const QString &iconName, const QString &name);
    void standAt(const QPoint &position);

    SubjectsPane &m_pane;
    QToolButton *m_request;
    QPersistentModelIndex m_row;
};

} // namespace gnat
