// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/filtermenu.h"

#include "common/filterdialogs.h"
#include "common/filteredit.h"
#include "settings/filterbook.h"

#include <QFontMetrics>

#include <algorithm>

namespace gnat {

namespace {

/// A name or filter in a menu: no accelerators, no longer than a menu should be wide.
QString menuText(const QString &text, const QMenu &menu)
{
    constexpr int mostWidth = 360;
    auto elided = QFontMetrics(menu.font()).elidedText(text, Qt::ElideRight, mostWidth);
    return elided.replace(u'&', QStringLiteral("&&"));
}

} // namespace

FilterMenu::FilterMenu(FilterBook &book, FilterEdit *field) : QMenu(field), m_book(book), m_field(field)
{
    setToolTipsVisible(true);
    connect(this, &QMenu::aboutToShow, this, &FilterMenu::fill);
}

void FilterMenu::fill()
{
    clear();
    const auto text = m_field->text().trimmed();
    const auto isThis = [&](const SavedFilter &saved) {
        return saved.text == text;
    };
    auto *save = addAction(tr("Save this filter"), this, [this, text] {
        m_book.save({text, text});
        editSaved();
    });
    save->setEnabled(!text.isEmpty() && m_field->isValid() && std::ranges::none_of(m_book.saved(), isThis));
    addSeparator();
    for (const auto &saved : m_book.saved()) {
        auto *action = addAction(menuText(saved.name, *this), this, [this, wanted = saved.text] {
            m_field->setText(wanted);
            m_field->apply();
        });
        action->setToolTip(saved.text);
        action->setCheckable(true);
        action->setChecked(saved.text == text);
    }
    auto *edit = addAction(tr("Edit saved filters…"), this, &FilterMenu::editSaved);
    edit->setEnabled(!m_book.saved().isEmpty());
    addSeparator();
    addAction(tr("Hidden subjects…"), this, &FilterMenu::editHidden);
}

void FilterMenu::editSaved()
{
    auto *dialog = new SavedFiltersDialog(m_book, m_field->window());
    dialog->open();
}

void FilterMenu::editHidden()
{
    auto *dialog = new HiddenSubjectsDialog(m_book, m_field->window());
    dialog->open();
}

} // namespace gnat
