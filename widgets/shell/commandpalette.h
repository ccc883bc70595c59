// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/paletteentry.h"

#include <QFrame>
#include <QStringList>

class QLabel;
class QLineEdit;
class QScrollArea;

namespace gnat {

class PaletteList;

/// Finds everything: actions of all menus, connections, saved filters, and the subjects that were seen. Type, choose
/// with Up and Down, Enter or a click runs, Esc closes. Deletes itself when closed. GUI thread.
class CommandPalette final : public QFrame
{
    Q_OBJECT

public:
    /// Entries for the subjects that continue what is typed; answers at once.
    using FindSubjects = std::function<QList<PaletteEntry>(const QString &prefix)>;

    /// `last`: texts of what was chosen lately, newest first.
    CommandPalette(const QList<PaletteEntry> &entries, FindSubjects findSubjects, const QStringList &last,
                   QWidget *window);

    /// Opens in the upper half of its window, with the cursor in the field.
    void open();
    QLineEdit &field() { return *m_field; }
    PaletteList &list() { return *m_list; }

Q_SIGNALS:
    /// It is closed; what was chosen runs after this.
    void chosen(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    void search();
    void fit();
    void run(int row);
    bool handleKey(int key);

    QList<PaletteEntry> m_entries;
    FindSubjects m_findSubjects;
    QStringList m_last;
    QLineEdit *m_field = nullptr;
    PaletteList *m_list = nullptr;
    QScrollArea *m_scroll = nullptr;
    QLabel *m_found = nullptr;
};

} // namespace gnat
