// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connection.h"
#include "compose/draft.h"
#include "live/firstlook.h"
#include "live/latestmessage.h"
#include "live/timedock.h"
#include "shell/page.h"

#include <optional>

class QStackedWidget;

namespace gnat {

class AnalysisThread;
class CodecRegistry;
class Composer;
class ConnectionSet;
class EmptyState;
class FilterBook;
class FrameTicker;
class GraphPane;
class LiveList;
class MessageDetails;
class MessageFilter;
class MessageListModel;
class MessageTable;
class Preferences;
class SubjectsPane;
class SubscriptionsPane;
class TrafficView;

/// What flows now: subjects and subscriptions at the left, the message list, the open message at the right, graphs and
/// a composer for messages below. Everything moves on the ticker, and only what is shown.
class LivePage final : public Page
{
    Q_OBJECT

public:
    LivePage(ConnectionSet &connections, TrafficView &traffic, const CodecRegistry &codecs, SendHistory &history,
             FrameTicker &ticker, Preferences &preferences, AnalysisThread &analysis, QWidget *parent = nullptr);

    QString id() const override { return QStringLiteral("live"); }
    QString title() const override { return tr("Live"); }
    QString iconName() const override { return QStringLiteral("live"); }
    bool canFilter() const override { return true; }
    bool canPause() const override { return true; }
    bool canFollow() const override { return true; }
    bool canPublish() const override { return true; }
    bool canRequest() const override { return true; }
    std::optional<ListFigures> listFigures() const override;
    QString listState() const override;
    QString listFigure() const override;
    bool isListSampled() const override;
    QList<QAction *> messageActions() const override;
    QList<QAction *> viewActions() const override;
    /// The subjects to be hidden are found there; must outlive the page.
    void setFilterBook(FilterBook &book);
    bool hidesSubjects() const override { return true; }
    FilterVocabulary filterVocabulary() override;
    QString filterText() const override;
    void setFilterText(const QString &text) override;
    bool isPaused() const override;
    void setPaused(bool isPaused) override;
    bool isFollowing() const override;
    void setFollowing(bool isFollowing) override;
    void showPublish() override;
    /// Asks for the Bench: requestRequested().
    void showRequest() override;
    /// Opens the line for a new subscription (Ctrl+U).
    void addSubscription();

    MessageTable &table() { return *m_table; }
    MessageListModel &messages() { return *m_model; }
    SubjectsPane &subjects() { return *m_subjects; }
    SubscriptionsPane &subscriptions() { return *m_subscriptions; }
    MessageDetails &details() { return *m_details; }
    TimeDock &time() { return *m_time; }
    GraphPane &graphs() { return m_time->graphs(); }
    Composer &composer() { return m_time->composer(); }

Q_SIGNALS:
    /// Open the Bench with this, ready to be sent; never sends.
    void requestRequested(const gnat::Draft &draft);
    /// Begin a recording of what passes the filter.
    void recordRequested(const QString &filter);

private:
    void buildNavigator();
    void buildCenter();
    void buildDetails();
    void buildTime(AnalysisThread &analysis);
    void wireSubjects();
    void wireTable();
    void tick(quint64 count);
    void showSelectedRow();
    void openMessage(const MessageHandle &message, quint64 position);
    void showPosition(quint64 position);
    void followSubject();
    void showLatest();
    void refreshCenter();
    QString connectionName(SourceId source) const;
    Draft draftFromSelection() const;
    void openPublish(const Draft &draft);
    void sendTestMessage();

    ConnectionSet &m_connections;
    TrafficView &m_traffic;
    const CodecRegistry &m_codecs;
    SendHistory &m_history;
    Preferences &m_preferences;
    LatestMessage m_latest;
    std::optional<FirstLook> m_firstLook; ///< made when its views are there
    MessageListModel *m_model = nullptr;
    MessageFilter *m_filter = nullptr;
    SubjectsPane *m_subjects = nullptr;
    SubscriptionsPane *m_subscriptions = nullptr;
    QStackedWidget *m_center = nullptr;
    EmptyState *m_empty = nullptr;
    MessageTable *m_table = nullptr;
    LiveList *m_list = nullptr;
    MessageDetails *m_details = nullptr;
    QDockWidget *m_detailsDock = nullptr;
    QDockWidget *m_subjectsDock = nullptr;
    QDockWidget *m_timeDock = nullptr;
    TimeDock *m_time = nullptr;
    quint64 m_openPosition = 0; ///< of the message in the details
};

} // namespace gnat
