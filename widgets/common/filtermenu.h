// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace gnat {

class FilterBook;
class FilterEdit;

/// What the bookmark in the filter field opens: save this filter, those that were saved, and the subjects to be hidden.
/// Filled when it opens.
class FilterMenu final : public QMenu
{
    Q_OBJECT

public:
    FilterMenu(FilterBook &book, FilterEdit *field);

    void editSaved();
    void editHidden();

private:
    void fill();

    FilterBook &m_book;
    FilterEdit *m_field;
};

} // namespace gnat
