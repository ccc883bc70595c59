// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>
#include <QVariant>

#include <memory>

class QMenu;
class QTableView;

namespace gnat {

class MessageListModel;
class Preferences;

/// The columns of a message list as the user wants them: which are shown, in which order, how wide, and how the time
/// is written; remembered in the preferences. Its menus hang on the header (right click) and in the View menu. Owned by
/// the page, GUI thread.
class MessageColumns final : public QObject
{
    Q_OBJECT

public:
    /// `table` shows `model`; `name` is the key in the preferences. Puts back what was remembered.
    MessageColumns(QTableView &table, MessageListModel &model, Preferences &preferences, const QString &name,
                   QObject *parent = nullptr);
    ~MessageColumns() override;

    QMenu &columnsMenu() { return *m_columns; }
    QMenu &timeMenu() { return *m_time; }

    bool isShown(int column) const;
    void setShown(int column, bool isShown);
    /// As the list is built.
    void reset();

private:
    void buildColumns();
    void buildTime();
    void showHeaderMenu(const QPoint &where);
    void tick();
    void makeRoomForTime();
    void layOutAsBuilt();
    void restore();
    void note();
    void save();

    QTableView &m_table;
    MessageListModel &m_model;
    Preferences &m_preferences;
    QString m_name;
    std::unique_ptr<QMenu> m_columns;
    std::unique_ptr<QMenu> m_time;
    QTimer m_saveTimer;
    QVariantMap m_noted; ///< to be saved
    bool m_isRestoring = false;
};

} // namespace gnat
