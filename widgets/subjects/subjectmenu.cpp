// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "subjects/subjectmenu.h"

#include "client/connectionset.h"
#include "filter/filterfor.h"
#include "items/subjecttreemodel.h"
#include "subjects/subjectbookmarks.h"
#include "subjects/subjectinterest.h"
#include "subjects/subjectspane.h"

#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QTreeView>

#include <algorithm>

namespace gnat {

namespace {

void copy(const QStringList &lines)
{
    QApplication::clipboard()->setText(lines.join(u'\n'));
}

/// A connection's own row cannot be hidden: its subjects are those of others, too.
void addFilters(QMenu &menu, SubjectsPane &pane, const SubjectChoice &chosen)
{
    const auto name = chosen.name(pane.connections());
    const auto all = chosen.filter(pane.connections());
    menu.addAction(SubjectsPane::tr("Filter to %1").arg(name), &pane,
                   [&pane, all] { Q_EMIT pane.filterRequested(all); });
    menu.addAction(SubjectsPane::tr("Exclude %1").arg(name), &pane,
                   [&pane, none = filterExcept(all)] { Q_EMIT pane.filterTermRequested(none); });
    if (!chosen.hasConnection())
        menu.addAction(SubjectsPane::tr("Hide %1").arg(name), &pane,
                       [&pane, chosen] { pane.hidden().hide(chosen.patterns()); });
}

using Request = void (SubjectsPane::*)(SourceId, const QByteArray &);

QAction *addForEach(QMenu &menu, SubjectsPane &pane, const QString &text, const SubjectChoice &chosen, Request request)
{
    return menu.addAction(text, &pane, [&pane, chosen, request] {
        for (const auto &row : chosen.rows) {
            for (const auto &pattern : row.patterns)
                Q_EMIT(pane.*request)(row.source, pattern);
        }
    });
}

/// Exactly so; what a wider pattern brings cannot be left by itself.
bool isSubscribed(const SubjectsPane &pane, const SubjectChoice &chosen)
{
    bool isAny = false;
    for (const auto &row : chosen.rows) {
        const auto *connection = pane.connections()->find(row.source);
        const auto all = connection ? connection->subscriptions() : QList<SubscriptionInfo>();
        isAny =
            isAny || std::ranges::any_of(all, [&](const auto &each) { return row.patterns.contains(each.pattern); });
    }
    return isAny;
}

void addSubscribing(QMenu &menu, SubjectsPane &pane, const SubjectChoice &chosen)
{
    const auto patterns = chosen.patterns();
    const auto name = chosen.isOne() ? patterns.join(QStringLiteral(", ")) : chosen.name(pane.connections());
    addForEach(menu, pane, SubjectsPane::tr("Subscribe to %1").arg(name), chosen, &SubjectsPane::subscribeRequested);
    addForEach(menu, pane, SubjectsPane::tr("Unsubscribe from %1").arg(name), chosen,
               &SubjectsPane::unsubscribeRequested)
        ->setEnabled(isSubscribed(pane, chosen));
}

void addSending(QMenu &menu, SubjectsPane &pane, const SubjectChoice &chosen)
{
    const auto source = pane.currentSource();
    const auto subject = pane.currentSubject();
    menu.addAction(SubjectsPane::tr("Publish to"), &pane,
                   [&pane, source, subject] { Q_EMIT pane.publishRequested(source, subject); })
        ->setEnabled(chosen.isLiteral());
    menu.addAction(SubjectsPane::tr("Request"), &pane,
                   [&pane, source, subject] { Q_EMIT pane.requestRequested(source, subject); })
        ->setEnabled(chosen.isLiteral());
}

void addLive(QMenu &menu, SubjectsPane &pane, const SubjectChoice &chosen)
{
    addSubscribing(menu, pane, chosen);
    menu.addSeparator();
    addSending(menu, pane, chosen);
    menu.addSeparator();
    menu.addAction(SubjectsPane::tr("Record only %1").arg(chosen.name(pane.connections())), &pane,
                   [&pane, filter = chosen.filter(pane.connections(), true)] { Q_EMIT pane.recordRequested(filter); });
}

void addCopies(QMenu &menu, SubjectsPane &pane, const SubjectChoice &chosen)
{
    menu.addSeparator();
    menu.addAction(SubjectsPane::tr("Copy subject"), qApp, [chosen] { copy(chosen.subjects()); });
    menu.addAction(SubjectsPane::tr("Copy pattern"), qApp, [chosen] { copy(chosen.patterns()); });
    if (pane.bookmarks())
        menu.addAction(SubjectsPane::tr("Bookmark"), &pane, [&pane] { pane.bookmarks()->addCurrent(pane); })
            ->setEnabled(chosen.isOne());
}

/// Folding is of the live tree: a recording's was counted once.
void addFolding(QMenu &menu, SubjectsPane &pane)
{
    const auto node = pane.model()->node(pane.tree()->currentIndex());
    const auto &tree = pane.model()->tree();
    if (tree.foldShape(node) == 0 || tree.isInbox(node))
        return;
    menu.addSeparator();
    auto &folding = pane.folding();
    const bool isKept = folding.isKept(node);
    if (tree.isFolded(node)) {
        auto *keep = menu.addAction(SubjectsPane::tr("Keep folded"), &pane,
                                    [&folding, node, isKept] { isKept ? folding.forget(node) : folding.fold(node); });
        keep->setCheckable(true);
        keep->setChecked(isKept);
        menu.addAction(SubjectsPane::tr("Show every value"), &pane, [&folding, node] { folding.showAll(node); })
            ->setEnabled(tree.isFolding(node));
    }
    if (folding.rule(node).showsAll)
        menu.addAction(SubjectsPane::tr("Let this level fold again"), &pane,
                       [&folding, node] { folding.forget(node); });
    else if (!tree.isFolded(node))
        menu.addAction(SubjectsPane::tr("Fold this level"), &pane, [&folding, node] { folding.fold(node); });
}

} // namespace

void fillSubjectMenu(QMenu &menu, SubjectsPane &pane)
{
    const auto chosen = pane.choice();
    addFilters(menu, pane, chosen);
    menu.addSeparator();
    addForEach(menu, pane, SubjectsPane::tr("Plot rate"), chosen, &SubjectsPane::pinRequested);
    if (pane.isLive())
        addLive(menu, pane, chosen);
    else if (chosen.isOne())
        menu.addAction(SubjectsPane::tr("Replay only %1").arg(chosen.name(nullptr)), &pane,
                       [&pane, chosen] { Q_EMIT pane.replayRequested(chosen.filter(nullptr)); });
    if (!chosen.hasConnection())
        addCopies(menu, pane, chosen);
    if (!pane.isLive() || !chosen.isOne())
        return;
    addFolding(menu, pane);
    if (chosen.hasConnection()) {
        menu.addSeparator();
        pane.interests()->fillMenu(menu, pane.currentSource());
    }
}

} // namespace gnat
