// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recordingpages_p.h"

#include <chrono>
#include <utility>

namespace gnat {

namespace {
constexpr std::chrono::milliseconds lookInterval(1000);
}

RecordingPages::RecordingPages(const QString &path, std::shared_ptr<RecordedNames> names, SourceId source,
                               Callbacks callbacks)
    : m_path(path), m_names(std::move(names)), m_source(source), m_callbacks(std::move(callbacks))
{
    m_thread = std::jthread([this](const std::stop_token &stop) { run(stop); });
}

RecordingPages::~RecordingPages() = default;

void RecordingPages::request(quint64 firstRow, std::size_t count)
{
    {
        const std::lock_guard lock(m_mutex);
        m_wishes.push_back({firstRow, count});
    }
    m_changed.notify_all();
}

void RecordingPages::run(const std::stop_token &stop)
{
    const auto reader = RecordingReader::open(m_path, m_names);
    if (!reader)
        return m_callbacks.failed(reader.error());
    const auto summary = reader.value().summary();
    if (!summary)
        return m_callbacks.failed(summary.error());
    m_callbacks.opened(summary.value());
    serve(reader.value(), summary.value(), stop);
}

/// True: `wish` is to be fulfilled. False: it is time to look at the file again, or to stop.
bool RecordingPages::waitForWish(const std::stop_token &stop, bool isGrowing, Wish &wish)
{
    const auto isThere = [this] {
        return !m_wishes.empty();
    };
    std::unique_lock lock(m_mutex);
    if (!(isGrowing ? m_changed.wait_for(lock, stop, lookInterval, isThere) : m_changed.wait(lock, stop, isThere)))
        return false;
    wish = m_wishes.back();
    m_wishes.pop_back();
    return true;
}

/// Whether there is more to tell than `summary` says; far cheaper than to read it anew.
bool RecordingPages::hasMoved(const RecordingReader &reader, const RecordingSummary &summary)
{
    const auto messages = reader.messages();
    if (messages && messages.value() != summary.messages)
        return true;
    const auto endedNs = reader.endedNs();
    return endedNs && endedNs.value() != summary.endedNs;
}

void RecordingPages::serve(const RecordingReader &reader, RecordingSummary summary, const std::stop_token &stop)
{
    auto lookedAt = std::chrono::steady_clock::now();
    while (!stop.stop_requested()) {
        const bool isGrowing = summary.endedNs == 0;
        if (Wish wish{}; waitForWish(stop, isGrowing, wish)) {
            const auto page = reader.read(wish.firstRow, wish.count, m_source);
            if (page)
                m_callbacks.loaded(wish.firstRow, page.value());
            else
                m_callbacks.failed(page.error());
        }
        if (!isGrowing || stop.stop_requested() || std::chrono::steady_clock::now() - lookedAt < lookInterval)
            continue;
        lookedAt = std::chrono::steady_clock::now();
        if (!hasMoved(reader, summary))
            continue;
        auto now = reader.summary();
        if (!now)
            continue;
        summary = std::move(now).value();
        m_callbacks.grown(summary);
    }
}

} // namespace gnat
