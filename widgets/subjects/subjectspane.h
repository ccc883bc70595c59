// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/filtercompletion.h"
#include "subjects/hiddensubjects.h"
#include "subjects/subjectchoice.h"
#include "subjects/subjectfolding.h"
#include "subjects/treewalk.h"

#include <QByteArray>
#include <QPersistentModelIndex>
#include <QWidget>

#include <memory>
#include <optional>

class QAction;
class QLabel;
class QMenu;
class QTreeView;

namespace gnat {

class ChangeGlow;
class CodecRegistry;
class ConnectionSet;
class DockTitle;
class MessageSource;
class SubjectBookmarks;
class LastValues;
class SubjectActions;
class SubjectColumns;
class OpenSubjects;
class SubjectInterests;
class SubjectSearch;
class SubjectTreeModel;

/// The tree of subjects seen, live or in a recording, with a search line and quick ways to filter and plot; live also
/// to subscribe and send, of a recording to replay. GUI thread.
class SubjectsPane final : public QWidget
{
    Q_OBJECT

public:
    /// Takes the model. `connections` null: a recording's subjects.
    SubjectsPane(SubjectTreeModel *model, const ConnectionSet *connections, QWidget *parent = nullptr);
    ~SubjectsPane() override;

    /// Columns, folding and what is hidden come back as they were, and are remembered from now on. `preferences` must
    /// outlive the pane.
    void remember(Preferences &preferences);

    /// Offers a column with the newest payloads of what is in view. Both must outlive the pane.
    void showLastValues(MessageSource &messages, const CodecRegistry &codecs);

    QTreeView *tree() const { return m_tree; }
    SubjectTreeModel *model() const { return m_model; }
    /// The pane's title, to be given to its dock.
    DockTitle *title() const { return m_title; }
    SubjectSearch *searchLine() const { return m_search; }
    SubjectFolding &folding() { return m_folding; }
    HiddenSubjects &hidden() { return *m_hidden; }
    /// The one switch for the system's subjects.
    QAction *hideSystemAction() const { return m_hideSystem; }
    /// Null for a recording's subjects.
    SubjectBookmarks *bookmarks() { return m_bookmarks.get(); }
    SubjectInterests *interests() { return m_interests; }              ///< null: of a recording
    const ConnectionSet *connections() const { return m_connections; } ///< null: of a recording
    bool isLive() const { return m_connections != nullptr; }
    /// Takes what changed; live it is called twice a second, while shown.
    void refresh();
    SourceId currentSource() const;
    /// The subject as it is, with `*` for what is folded.
    QByteArray currentSubject() const;
    bool currentHasMessages() const; ///< a subject itself, not only a branch
    /// In the order of the tree, of the selected rows; at least the current one.
    QModelIndexList selection() const;
    SubjectChoice choice() const { return SubjectChoice(selection()); }
    void openSearch();
    /// Makes the node that the pattern describes current; false if it was not seen yet or is hidden.
    bool goTo(SourceId source, const QByteArray &pattern);
    /// What the title's menu offers.
    void fillTitleMenu(QMenu &menu);
    /// A row that stands for further ones: nothing can be done with it but to open it.
    static bool isMore(const QModelIndex &index);

Q_SIGNALS:
    void currentChanged();
    void pauseToggled();
    void filterRequested(const QString &filter);
    /// Beside the filter that is there.
    void filterTermRequested(const QString &term);
    void pinRequested(gnat::SourceId source, const QByteArray &pattern);
    void subscribeRequested(gnat::SourceId source, const QByteArray &pattern);
    void unsubscribeRequested(gnat::SourceId source, const QByteArray &pattern);
    void publishRequested(gnat::SourceId source, const QByteArray &subject);
    void requestRequested(gnat::SourceId source, const QByteArray &subject);
    /// Record only what passes the filter.
    void recordRequested(const QString &filter);
    /// Of a recording: replay only what passes the filter.
    void replayRequested(const QString &filter);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildHiding();
    void buildTitle();
    void buildTree();
    void wireSearch();
    FilterVocabulary vocabulary() const;
    void applyFilter();
    void closeSearch();
    void goToHit(bool isNext);
    bool waitsBelow(const QModelIndex &index);
    void goOnBelow(const QModelIndex &parent);
    bool openFurther();
    void showMenu(const QPoint &where);
    bool handleKey(int key);
    bool beginSearch(const QString &text);
    void filterToSelection();
    void openMore(const QModelIndex &index);
    void expandConnections();
    void followFolding(NodeIndex current);
    void lookAtValues();
    void setGlowing(bool isOn);
    void showInterest();
    QLabel *makeRemark();
    QString liveRemark() const;

    const ConnectionSet *m_connections;
    SubjectTreeModel *m_model;
    SubjectFolding m_folding;
    HiddenSubjects *m_hidden;
    QAction *m_hideSystem = nullptr;
    SubjectInterests *m_interests = nullptr;
    OpenSubjects *m_openSubjects = nullptr; ///< null: of a recording
    DockTitle *m_title = nullptr;
    SubjectSearch *m_search = nullptr;
    QTreeView *m_tree = nullptr;
    SubjectColumns *m_columns = nullptr;
    SubjectActions *m_actions = nullptr;
    QLabel *m_full = nullptr;
    ChangeGlow *m_glow = nullptr;
    Preferences *m_preferences = nullptr;
    std::unique_ptr<SubjectBookmarks> m_bookmarks;
    std::unique_ptr<LastValues> m_values;
    QLabel *m_unknown = nullptr; ///< why nobody is known to subscribe
    std::optional<OpenBranches> m_beforeSearch;
    QPersistentModelIndex m_goesOn; ///< where the step to the next hit waits for rows
};

} // namespace gnat
