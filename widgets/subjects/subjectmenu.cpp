// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "subjects/subjectmenu.h"

#include "base/text.h"
#include "core/subject.h"
#include "filter/filterfor.h"
#include "items/roles.h"
#include "items/subjecttreemodel.h"
#include "subjects/subjectbookmarks.h"
#include "subjects/subjectinterest.h"
#include "subjects/subjectspane.h"

#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QTreeView>

namespace gnat {

namespace {

/// Everything that a menu's actions need, as it was when the menu was opened: the tree goes on changing.
struct Chosen
{
    explicit Chosen(const SubjectsPane &pane)
        : patterns(pane.selectedPatterns()), subjects(pane.selectedSubjects()),
          name(patterns.size() == 1 ? patterns.first()
                                    : SubjectsPane::tr("%n subject(s)", nullptr, int(patterns.size())))
    {
        for (const auto &index : pane.selection())
            sources << SourceId(index.data(SourceRole).toUInt());
    }

    QStringList patterns;
    QStringList subjects;
    QString name;
    QList<SourceId> sources;
};

void copy(const QStringList &lines)
{
    QApplication::clipboard()->setText(lines.join(u'\n'));
}

void addFilters(QMenu &menu, SubjectsPane &pane, const Chosen &chosen)
{
    const auto all = filterForPatterns(chosen.patterns);
    menu.addAction(SubjectsPane::tr("Filter to %1").arg(chosen.name), &pane,
                   [&pane, all] { Q_EMIT pane.filterRequested(all); });
    const auto none = chosen.patterns.size() == 1 ? u'!' + all : QStringLiteral("!(%1)").arg(all);
    menu.addAction(SubjectsPane::tr("Exclude %1").arg(chosen.name), &pane,
                   [&pane, none] { Q_EMIT pane.filterRequested(none); });
    menu.addAction(SubjectsPane::tr("Hide %1").arg(chosen.name), &pane,
                   [&pane, chosen] { pane.hidden().hide(chosen.patterns); });
}

using Request = void (SubjectsPane::*)(SourceId, const QByteArray &);

void addForEach(QMenu &menu, SubjectsPane &pane, const QString &text, const Chosen &chosen, Request request)
{
    menu.addAction(text, &pane, [&pane, chosen, request] {
        for (qsizetype i = 0; i < chosen.patterns.size(); ++i)
            Q_EMIT(pane.*request)(chosen.sources[i], chosen.patterns[i].toUtf8());
    });
}

void addRecording(QMenu &menu, SubjectsPane &pane, const Chosen &chosen)
{
    menu.addAction(SubjectsPane::tr("Record only %1").arg(chosen.name), &pane,
                   [&pane, filter = pane.selectedFilter()] { Q_EMIT pane.recordRequested(filter); });
}

void addLive(QMenu &menu, SubjectsPane &pane, const Chosen &chosen)
{
    addForEach(menu, pane, SubjectsPane::tr("Subscribe to %1").arg(chosen.name), chosen,
               &SubjectsPane::subscribeRequested);
    addForEach(menu, pane, SubjectsPane::tr("Unsubscribe from %1").arg(chosen.name), chosen,
               &SubjectsPane::unsubscribeRequested);
    menu.addSeparator();
    const auto source = pane.currentSource();
    const auto subject = pane.currentSubject();
    const bool canSend = isLiteralSubject(viewOf(subject));
    menu.addAction(SubjectsPane::tr("Publish to"), &pane,
                   [&pane, source, subject] { Q_EMIT pane.publishRequested(source, subject); })
        ->setEnabled(canSend);
    menu.addAction(SubjectsPane::tr("Request"), &pane,
                   [&pane, source, subject] { Q_EMIT pane.requestRequested(source, subject); })
        ->setEnabled(canSend);
    menu.addSeparator();
    addRecording(menu, pane, chosen);
}

void addCopies(QMenu &menu, const Chosen &chosen)
{
    menu.addAction(SubjectsPane::tr("Copy subject"), qApp, [chosen] { copy(chosen.subjects); });
    menu.addAction(SubjectsPane::tr("Copy pattern"), qApp, [chosen] { copy(chosen.patterns); });
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
    const Chosen chosen(pane);
    addFilters(menu, pane, chosen);
    menu.addSeparator();
    addForEach(menu, pane, SubjectsPane::tr("Plot rate"), chosen, &SubjectsPane::pinRequested);
    if (pane.isLive())
        addLive(menu, pane, chosen);
    else if (chosen.patterns.size() == 1)
        menu.addAction(SubjectsPane::tr("Replay only %1").arg(chosen.name), &pane,
                       [&pane, chosen] { Q_EMIT pane.replayRequested(chosen.patterns.first()); });
    menu.addSeparator();
    addCopies(menu, chosen);
    if (pane.bookmarks())
        menu.addAction(SubjectsPane::tr("Bookmark"), &pane, [&pane] { pane.bookmarks()->addCurrent(pane); })
            ->setEnabled(!pane.currentSubject().isEmpty());
    if (!pane.isLive())
        return;
    addFolding(menu, pane);
    if (pane.currentSubject().isEmpty()) { // a connection's own row
        menu.addSeparator();
        pane.interests()->fillMenu(menu, pane.currentSource());
    }
}

} // namespace gnat
