// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strongid.h"

#include <QByteArray>
#include <QWidget>

class QLineEdit;
class QMenu;
class QTreeView;

namespace gnat {

class ConnectionSet;
class DockTitle;
class SubjectTreeModel;

/// The tree of subjects seen, live or in a recording, with a search line and quick ways to filter and plot; live also
/// to subscribe and send, of a recording to replay. GUI thread.
class SubjectsPane final : public QWidget
{
    Q_OBJECT

public:
    /// Takes the model. `connections` null: a recording's subjects.
    SubjectsPane(SubjectTreeModel *model, const ConnectionSet *connections, QWidget *parent = nullptr);

    QTreeView *tree() const { return m_tree; }
    SubjectTreeModel *model() const { return m_model; }
    /// The pane's title, to be given to its dock.
    DockTitle *title() const { return m_title; }
    /// Takes what changed; live it is called twice a second, while shown.
    void refresh();
    SourceId currentSource() const;
    /// The subject as it is; for a branch the pattern of all below ("shop.>").
    QByteArray currentSubject() const;
    QByteArray currentPattern() const;
    bool currentHasMessages() const; ///< a subject itself, not only a branch
    void openSearch();

Q_SIGNALS:
    void currentChanged();
    void pauseToggled();
    void filterRequested(const QString &pattern);
    void pinRequested(gnat::SourceId source, const QByteArray &pattern);
    void subscribeRequested(gnat::SourceId source, const QByteArray &pattern);
    void unsubscribeRequested(gnat::SourceId source, const QByteArray &pattern);
    void publishRequested(gnat::SourceId source, const QByteArray &subject);
    void requestRequested(gnat::SourceId source, const QByteArray &subject);
    /// Of a recording: replay only what matches.
    void replayRequested(const QString &pattern);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildTree();
    void buildSearch();
    void search(const QString &text);
    void showMenu(const QPoint &where);
    void addLiveActions(QMenu &menu);
    bool handleKey(int key);
    void filterToCurrent();
    void expandConnections();

    const ConnectionSet *m_connections;
    DockTitle *m_title = nullptr;
    QLineEdit *m_search = nullptr;
    QTreeView *m_tree = nullptr;
    SubjectTreeModel *m_model = nullptr;
};

} // namespace gnat
