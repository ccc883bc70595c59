// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "subjects/subjectbookmarks.h"

#include <QDialog>

class QComboBox;
class QLineEdit;

namespace gnat {

/// Note and group of a bookmark. Window-modal; GUI thread.
class BookmarkDialog final : public QDialog
{
    Q_OBJECT

public:
    BookmarkDialog(const SubjectBookmark &bookmark, const QStringList &groups, bool canRemove, QWidget *parent);

    SubjectBookmark bookmark() const;

Q_SIGNALS:
    void removed();

private:
    SubjectBookmark m_bookmark;
    QLineEdit *m_note;
    QComboBox *m_group;
};

} // namespace gnat
