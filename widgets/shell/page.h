// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/filter.h"
#include "filter/filtercompletion.h"
#include "items/listfigures.h"

#include <QDockWidget>
#include <QList>
#include <QMainWindow>
#include <QSize>
#include <QString>

#include <optional>

namespace gnat {

/// A page of the window: a nested main window with docks of its own, chosen in the rail. The toolbar is shared: it asks
/// the current page what it can and calls what the user wants; the page emits stateChanged() when an answer changed.
/// In a narrow window the dock at the right lies as a tab beside the one at the bottom. Owned by MainWindow once added.
/// GUI thread.
class Page : public QMainWindow
{
    Q_OBJECT

public:
    /// Below this width of the window the dock at the right is folded.
    static constexpr int narrowWidth = 1180;

    explicit Page(QWidget *parent = nullptr);

    virtual QString id() const = 0;       ///< "live"; names the saved layout, never translated
    virtual QString title() const = 0;    ///< for rail and View menu
    virtual QString iconName() const = 0; ///< for icon()

    // What the toolbar shows. False greys the control out, it never vanishes.
    virtual bool canFilter() const { return false; }
    virtual bool canPause() const { return false; }
    virtual bool canFollow() const { return false; }
    virtual bool canPublish() const { return false; } ///< has a composer for messages
    virtual bool canRequest() const { return false; } ///< has a composer for requests

    virtual QString filterPlaceholder() const;
    virtual QString filterText() const { return {}; }
    /// The text as typed, 150 ms after the last key. A wrong one keeps the last valid filter: filterErrorChanged().
    virtual void setFilterText(const QString &text);
    /// Another filter, also in the field.
    void wantFilter(const QString &text);

    /// What a filter can speak of here, for completion.
    virtual FilterVocabulary filterVocabulary() { return {}; }
    virtual bool hidesSubjects() const { return false; } ///< its list leaves out what the filter book hides

    virtual bool isPaused() const { return false; }
    virtual void setPaused(bool isPaused);
    virtual bool isFollowing() const { return false; }
    virtual void setFollowing(bool isFollowing);

    /// Opens the composer, filled from the selection; never sends. If the current page cannot, the window goes to one
    /// that can.
    virtual void showPublish() {}
    virtual void showRequest() {}

    /// What became of the kept messages in the page's list, for "Where messages go"; nothing: it shows none of them.
    virtual std::optional<ListFigures> listFigures() const { return std::nullopt; }
    /// What the status bar says about the list ("List shows every message"); empty: nothing. A sampled list is a chip.
    virtual QString listState() const { return {}; }
    /// The figure behind these words; of a sampled list, by itself: "1 in 410".
    virtual QString listFigure() const { return {}; }
    virtual bool isListSampled() const { return false; }
    /// The page's own actions for the Message menu, with their shortcuts; asked each time the page is shown.
    virtual QList<QAction *> messageActions() const { return {}; }

    /// What the View menu offers for the page's views, columns of a list for instance; asked each time it is shown.
    virtual QList<QAction *> viewActions() const { return {}; }

    /// The docks for the View menu, in the order in which they were added.
    const QList<QDockWidget *> &pageDocks() const { return m_docks; }
    /// Called once, after all docks were added: what the user left is put back when the page is first shown, else the
    /// built-in layout stays. The focus then goes to the page's focusProxy().
    void restoreLayout(const QByteArray &state);
    QByteArray layoutState() const;
    /// Back to the layout that the page was built with.
    void resetLayout();

Q_SIGNALS:
    /// One of the answers above changed.
    void stateChanged();
    /// Without a message: the filter is valid.
    void filterErrorChanged(const gnat::FilterError &error);
    /// How many messages pass the filter so far; -1: no filter.
    void filterHitsChanged(qint64 hits);
    /// The share of the messages that the filter has looked at; -1: all.
    void filterProgressChanged(double share);
    /// The page itself wants another text in the filter field (a click on "Filter to subject").
    void filterTextWanted(const QString &text);

protected:
    /// Passes on what a filter tells: errors, hits, progress.
    template <typename Telling>
    void showFilter(const Telling &filter)
    {
        connect(&filter, &Telling::errorChanged, this, &Page::filterErrorChanged);
        connect(&filter, &Telling::hitsChanged, this, &Page::filterHitsChanged);
        connect(&filter, &Telling::progressChanged, this, &Page::filterProgressChanged);
    }

    /// A term besides those that are there.
    void wantFilterTerm(const QString &term);

    /// Adds a dock; `name` is for the saved layout ("navigator") and never translated. Its content becomes the dock's.
    QDockWidget *addDock(const QString &name, const QString &title, Qt::DockWidgetArea area, QWidget *content);
    /// Adds a dock as a tab behind another.
    QDockWidget *addDockBehind(const QString &name, const QString &title, QDockWidget *front, QWidget *content);

    /// The dock's width or height in the layout that the page is built with.
    void setDockSize(QDockWidget *dock, int pixels, Qt::Orientation orientation);
    /// Shows a dock, in front of those that are tabs beside it.
    static void bringForward(QDockWidget *dock);
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct DockSize
    {
        QDockWidget *dock;
        int pixels;
        Qt::Orientation orientation;
    };

    void foldToWidth();
    void fold();
    void unfold();
    void restore(const QByteArray &state);
    void resizeAsBuilt();
    QDockWidget *makeDock(const QString &name, const QString &title, QWidget *content);

    QList<QDockWidget *> m_docks;
    QList<DockSize> m_dockSizes;
    QByteArray m_builtIn;
    QByteArray m_remembered;          ///< put back when the page is first shown
    QDockWidget *m_details = nullptr; ///< built at the right
    QDockWidget *m_time = nullptr;    ///< built at the bottom
    QSize m_beforeFold;               ///< width of m_details, height of m_time; empty: not known
    bool m_isLaidOut = false;
    bool m_isFolded = false;
};

} // namespace gnat
