// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/filter.h"
#include "recording/recordingreader.h"
#include "recording/replayer.h"

#include <QTimer>
#include <QVariantMap>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QTableWidget;

namespace gnat {

class FilterEdit;
class ConnectionSet;
class Preferences;
class Segmented;
class TextLabel;

/// Where, what and how fast a recording is to be replayed, and a plain sentence of what will happen. GUI thread.
class ReplaySetup final : public QWidget
{
    Q_OBJECT

public:
    explicit ReplaySetup(ConnectionSet &connections, QWidget *parent = nullptr);

    /// What the sentence counts with.
    void setRecording(const RecordingSummary &summary, const QList<RecordedSubject> &subjects);
    /// The error names the field: the filter, a remap rule.
    Result<ReplayOptions> options(const QString &path) const;
    SourceId target() const;
    double speed() const; ///< 0: as fast as possible
    /// What happens to a subject: the subject it is sent on, or nothing. Good until changed().
    std::optional<std::string> sentAs(std::string_view subject) const;
    QString sentence() const;
    QString problem() const;

    /// What is set up here is remembered for each recording.
    void keep(Preferences &preferences, const QString &path) const;
    void restore(const Preferences &preferences, const QString &path);
    void setSubjects(const QString &pattern);
    void addRule(const QString &from, const QString &to, bool isOn = true);

Q_SIGNALS:
    void changed();
    void speedChanged(double speed);

private:
    QVariantMap state() const;
    void setState(const QVariantMap &state);
    QWidget *buildForm();
    QWidget *buildRules();
    QWidget *buildOptions();
    void fillConnections();
    void paceChosen(int index);
    void edited();
    void recompute();
    std::optional<Filter> filter(FilterError *error) const;
    QString describe() const;

    ConnectionSet &m_connections;
    RecordingSummary m_summary;
    QList<RecordedSubject> m_subjectCounts;
    Filter m_filter;
    std::optional<ReplayOptions> m_options; ///< as set up now; nothing while a field is wrong
    QComboBox *m_target = nullptr;
    FilterEdit *m_subjects = nullptr;
    Segmented *m_pace = nullptr;
    QDoubleSpinBox *m_custom = nullptr;
    QTableWidget *m_rules = nullptr;
    QCheckBox *m_keepHeaders = nullptr;
    QCheckBox *m_skipSystem = nullptr;
    QCheckBox *m_mark = nullptr;
    TextLabel *m_sentence = nullptr;
    TextLabel *m_problem = nullptr;
    QTimer m_delay;
    double m_speed = 1;
};

} // namespace gnat
