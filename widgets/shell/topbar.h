// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolBar>

class QAction;
class QMenu;

namespace gnat {

class BarButton;
class Chip;
class FilterBook;
class FilterEdit;
class Page;

/// The toolbar, the same on each page: Connect, Pause, Follow, the filter field, Publish, Request, Record. What the
/// current page cannot do is greyed out. Knows no page by name; MainWindow tells it which one it serves. GUI thread.
class TopBar : public QToolBar
{
    Q_OBJECT

public:
    /// `book`: where filters are saved and subjects hidden; must outlive the bar.
    explicit TopBar(FilterBook &book, QWidget *parent = nullptr);

    /// The page whose answers the buttons show; null: none (welcome).
    void setPage(Page *page);
    void setCanSend(bool canPublish, bool canRequest);
    void setCanRecord(bool canRecord);
    /// While recording the button shows `text` (elapsed time and size) in red.
    void setRecording(bool isRecording, const QString &text = {});
    void setConnectMenu(QMenu *menu);
    /// Puts the cursor into the filter field, with its text selected.
    void focusFilter();
    void clearFilter();

Q_SIGNALS:
    void connectClicked();
    void publishClicked();
    void requestClicked();
    void recordClicked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void showPage();
    void showHidden();

    FilterBook &m_book;
    Page *m_page = nullptr;
    QWidget *m_left = nullptr;
    FilterEdit *m_filter = nullptr;
    Chip *m_hidden = nullptr; ///< how many subjects are hidden
    BarButton *m_connect = nullptr;
    BarButton *m_pause = nullptr;
    BarButton *m_follow = nullptr;
    BarButton *m_publish = nullptr;
    BarButton *m_request = nullptr;
    BarButton *m_record = nullptr;
};

} // namespace gnat
