// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/filter.h"
#include "items/subjectcounts.h"
#include "recording/recordingreader.h"
#include "recording/replayer.h"

#include <QTimer>
#include <QVariantMap>
#include <QWidget>

#include <utility>

class QCheckBox;
class QComboBox;

namespace gnat {

class FilterEdit;
class ConnectionSet;
class NoteCard;
class PaceEdit;
class Preferences;
class RemapRules;
class TextLabel;

/// Where, what and how fast a recording is to be replayed, and a plain sentence of what will happen. GUI thread.
class ReplaySetup final : public QWidget
{
    Q_OBJECT

public:
    explicit ReplaySetup(ConnectionSet &connections, QWidget *parent = nullptr);

    /// What the sentence counts with. Of a damaged one some messages are in no subject's count: `unreadable`.
    void setRecording(const RecordingSummary &summary, const SubjectCounts &subjects, quint64 unreadable = 0);
    /// What the list knows of requests and replies, so that its filter and the one here mean the same.
    void setExchanges(FindExchange known) { m_known = std::move(known); }
    /// The error names the field: the filter, a remap rule.
    Result<ReplayOptions> options(const QString &path) const;
    ReplayDestination destination() const;
    /// "demo", "this window"; empty: there is no connection to send to.
    QString destinationName() const;
    /// A lost target is gone on with by itself when it is back.
    bool resumesByItself() const;
    /// What of the recording is played, and whether again and again; for the sentence.
    void setRange(const ReplayRange &range);
    /// What happens to a subject: the subject it is sent on, or nothing. Good until sentChanged().
    std::optional<std::string> sentAs(std::string_view subject) const;
    /// Whether there is such a subject; does not make it, for loops over many.
    bool isSent(std::string_view subject) const;
    QString sentence() const;
    QString problem() const;

    /// What is set up here is remembered for each recording.
    void keep(Preferences &preferences, const QString &path) const;
    void restore(Preferences &preferences, const QString &path);
    void setSubjects(const QString &filter);
    RemapRules &rules() { return *m_rules; }
    PaceEdit &pace() { return *m_pace; }

Q_SIGNALS:
    void changed();
    /// sentAs() may answer otherwise from now on; changed() follows.
    void sentChanged();
    void paceChanged(gnat::ReplayPace pace);

private:
    QVariantMap state() const;
    void setState(const QVariantMap &state);
    QWidget *buildColumn();
    QWidget *buildFoot();
    QWidget *buildForm(QWidget *parent);
    QWidget *buildOptions(QWidget *parent);
    void fillConnections();
    void edited();
    void recompute();
    void countSent();
    std::optional<Filter> filter(FilterError *error) const;
    void showSentence();
    QString describe() const;
    QString describePace(quint64 sent) const;

    ConnectionSet &m_connections;
    RecordingSummary m_summary;
    ReplayRange m_range;
    FindExchange m_known = exchangeByShape;
    SubjectCounts m_subjectCounts;
    quint64 m_unreadable = 0;
    quint64 m_sent = 0;    ///< messages of subjects that are sent
    bool m_isExact = true; ///< the filter lets all or none of a subject pass
    Filter m_filter;
    QVariantList m_sentBy;                  ///< what sentAs() went by when it last changed
    std::optional<ReplayOptions> m_options; ///< as set up now; nothing while a field is wrong
    QComboBox *m_target = nullptr;
    FilterEdit *m_subjects = nullptr;
    PaceEdit *m_pace = nullptr;
    RemapRules *m_rules = nullptr;
    QComboBox *m_replies = nullptr;
    QCheckBox *m_keepHeaders = nullptr;
    QCheckBox *m_skipSystem = nullptr;
    QCheckBox *m_stream = nullptr;
    QCheckBox *m_ids = nullptr;
    QCheckBox *m_mark = nullptr;
    QCheckBox *m_catchUp = nullptr;
    QCheckBox *m_resume = nullptr;
    NoteCard *m_sentence = nullptr;
    TextLabel *m_problem = nullptr;
    QTimer m_delay;
};

} // namespace gnat
