// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/paletteopener.h"

#include "client/connectionset.h"
#include "filter/filterfor.h"
#include "settings/filterbook.h"
#include "settings/preferences.h"
#include "shell/mainwindow.h"
#include "shell/page.h"
#include "shell/palettefield.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenuBar>

namespace gnat {

namespace {

const auto lastName = QStringLiteral("palette.last");
const auto livePage = QStringLiteral("live");
constexpr qsizetype mostLast = 5;

} // namespace

PaletteOpener::PaletteOpener(const WindowParts &parts, MainWindow &window, QAction &action)
    : QObject(&window), m_parts(parts), m_window(window), m_action(action)
{
    connect(&action, &QAction::triggered, this, &PaletteOpener::open);
}

void PaletteOpener::placeField(QMenuBar &bar, QWidget *behind)
{
    auto *corner = new QWidget(&bar);
    auto *field = new PaletteField(m_action.shortcut().toString(QKeySequence::NativeText), corner);
    connect(field, &QAbstractButton::clicked, this, &PaletteOpener::open);
    auto *row = new QHBoxLayout(corner);
    row->setContentsMargins(6, 3, 10, 3);
    row->addWidget(field);
    row->addWidget(behind);
    bar.setCornerWidget(corner, Qt::TopRightCorner);
}

void PaletteOpener::open()
{
    if (m_palette)
        return;
    m_palette = new CommandPalette(entries(), std::bind_front(&PaletteOpener::subjects, this),
                                   m_parts.preferences.state(lastName).toStringList(), &m_window);
    connect(m_palette, &CommandPalette::chosen, this, &PaletteOpener::remember);
    m_palette->open();
}

QList<PaletteEntry> PaletteOpener::entries()
{
    QList<PaletteEntry> all;
    for (const auto &connection : m_parts.connections.all()) {
        const auto name = connection->profile().name;
        all.append({PaletteEntry::Connection,
                    QStringLiteral("connect"),
                    tr("Show only %1").arg(name),
                    {},
                    displayUrl(connection->profile()),
                    {},
                    [this, name] {
                        filterTo(filterForConnection(name));
                    }});
    }
    for (const auto &filter : m_parts.filters.saved())
        all.append({PaletteEntry::Filter,
                    QStringLiteral("filter"),
                    filter.name,
                    {},
                    filter.text,
                    {},
                    [this, text = filter.text] {
                        filterTo(text);
                    }});
    auto commands = menuCommands(*m_window.menuBar());
    commands.removeIf([this](const PaletteEntry &entry) {
        return entry.keys == m_action.shortcut().toString(QKeySequence::NativeText);
    });
    return all + commands;
}

/// Of the page that is shown, or of the live traffic where that page knows none.
QList<PaletteEntry> PaletteOpener::subjects(const QString &typed)
{
    auto *page = m_window.currentPage();
    if (!page || !page->canFilter())
        page = m_window.page(livePage);
    const auto words = page ? page->filterVocabulary() : FilterVocabulary();
    auto found = words.subjects ? words.subjects(typed) : QStringList();
    if (words.subjectsWith)
        found += words.subjectsWith(typed);
    found.removeDuplicates();
    QList<PaletteEntry> all;
    for (const auto &subject : found)
        all.append({PaletteEntry::Subject,
                    QStringLiteral("filter"),
                    tr("Filter to %1").arg(subject),
                    subject,
                    {},
                    {},
                    [this, subject] {
                        filterTo(filterForPattern(subject));
                    }});
    return all;
}

void PaletteOpener::filterTo(const QString &text)
{
    if (!m_window.currentPage() || !m_window.currentPage()->canFilter())
        m_window.goToPage(livePage);
    auto *page = m_window.currentPage();
    if (page && page->canFilter())
        page->wantFilter(text);
}

void PaletteOpener::remember(const QString &text)
{
    auto last = m_parts.preferences.state(lastName).toStringList();
    last.removeAll(text);
    last.prepend(text);
    m_parts.preferences.setState(lastName, last.mid(0, mostLast));
}

} // namespace gnat
