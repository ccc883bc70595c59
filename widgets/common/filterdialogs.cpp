// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/filterdialogs.h"

#include "base/text.h"
#include "common/textlabel.h"
#include "core/subjectpattern.h"
#include "settings/filterbook.h"
#include "theme/fonts.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QVBoxLayout>

namespace gnat {

namespace {

constexpr int nameColumn = 0;
constexpr int textColumn = 1;

QTableWidget *makeTable(const QStringList &titles, QWidget *parent)
{
    auto *table = new QTableWidget(0, static_cast<int>(titles.size()), parent);
    table->setHorizontalHeaderLabels(titles);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setTabKeyNavigation(false);
    table->setShowGrid(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(24);
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setHighlightSections(false);
    return table;
}

/// Remove at the left, Close at the right.
QHBoxLayout *makeFoot(QDialog *dialog, QPushButton *remove)
{
    auto *box = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    QObject::connect(box, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto *foot = new QHBoxLayout;
    foot->addWidget(remove);
    foot->addStretch(1);
    foot->addWidget(box);
    return foot;
}

} // namespace

SavedFiltersDialog::SavedFiltersDialog(FilterBook &book, QWidget *parent) : QDialog(parent), m_book(book)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Saved filters"));
    resize(560, 320);
    m_table = makeTable({tr("Name"), tr("Filter")}, this);
    m_table->setAccessibleName(tr("Saved filters"));
    m_table->setColumnWidth(nameColumn, 200);
    m_remove = new QPushButton(tr("Remove"), this);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_table, 1);
    layout->addLayout(makeFoot(this, m_remove));
    connect(m_remove, &QPushButton::clicked, this, &SavedFiltersDialog::removeCurrent);
    connect(m_table, &QTableWidget::itemChanged, this, &SavedFiltersDialog::takeNames);
    show(static_cast<int>(book.saved().size()) - 1);
    if (auto *newest = m_table->item(m_table->rowCount() - 1, nameColumn))
        m_table->editItem(newest); // it has just been saved, under its own text
}

void SavedFiltersDialog::show(int current)
{
    const QSignalBlocker blocker(m_table);
    m_table->setRowCount(0);
    for (const auto &saved : m_book.saved()) {
        const int row = m_table->rowCount();
        m_table->insertRow(row);
        m_table->setItem(row, nameColumn, new QTableWidgetItem(saved.name));
        auto *text = new QTableWidgetItem(saved.text);
        text->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        text->setFont(monoFont());
        text->setToolTip(saved.text);
        m_table->setItem(row, textColumn, text);
    }
    m_table->setCurrentCell(std::min(current, m_table->rowCount() - 1), nameColumn);
    m_remove->setEnabled(m_table->rowCount() > 0);
}

void SavedFiltersDialog::takeNames()
{
    auto saved = m_book.saved();
    for (int row = 0; row < m_table->rowCount() && row < saved.size(); ++row) {
        const auto name = m_table->item(row, nameColumn)->text().trimmed();
        saved[row].name = name.isEmpty() ? saved[row].text : name;
    }
    m_book.setSaved(saved);
}

void SavedFiltersDialog::removeCurrent()
{
    const int row = m_table->currentRow();
    auto saved = m_book.saved();
    if (row < 0 || row >= saved.size())
        return;
    saved.removeAt(row);
    m_book.setSaved(saved);
    show(row);
}

HiddenSubjectsDialog::HiddenSubjectsDialog(FilterBook &book, QWidget *parent) : QDialog(parent), m_book(book)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Hidden subjects"));
    resize(460, 360);
    auto *words =
        new QLabel(tr("The list and the tree leave these out. They are received, counted and recorded all the "
                      "same."),
                   this);
    words->setWordWrap(true);
    m_table = makeTable({tr("Subject or pattern")}, this);
    m_table->setAccessibleName(tr("Hidden subjects"));
    m_line = new QLineEdit(this);
    m_line->setFont(monoFont());
    m_line->setPlaceholderText(QStringLiteral("$JS.>"));
    m_line->setAccessibleName(tr("Subject or pattern to hide"));
    auto *hide = new QPushButton(tr("Hide"), this);
    hide->setDefault(true);
    m_problem = new TextLabel({}, TextRole::ErrorSmall, this);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_remove = new QPushButton(tr("Remove"), this);
    m_remove->setAutoDefault(false);
    auto *line = new QHBoxLayout;
    line->addWidget(m_line, 1);
    line->addWidget(hide);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(words);
    layout->addLayout(line);
    layout->addWidget(m_problem);
    layout->addWidget(m_table, 1);
    layout->addLayout(makeFoot(this, m_remove));
    connect(hide, &QPushButton::clicked, this, &HiddenSubjectsDialog::add);
    connect(m_remove, &QPushButton::clicked, this, &HiddenSubjectsDialog::removeCurrent);
    connect(m_table, &QTableWidget::itemChanged, this, &HiddenSubjectsDialog::takeSwitches);
    connect(m_line, &QLineEdit::textEdited, m_problem, &QWidget::hide);
    showPatterns();
    m_line->setFocus();
}

void HiddenSubjectsDialog::showPatterns()
{
    const QSignalBlocker blocker(m_table);
    m_table->setRowCount(0);
    for (const auto &hidden : m_book.hidden()) {
        const int row = m_table->rowCount();
        m_table->insertRow(row);
        auto *item = new QTableWidgetItem(hidden.pattern);
        item->setFont(monoFont());
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(hidden.isOn ? Qt::Checked : Qt::Unchecked);
        m_table->setItem(row, 0, item);
    }
    m_remove->setEnabled(m_table->rowCount() > 0);
}

void HiddenSubjectsDialog::takeSwitches()
{
    auto hidden = m_book.hidden();
    for (int row = 0; row < m_table->rowCount() && row < hidden.size(); ++row)
        hidden[row].isOn = m_table->item(row, 0)->checkState() == Qt::Checked;
    m_book.setHidden(hidden);
}

void HiddenSubjectsDialog::add()
{
    const auto text = m_line->text().trimmed();
    const auto pattern = SubjectPattern::parse(text.toStdString());
    if (!pattern) {
        m_problem->setText(errorText(pattern.error()));
        m_problem->show();
        return;
    }
    m_book.hide({text});
    m_line->clear();
    showPatterns();
}

void HiddenSubjectsDialog::removeCurrent()
{
    auto hidden = m_book.hidden();
    const int row = std::max(m_table->currentRow(), 0);
    if (row >= hidden.size())
        return;
    hidden.removeAt(row);
    m_book.setHidden(hidden);
    showPatterns();
}

} // namespace gnat
