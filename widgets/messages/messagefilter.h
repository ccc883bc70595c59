// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strongid.h"
#include "filter/filter.h"
#include "items/filterwords.h"

#include <QHash>
#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>
#include <optional>

namespace gnat {

class CodecRegistry;
class ConnectionSet;
class MessageListModel;
class Connection;
class Preferences;
class SubjectTree;
struct RecordingSummary;

/// A filter text on its way to a list: what is wrong is told and the last valid filter stays. GUI thread.
class MessageFilter final : public QObject
{
    Q_OBJECT

public:
    /// `model` and `connections` must outlive it; connections are found by the name that `@name` terms give.
    MessageFilter(MessageListModel &model, const ConnectionSet &connections, const CodecRegistry &codecs,
                  QObject *parent = nullptr);

    /// How `sub:` finds subscriptions by their pattern, and all patterns. Without: they are not known.
    void setSubscriptions(std::function<std::vector<SubscriptionId>(const QString &)> find,
                          std::function<QStringList()> patterns);
    /// For recordings: what `last:`, `sub:` and `@` mean, by all that is known of the one that is open.
    void setRecorded(std::function<RecordingSummary()> summary) { m_recorded = std::move(summary); }
    /// Live: `sub:` means also subscriptions that are made later, `@name` the connection that has the name by then.
    void followSubscriptions();
    /// Takes up the filter that was in force last, and notes which one is, as a state of this name.
    void remember(Preferences &preferences, const QString &name);
    void setText(const QString &text);
    /// For completion; `tree` may be null.
    FilterVocabulary vocabulary(const SubjectTree *tree);
    /// The same text anew, because what it means has changed (another recording is open).
    void compileAgain();
    const QString &text() const { return m_text; }
    const FilterError &error() const { return m_error; } ///< without a message: valid
    /// The one that is in force.
    const Filter &filter() const { return m_filter; }

Q_SIGNALS:
    void errorChanged(const gnat::FilterError &error);
    /// How many messages pass so far, a few times a second; -1: there is no filter.
    void hitsChanged(qint64 hits);
    /// The share of the messages that has been looked at; -1: all.
    void progressChanged(double share);
    void filterChanged();

private:
    std::optional<Filter> compile(const QString &text, FilterError *error);
    FilterContext liveContext();
    void use(const Filter &filter);
    void tellHits();
    void follow(const Connection &connection) const;
    void noteSubscriptions();
    void noteConnections();

    MessageListModel &m_model;
    const ConnectionSet &m_connections;
    FilterWords m_words;
    Filter m_filter;
    QString m_text;
    QTimer m_telling;
    qint64 m_hits = -1;
    double m_progress = -1;
    FilterError m_error;
    std::function<RecordingSummary()> m_recorded;
    std::function<std::vector<SubscriptionId>(const QString &)> m_findSubscriptions;
    std::function<QStringList()> m_patterns;
    std::vector<SubscriptionId> m_subscriptions; ///< that there are
    QHash<QString, SourceId> m_named;            ///< what `@name` meant, in the text and in what is in force
};

} // namespace gnat
