// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recordingpages_p.h"

#include "base/text.h"

#include <utility>

namespace gnat {

RecordingPages::RecordingPages(const QString &path, SourceId source, Callbacks callbacks)
    : m_path(path), m_source(source), m_callbacks(std::move(callbacks))
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
    const auto reader = RecordingReader::open(m_path);
    if (!reader)
        return m_callbacks.failed(errorText(reader.error()));
    const auto summary = reader.value().summary();
    if (!summary)
        return m_callbacks.failed(errorText(summary.error()));
    m_callbacks.opened(summary.value());
    for (;;) {
        std::unique_lock lock(m_mutex);
        if (!m_changed.wait(lock, stop, [this] { return !m_wishes.empty(); }) || stop.stop_requested())
            return;
        const auto wish = m_wishes.back();
        m_wishes.pop_back();
        lock.unlock();
        const auto page = reader.value().read(wish.firstRow, wish.count, m_source);
        if (page)
            m_callbacks.loaded(wish.firstRow, page.value());
        else
            m_callbacks.failed(errorText(page.error()));
    }
}

} // namespace gnat
