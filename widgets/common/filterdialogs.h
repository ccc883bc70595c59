// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLineEdit;
class QPushButton;
class QTableWidget;

namespace gnat {

class FilterBook;
class TextLabel;

/// Names and removes saved filters; what is done holds at once. Deletes itself when closed; window-modal.
class SavedFiltersDialog final : public QDialog
{
    Q_OBJECT

public:
    SavedFiltersDialog(FilterBook &book, QWidget *parent);

private:
    void show(int current);
    void takeNames();
    void removeCurrent();

    FilterBook &m_book;
    QTableWidget *m_table = nullptr;
    QPushButton *m_remove = nullptr;
};

/// The subjects and patterns that list and tree leave out, each with a switch. Deletes itself when closed;
/// window-modal.
class HiddenSubjectsDialog final : public QDialog
{
    Q_OBJECT

public:
    HiddenSubjectsDialog(FilterBook &book, QWidget *parent);

private:
    void showPatterns();
    void takeSwitches();
    void add();
    void removeCurrent();

    FilterBook &m_book;
    QTableWidget *m_table = nullptr;
    QLineEdit *m_line = nullptr;
    TextLabel *m_problem = nullptr;
    QPushButton *m_remove = nullptr;
};

} // namespace gnat
