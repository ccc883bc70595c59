// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/readahead_p.h"

#include <utility>

namespace gnat {

namespace {

constexpr std::size_t messagesPerPage = 2048;
constexpr BatchQueue::Limits ahead{4 * messagesPerPage, 32'000'000};
constexpr std::chrono::milliseconds stopCheckInterval(50);

} // namespace

ReadAhead::ReadAhead(RecordingReader reader, quint64 firstRow) : m_reader(std::move(reader)), m_queue(ahead)
{
    m_thread = std::jthread([this, firstRow](const std::stop_token &stop) { run(stop, firstRow); });
}

ReadAhead::~ReadAhead()
{
    m_thread.request_stop();
    m_queue.close();
}

void ReadAhead::run(const std::stop_token &stop, quint64 row)
{
    while (!stop.stop_requested()) {
        const auto page = m_reader.read(row, messagesPerPage, SourceId());
        if (!page) {
            const std::lock_guard lock(m_mutex);
            m_error = page.error();
            break;
        }
        if (page.value()->isEmpty())
            break;
        row += page.value()->size();
        if (!m_queue.pushWait(page.value(), stop))
            break;
    }
    m_queue.close();
}

Result<MessageHandle> ReadAhead::next(const std::stop_token &stop)
{
    if (!m_pages.empty() && m_index >= m_pages.front()->size()) {
        m_pages.pop_front();
        m_index = 0;
    }
    while (m_pages.empty()) {
        if (stop.stop_requested())
            return MessageHandle();
        const bool isLast = m_queue.isClosed();
        for (auto &page : m_queue.waitAndTake(stopCheckInterval))
            m_pages.push_back(std::move(page));
        if (m_pages.empty() && isLast) {
            const std::lock_guard lock(m_mutex);
            return m_error ? Result<MessageHandle>(*m_error) : MessageHandle();
        }
    }
    return MessageHandle{m_pages.front(), m_index++};
}

} // namespace gnat
