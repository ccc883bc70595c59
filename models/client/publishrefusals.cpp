// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/publishrefusals_p.h"

#include "base/text.h"
#include "base/words.h"

#include <algorithm>
#include <chrono>

namespace gnat {

namespace {

constexpr qsizetype mostWords = 8; ///< refusals told apart
constexpr std::chrono::milliseconds quiet(100);
constexpr std::chrono::seconds quietWithin(3);

} // namespace

bool PublishRefusals::count(const QString &words)
{
    const std::scoped_lock lock(m_mutex);
    ++m_total;
    m_counted.notify_all();
    const auto find = [this](const QString &which) {
        return std::ranges::find(m_refusals, which, &PublishRefusal::words);
    };
    auto found = find(words);
    const bool isRest = found == m_refusals.end() && m_refusals.size() >= mostWords;
    if (isRest)
        found = find(QString());
    if (found != m_refusals.end()) {
        ++found->count;
        return false;
    }
    m_refusals.append({isRest ? QString() : words, 1});
    return !isRest;
}

void PublishRefusals::waitUntilQuiet()
{
    std::unique_lock lock(m_mutex);
    const auto until = std::chrono::steady_clock::now() + quietWithin;
    for (auto before = m_total; std::chrono::steady_clock::now() < until; before = m_total) {
        if (!m_counted.wait_for(lock, quiet, [&] { return m_total != before; }))
            return;
    }
}

QList<PublishRefusal> PublishRefusals::all() const
{
    const std::scoped_lock lock(m_mutex);
    return m_refusals;
}

quint64 PublishRefusals::total() const
{
    const std::scoped_lock lock(m_mutex);
    return m_total;
}

QString PublishRefusals::wordsAbout(std::string_view subject) const
{
    const auto quoted = QLatin1Char('"') + toText(subject) + QLatin1Char('"');
    const std::scoped_lock lock(m_mutex);
    const auto found = std::ranges::find_if(m_refusals, [&](const auto &r) { return r.words.contains(quoted); });
    return found == m_refusals.end() ? Words::tr("The server refused it.")
                                     : Words::tr("The server says: %1").arg(found->words);
}

std::shared_ptr<PublishRefusals> RefusalBoard::open()
{
    const std::scoped_lock lock(m_mutex);
    std::erase_if(m_open, [](const auto &opened) { return opened.expired(); });
    auto refusals = std::make_shared<PublishRefusals>();
    m_open.push_back(refusals);
    return refusals;
}

bool RefusalBoard::tell(const QString &words)
{
    const std::scoped_lock lock(m_mutex);
    bool isCounted = false;
    bool isNew = false;
    for (const auto &opened : m_open) {
        if (const auto refusals = opened.lock()) {
            isCounted = true;
            isNew = refusals->count(words) || isNew;
        }
    }
    return !isCounted || isNew;
}

bool isAboutPublishing(const QString &words)
{
    return words.contains(u"permissions violation for publish", Qt::CaseInsensitive);
}

} // namespace gnat
