// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recordings/replaycontrol.h"
#include "shell/page.h"
#include "subjects/hiddensubjects.h"

#include <memory>
#include <optional>

class QStackedWidget;
class QTabWidget;

namespace gnat {

class Banner;
class CodecRegistry;
class ConnectionSet;
class DensityTimeline;
class EmptyState;
class FilterBook;
class MessageDetails;
class MessageFilter;
class MessageListModel;
class MessageTable;
class Preferences;
class ExchangePairing;
class RecordedColumns;
class RecordedList;
class RecordedModel;
class RecordedOverview;
class RecordedSubjects;
class RecordingSet;
class RecordingHeader;
class RecordingMarks;
class RecordingsPane;
class RecordingSource;
class RecordingTools;
class ReplaySetup;
class TimePane;
class TransportBar;

/// Recordings: the files at the left, and the subjects of the opened one, its messages as a list, how to replay
/// it at the right, its time below.
class RecordingsPage final : public Page
{
    Q_OBJECT

public:
    using TargetFunction = ReplayControl::TargetFunction;

    RecordingsPage(ConnectionSet &connections, RecordingSet &recordings, Replayer &replayer,
                   const CodecRegistry &codecs, Preferences &preferences, TargetFunction target,
                   QWidget *parent = nullptr);
    ~RecordingsPage() override;

    QString id() const override { return QStringLiteral("recordings"); }
    QString title() const override { return tr("Recordings"); }
    QString iconName() const override { return QStringLiteral("rec"); }
    bool canFilter() const override { return m_isOpened; }
    QString filterPlaceholder() const override { return tr("Filter this recording by subject or text"); }
    /// The subjects to be hidden are found there; must outlive the page.
    void setFilterBook(FilterBook &book);
    bool hidesSubjects() const override { return true; }
    FilterVocabulary filterVocabulary() override;
    QString filterText() const override;
    void setFilterText(const QString &text) override;

    /// Shows a recording; what is wrong with it is said in its place. Asks before it ends a replay that runs.
    void open(const QString &path);
    void chooseFile(); ///< Ctrl+O
    QString openedPath() const;
    /// Null: none is open.
    const RecordingSource *opened() const { return m_isOpened ? m_source.get() : nullptr; }
    void playOrPause() { m_control->playOrPause(); }
    void stop() { m_control->stop(); }

    QList<QAction *> messageActions() const override;
    MessageTable &table() { return *m_table; }
    ReplaySetup &setup() { return *m_setup; }
    RecordingsPane &list() { return *m_pane; }
    DensityTimeline &timeline() { return *m_timeline; }
    TransportBar &transport() { return *m_transport; }
    RecordedOverview &overview() { return *m_overview; }
    MessageDetails &details() { return *m_details; }
    RecordingTools &tools() { return *m_tools; }
    /// What stands in the place of the list when there is none to show.
    QString words() const;

Q_SIGNALS:
    /// The user wants to record what is subscribed.
    void recordRequested();

private:
    void load(const QString &path);
    struct Wanted
    {
        quint64 position;
        bool isLatest; ///< of its subject, from the tree
    };

    void buildNavigator();
    void buildCenter();
    void buildSetup();
    void buildTime(TargetFunction target);
    void wireOverview();
    void showWords(const QString &iconName, const QString &title, const QString &text, const QString &button = {});
    void showNothing();
    void showOpened();
    void showSubjects();
    void showMessage();
    void showProblem(const QString &text, bool canResume = false);
    void showFailure(const QString &error, bool isDamaged);
    void wordsButtonClicked();
    void problemLinkActivated(const QString &id);
    void showPosition(qint64 offsetNs);
    void keepSetup();
    void showWhatIsSent();

    ConnectionSet &m_connections;
    RecordingSet &m_recordings;
    Replayer &m_replayer;
    const CodecRegistry &m_codecs;
    Preferences &m_preferences;
    HiddenSubjects m_hidden; ///< in the list
    std::unique_ptr<RecordingSource> m_source;
    std::unique_ptr<ExchangePairing> m_exchanges; // goes before its source
    std::optional<Wanted> m_wanted;               ///< to be shown in the details once it is loaded
    bool m_isOpened = false;
    MessageListModel *m_model = nullptr;
    RecordedModel *m_recorded = nullptr;
    MessageFilter *m_filter = nullptr;
    RecordingsPane *m_pane = nullptr;
    QStackedWidget *m_center = nullptr;
    EmptyState *m_words = nullptr;
    QString m_wordsText;
    Banner *m_problem = nullptr;
    RecordingHeader *m_header = nullptr;
    RecordingMarks *m_marks = nullptr;
    MessageTable *m_table = nullptr;
    RecordedColumns *m_columns = nullptr;
    RecordedList *m_list = nullptr; ///< the table, or why it is empty
    QTabWidget *m_right = nullptr;
    ReplaySetup *m_setup = nullptr;
    MessageDetails *m_details = nullptr;
    RecordedSubjects *m_subjects = nullptr;
    RecordedOverview *m_overview = nullptr;
    ReplayControl *m_control = nullptr;
    RecordingTools *m_tools = nullptr;
    TransportBar *m_transport = nullptr;
    TimePane *m_time = nullptr;
    QDockWidget *m_setupDock = nullptr;
    QDockWidget *m_timeDock = nullptr;
    DensityTimeline *m_timeline = nullptr;
};

} // namespace gnat
