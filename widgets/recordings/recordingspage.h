// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strongid.h"
#include "recording/replayer.h"
#include "shell/page.h"

#include <functional>
#include <memory>

class QStackedWidget;
class QTabWidget;

namespace gnat {

class Banner;
class CodecRegistry;
class ConnectionSet;
class DensityTimeline;
class EmptyState;
class MessageDetails;
class MessageFilter;
class MessageListModel;
class MessageTable;
class Preferences;
class RecordedModel;
class RecordedSubjects;
class Recorder;
class RecordingsPane;
class RecordingSource;
class ReplaySetup;
class TextLabel;
class TransportBar;

/// Recordings: the files at the left, the opened one as a list, how to replay it at the right, its time below.
class RecordingsPage final : public Page
{
    Q_OBJECT

public:
    /// Where a replay to a connection goes; null if it is not open.
    using TargetFunction = std::function<std::shared_ptr<ReplayTarget>(SourceId)>;

    RecordingsPage(ConnectionSet &connections, Recorder &recorder, Replayer &replayer, const CodecRegistry &codecs,
                   Preferences &preferences, TargetFunction target, QWidget *parent = nullptr);
    ~RecordingsPage() override;

    QString id() const override { return QStringLiteral("recordings"); }
    QString title() const override { return tr("Recordings"); }
    QString iconName() const override { return QStringLiteral("rec"); }
    bool canFilter() const override { return m_source != nullptr; }
    QString filterPlaceholder() const override { return tr("Filter this recording by subject or text"); }
    QString filterText() const override;
    void setFilterText(const QString &text) override;

    /// Shows a recording; what is wrong with it is said in its place.
    void open(const QString &path);
    void chooseFile(); ///< Ctrl+O
    QString openedPath() const;
    void playOrPause();
    void stop();

    MessageTable &table() { return *m_table; }
    ReplaySetup &setup() { return *m_setup; }
    RecordingsPane &list() { return *m_pane; }
    DensityTimeline &timeline() { return *m_timeline; }
    TransportBar &transport() { return *m_transport; }
    /// What stands in the place of the list when there is none to show.
    QString words() const;

Q_SIGNALS:
    /// The user wants to record what is subscribed.
    void recordRequested();

private:
    void buildCenter();
    QWidget *buildHeader();
    void buildSetup();
    void buildTime();
    void wireReplayer();
    void showWords(const QString &iconName, const QString &title, const QString &text, const QString &button = {});
    void showNothing();
    void showOpened();
    void showSubjects();
    void wantFilter(const QString &pattern);
    void showProblem(const QString &text, bool canResume = false);
    void play();
    void seek(qint64 offsetNs);
    void showProgress(const ReplayFigures &figures);
    void refreshTransport();
    void showPosition(qint64 offsetNs);
    void keepSetup();

    ConnectionSet &m_connections;
    Recorder &m_recorder;
    Replayer &m_replayer;
    const CodecRegistry &m_codecs;
    Preferences &m_preferences;
    TargetFunction m_target;
    std::unique_ptr<RecordingSource> m_source;
    bool m_isOpened = false;
    bool m_isReplayingThis = false;
    MessageListModel *m_model = nullptr;
    RecordedModel *m_recorded = nullptr;
    MessageFilter *m_filter = nullptr;
    RecordingsPane *m_pane = nullptr;
    QStackedWidget *m_center = nullptr;
    EmptyState *m_words = nullptr;
    QString m_wordsText;
    Banner *m_problem = nullptr;
    TextLabel *m_name = nullptr;
    TextLabel *m_facts = nullptr;
    MessageTable *m_table = nullptr;
    QTabWidget *m_right = nullptr;
    ReplaySetup *m_setup = nullptr;
    MessageDetails *m_details = nullptr;
    RecordedSubjects *m_subjects = nullptr;
    TransportBar *m_transport = nullptr;
    DensityTimeline *m_timeline = nullptr;
};

} // namespace gnat
