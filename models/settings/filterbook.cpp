// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/filterbook.h"

#include "settings/preferences.h"

#include <QVariantMap>

namespace gnat {

namespace {

constexpr QLatin1String historyKey("filter.history");
constexpr QLatin1String savedKey("filter.saved");
constexpr QLatin1String hiddenKey("filter.hidden");
constexpr QLatin1String nameKey("name");
constexpr QLatin1String textKey("text");
constexpr QLatin1String patternKey("pattern");
constexpr QLatin1String isOnKey("on");

} // namespace

FilterBook::FilterBook(Preferences &preferences, QObject *parent) : QObject(parent), m_preferences(preferences)
{
    m_history = preferences.state(historyKey).toStringList().mid(0, maxHistory);
    const auto saved = preferences.state(savedKey).toList();
    for (const auto &entry : saved) {
        const auto map = entry.toMap();
        if (!map.value(nameKey).toString().isEmpty())
            m_saved.append({map.value(nameKey).toString(), map.value(textKey).toString()});
    }
    const auto hidden = preferences.state(hiddenKey).toList();
    for (const auto &entry : hidden) {
        const auto map = entry.toMap();
        if (!map.value(patternKey).toString().isEmpty())
            m_hidden.append({map.value(patternKey).toString(), map.value(isOnKey).toBool()});
    }
}

void FilterBook::remember(const QString &text)
{
    const auto trimmed = text.trimmed();
    if (trimmed.isEmpty() || (!m_history.isEmpty() && m_history.first() == trimmed))
        return;
    m_history.removeAll(trimmed);
    m_history.prepend(trimmed);
    m_history = m_history.mid(0, maxHistory);
    store();
}

void FilterBook::save(const SavedFilter &filter)
{
    auto saved = m_saved;
    saved.removeIf([&](const SavedFilter &known) { return known.name == filter.name; });
    saved.append(filter);
    setSaved(saved);
}

void FilterBook::setSaved(const QList<SavedFilter> &saved)
{
    if (m_saved == saved)
        return;
    m_saved = saved;
    store();
    Q_EMIT savedChanged();
}

void FilterBook::setHidden(const QList<HiddenPattern> &hidden)
{
    if (m_hidden == hidden)
        return;
    m_hidden = hidden;
    store();
    Q_EMIT hiddenChanged();
}

void FilterBook::hide(const QStringList &patterns)
{
    auto hidden = m_hidden;
    hidden.removeIf([&](const HiddenPattern &known) { return patterns.contains(known.pattern); });
    for (const auto &pattern : patterns)
        hidden.append({pattern, true});
    setHidden(hidden);
}

void FilterBook::showAll()
{
    auto hidden = m_hidden;
    for (auto &pattern : hidden)
        pattern.isOn = false;
    setHidden(hidden);
}

QStringList FilterBook::hiddenPatterns() const
{
    QStringList patterns;
    for (const auto &hidden : m_hidden) {
        if (hidden.isOn)
            patterns << hidden.pattern;
    }
    return patterns;
}

void FilterBook::store() const
{
    QVariantList saved;
    for (const auto &filter : m_saved)
        saved << QVariantMap{{nameKey, filter.name}, {textKey, filter.text}};
    QVariantList hidden;
    for (const auto &pattern : m_hidden)
        hidden << QVariantMap{{patternKey, pattern.pattern}, {isOnKey, pattern.isOn}};
    m_preferences.setState(historyKey, m_history);
    m_preferences.setState(savedKey, saved);
    m_preferences.setState(hiddenKey, hidden);
}

} // namespace gnat
