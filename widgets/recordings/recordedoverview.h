// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/recordedtrafficscan.h"

#include <QElapsedTimer>
#include <QPointer>

class QStackedWidget;

namespace gnat {

class EmptyState;
class FilterBook;
class GraphPane;
class Preferences;
class SubjectsPane;

/// The subjects of the opened recording as a tree, and the rates of chosen ones as a graph. Counts them first, on a
/// worker; if that takes long it says how far it is and can be stopped. Owned by the RecordingsPage, which places the
/// two widgets. GUI thread.
class RecordedOverview final : public QObject
{
    Q_OBJECT

public:
    explicit RecordedOverview(QWidget *parent);
    ~RecordedOverview() override;

    QWidget *subjectsWidget() const;
    QWidget *graphWidget() const;

    /// Recordings that are counted from now on fold as the live tree does. `preferences` must outlive this.
    void foldAs(const Preferences &preferences) { m_preferences = &preferences; }
    /// Counts another recording; what was shown before goes at once. `names` are those of others who read it.
    void start(const RecordingSummary &summary, SourceId source, std::shared_ptr<RecordedNames> names);
    void clear();
    /// Null until counted().
    RecordedTraffic *traffic() const { return m_traffic.get(); }
    /// Messages of a damaged file that could not be counted.
    quint64 unreadable() const;
    SubjectsPane *subjects() const;
    /// The subjects to be hidden are found there; must outlive this.
    void setFilterBook(FilterBook &book);
    GraphPane *graphs() const;
    /// What stands in the place of the tree until then.
    QString words() const { return m_words; }
    void pin(const QByteArray &subject);

Q_SIGNALS:
    void counted();
    /// A part of the file cannot be read; counted() may have told of what lies before it.
    void failed(const QString &error);
    /// Show the newest message of a subject.
    void messageRequested(quint64 row);
    void filterRequested(const QString &filter);
    /// Beside the filter that is there.
    void filterTermRequested(const QString &term);
    void replayRequested(const QString &pattern);
    void graphRequested();
    void pauseToggled();

private:
    void begin();
    void stopCounting();
    void showProgress(quint64 messages);
    void take(const QString &error);
    void showTraffic();
    void wireSubjects();
    void showLatest();
    void showWords(const QString &title, const QString &text = {}, const QString &button = {});

    RecordingSummary m_summary;
    SourceId m_source;
    QPointer<QStackedWidget> m_subjectsStack;
    QPointer<QStackedWidget> m_graphStack;
    QPointer<EmptyState> m_subjectsState;
    QPointer<EmptyState> m_graphState;
    QPointer<SubjectsPane> m_subjects;
    QPointer<GraphPane> m_graphs;
    QString m_words;
    FilterBook *m_book = nullptr;
    const Preferences *m_preferences = nullptr;
    QElapsedTimer m_running;
    std::shared_ptr<RecordedNames> m_names;
    std::unique_ptr<RecordedTraffic> m_traffic;
    std::unique_ptr<RecordedTrafficScan> m_scan;
};

} // namespace gnat
