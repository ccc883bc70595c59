// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/messagefilter.h"

#include "client/connectionset.h"
#include "items/messagelistmodel.h"
#include "recording/recordingreader.h"
#include "rework/recordingfilter.h"
#include "settings/preferences.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace gnat {

MessageFilter::MessageFilter(MessageListModel &model, const ConnectionSet &connections, const CodecRegistry &codecs,
                             QObject *parent)
    : QObject(parent), m_model(model), m_connections(connections), m_words(codecs)
{
    m_telling.setSingleShot(true);
    m_telling.setInterval(std::chrono::milliseconds(200));
    connect(&m_telling, &QTimer::timeout, this, &MessageFilter::tellHits);
    const auto tellSoon = [this] {
        if (!m_telling.isActive() && !m_filter.isEmpty())
            m_telling.start();
    };
    connect(&model, &QAbstractItemModel::rowsInserted, this, tellSoon);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, tellSoon);
    connect(&model, &QAbstractItemModel::modelReset, this, tellSoon);
    connect(&model, &MessageListModel::filterProgressChanged, this, tellSoon);
    connect(&model, &MessageListModel::filteringChanged, this, tellSoon);
}

void MessageFilter::followSubscriptions()
{
    for (const auto &connection : m_connections.all())
        follow(*connection);
    connect(&m_connections, &ConnectionSet::added, this, [this](const Connection *connection) {
        follow(*connection);
        noteConnections();
    });
}

void MessageFilter::follow(const Connection &connection) const
{
    connect(&connection, &Connection::subscriptionsChanged, this, &MessageFilter::noteSubscriptions);
}

/// A `sub:` term means the subscriptions that there are, also those made after it was typed.
void MessageFilter::noteSubscriptions()
{
    std::vector<SubscriptionId> present;
    for (const auto &connection : m_connections.all()) {
        const auto all = connection->subscriptions();
        for (const auto &subscription : all)
            present.push_back(subscription.id);
    }
    const auto asks = [](const QString &text) {
        return text.contains(QStringLiteral("sub:"));
    };
    if (present != std::exchange(m_subscriptions, present) && (asks(m_text) || asks(m_filter.text())))
        compileAgain();
}

/// A name may mean another connection now, or one at all.
void MessageFilter::noteConnections()
{
    const auto names = m_named.keys();
    if (std::ranges::all_of(names, [this](const auto &n) { return m_connections.sourceNamed(n) == m_named.value(n); }))
        return;
    compileAgain();
}

void MessageFilter::setSubscriptions(std::function<std::vector<SubscriptionId>(const QString &)> find,
                                     std::function<QStringList()> patterns)
{
    m_findSubscriptions = std::move(find);
    m_patterns = std::move(patterns);
}

void MessageFilter::remember(Preferences &preferences, const QString &name)
{
    setText(preferences.state(name).toString());
    connect(this, &MessageFilter::filterChanged, &preferences,
            [this, &preferences, name] { preferences.setState(name, m_filter.text()); });
}

void MessageFilter::setText(const QString &text)
{
    m_text = text;
    m_named.clear();
    FilterError error;
    const auto compiled = compile(text, &error);
    if (compiled)
        error = {};
    if (error != m_error) {
        m_error = error;
        Q_EMIT errorChanged(m_error);
    }
    if (compiled && compiled->text() != m_filter.text())
        use(*compiled);
}

std::optional<Filter> MessageFilter::compile(const QString &text, FilterError *error)
{
    auto context = m_recorded ? recordingContext(m_recorded()) : liveContext();
    if (const auto *source = m_model.source())
        context.findExchange = source->exchanges();
    return Filter::compile(text, error, context);
}

FilterContext MessageFilter::liveContext()
{
    FilterContext context;
    context.findConnection = [this](const QString &name) {
        return *m_named.insert(name, m_connections.sourceNamed(name));
    };
    context.findSubscriptions = m_findSubscriptions;
    return context;
}

void MessageFilter::use(const Filter &filter)
{
    m_filter = filter;
    m_model.setFilter(m_filter);
    Q_EMIT filterChanged();
    tellHits();
}

FilterVocabulary MessageFilter::vocabulary(const SubjectTree *tree)
{
    if (m_recorded) {
        auto words = m_words.vocabulary(m_model.source(), tree, [this] { return m_recorded().connections; });
        words.subscriptions = [this] {
            return m_recorded().subscriptions;
        };
        return words;
    }
    auto words = m_words.vocabulary(m_model.source(), tree, [this] { return m_connections.names(); });
    words.subscriptions = m_patterns;
    return words;
}

void MessageFilter::tellHits()
{
    const qint64 hits = m_filter.isEmpty() ? -1 : m_model.rowCount();
    const double progress = m_model.isFiltering() ? m_model.filterProgress() : -1;
    if (hits != std::exchange(m_hits, hits))
        Q_EMIT hitsChanged(hits);
    if (progress != std::exchange(m_progress, progress))
        Q_EMIT progressChanged(progress);
}

/// The text may be a filter now that was none; if it is none still, the one in force is what means something else.
void MessageFilter::compileAgain()
{
    setText(m_text);
    if (m_filter.isEmpty())
        return;
    if (const auto again = compile(m_filter.text(), nullptr))
        use(*again);
}

} // namespace gnat
