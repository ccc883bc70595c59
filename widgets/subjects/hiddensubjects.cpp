// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "subjects/hiddensubjects.h"

#include "core/subjectpattern.h"
#include "settings/filterbook.h"
#include "settings/preferences.h"

#include <QVariant>

#include <algorithm>
#include <array>
#include <vector>

namespace gnat {

namespace {

const QString stateName = QStringLiteral("subjects.hidden");
const QString systemKey = QStringLiteral("system");
const QString patternsKey = QStringLiteral("patterns");

bool isOfSystem(std::string_view subject)
{
    static constexpr std::array<std::string_view, 4> first{"$JS", "$SYS", "$KV", "_INBOX"};
    return std::ranges::find(first, subject.substr(0, subject.find('.'))) != first.end();
}

} // namespace

void HiddenSubjects::remember(Preferences &preferences)
{
    m_preferences = &preferences;
    const auto state = preferences.state(stateName).toMap();
    m_hidesSystem = state.value(systemKey).toBool();
    m_patterns = state.value(patternsKey).toStringList();
    if (m_hidesSystem || !m_patterns.isEmpty())
        Q_EMIT changed();
}

void HiddenSubjects::follow(FilterBook &book)
{
    m_book = &book;
    connect(&book, &FilterBook::hiddenChanged, this, &HiddenSubjects::changed);
    Q_EMIT changed();
}

QStringList HiddenSubjects::patterns() const
{
    return m_book ? m_book->hiddenPatterns() : m_patterns;
}

void HiddenSubjects::setHidesSystem(bool hides)
{
    if (hides == m_hidesSystem)
        return;
    m_hidesSystem = hides;
    keep();
}

void HiddenSubjects::hide(const QStringList &patterns)
{
    if (m_book) {
        m_book->hide(patterns);
        return;
    }
    m_patterns += patterns;
    m_patterns.removeDuplicates();
    keep();
}

void HiddenSubjects::showAgain()
{
    if (m_book) {
        m_book->showAll();
        return;
    }
    m_patterns.clear();
    keep();
}

void HiddenSubjects::showEverything()
{
    m_hidesSystem = false;
    showAgain();
    if (m_book)
        keep();
}

void HiddenSubjects::keep()
{
    if (m_preferences)
        m_preferences->setState(stateName, QVariantMap{{systemKey, m_hidesSystem}, {patternsKey, m_patterns}});
    Q_EMIT changed();
}

std::function<bool(std::string_view)> HiddenSubjects::predicate() const
{
    const auto texts = this->patterns();
    std::vector<SubjectPattern> patterns;
    for (const auto &text : texts) {
        if (auto pattern = SubjectPattern::parse(text.toStdString()))
            patterns.push_back(std::move(pattern).value());
    }
    if (patterns.empty() && !m_hidesSystem)
        return {};
    return [patterns = std::move(patterns), hidesSystem = m_hidesSystem](std::string_view subject) {
        return (hidesSystem && isOfSystem(subject)) ||
               std::ranges::any_of(patterns, [&](const auto &pattern) { return pattern.matches(subject); });
    };
}

} // namespace gnat
