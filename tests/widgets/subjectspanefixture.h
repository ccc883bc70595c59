// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connectionset.h"
#include "common/filteredit.h"
#include "core/clock.h"
#include "flow/dropledger.h"
#include "flow/fanout.h"
#include "items/subjecttreemodel.h"
#include "resources/resources.h"
#include "settings/preferences.h"
#include "subjects/subjectmenu.h"
#include "subjects/subjectsearch.h"
#include "subjects/subjectspane.h"
#include "support/batches.h"
#include "theme/themecontroller.h"

#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTest>
#include <QTreeView>

#include <algorithm>
#include <memory>

namespace gnat::test {

/// The rows on screen, a line each, two blanks a level; `>` marks the current one.
inline QString shown(const QTreeView &view)
{
    QString text;
    for (auto row = view.model()->index(0, 0); row.isValid(); row = view.indexBelow(row)) {
        for (auto above = row.parent(); above.isValid(); above = above.parent())
            text += QStringLiteral("  ");
        text += row == view.currentIndex().siblingAtColumn(0) ? QStringLiteral(">") : QString();
        text += row.data().toString() + u'\n';
    }
    return text;
}

inline QAction *action(const QMenu &menu, const QString &text)
{
    for (auto *each : menu.actions()) {
        if (each->text() == text)
            return each;
        if (each->menu()) {
            if (auto *below = action(*each->menu(), text))
                return below;
        }
    }
    return nullptr;
}

/// A pane on a tree that the test fills, with preferences that stay when it is made anew.
struct House
{
    House()
    {
        initResources();
        ConnectionProfile profile;
        profile.name = QStringLiteral("office");
        profile.servers = QStringList{QStringLiteral("nats://127.0.0.1:1")};
        source = connections.add(profile)->id();
        for (const auto *name : {"subjects.columns", "subjects.folding", "subjects.hidden", "subjects.bookmarks",
                                 "subjects.glow", "subjects.open.office"})
            preferences.setState(QString::fromLatin1(name), {});
        start();
    }

    void start()
    {
        pane.reset();
        tree = std::make_unique<SubjectTree>();
        auto *model = new SubjectTreeModel(*tree, [](SourceId) { return QStringLiteral("office"); });
        pane = std::make_unique<SubjectsPane>(model, &connections);
        pane->remember(preferences);
        pane->resize(500, 700);
        pane->show();
    }

    void add(const std::vector<std::string> &subjects)
    {
        tree->add(*makeBatch(source, subjects, wallNanoseconds()));
        tree->aggregate(now += 33'000'000);
        pane->refresh();
    }
    void addIds(int from, int to)
    {
        std::vector<std::string> subjects;
        for (int i = from; i < to; ++i)
            subjects.push_back("orders." + std::to_string(i) + ".paid");
        add(subjects);
    }
    /// All below one row, which does not fold.
    void addDevices(int count)
    {
        tree->setAutomaticFolding(false);
        std::vector<std::string> subjects;
        for (int i = 0; i < count; ++i)
            subjects.push_back("iot.device" + std::to_string(100'000 + i));
        add(subjects);
    }
    void select(const QString &subject) const
    {
        view().setCurrentIndex(pane->model()->indexOf(source, subject.toStdString()));
    }
    /// From the context menu of what is selected.
    void choose(const QString &text) const
    {
        QMenu menu;
        fillSubjectMenu(menu, *pane);
        auto *chosen = action(menu, text);
        QVERIFY2(chosen && chosen->isEnabled(), qPrintable(text));
        chosen->trigger();
    }
    void chooseInTitle(const QString &text) const
    {
        QMenu menu;
        pane->fillTitleMenu(menu);
        auto *chosen = action(menu, text);
        QVERIFY2(chosen && chosen->isEnabled(), qPrintable(text));
        chosen->trigger();
    }
    /// Something below the search line.
    bool says(const QString &text) const
    {
        const auto labels = pane->searchLine()->findChildren<QLabel *>();
        return std::ranges::any_of(labels,
                                   [&](const QLabel *label) { return label->isVisible() && label->text() == text; });
    }
    QTreeView &view() const { return *pane->tree(); }
    QLineEdit &line() const { return *pane->searchLine()->line(); }

    Fanout fanout;
    DropLedger ledger;
    Preferences preferences;
    ThemeController theme{preferences};
    ConnectionSet connections{fanout, ledger};
    SourceId source;
    std::int64_t now = 1'000'000'000;
    std::unique_ptr<SubjectTree> tree;
    std::unique_ptr<SubjectsPane> pane;
};

} // namespace gnat::test
