// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recordingscan_p.h"

#include "base/text.h"
#include "recording/recordingreader.h"

#include <algorithm>
#include <utility>

namespace gnat {

namespace {

/// Large enough to be read in one go, small enough that the newest hits show at once.
constexpr quint64 rowsPerChunk = 8192;

} // namespace

RecordingScan::RecordingScan(const QString &path, quint64 rows, MessagePredicate wanted, Callbacks callbacks)
    : m_path(path), m_rows(rows), m_wanted(std::move(wanted)), m_callbacks(std::move(callbacks))
{
    m_thread = std::jthread([this](const std::stop_token &stop) { run(stop); });
}

RecordingScan::~RecordingScan() = default;

void RecordingScan::run(const std::stop_token &stop) const
{
    const auto reader = RecordingReader::open(m_path);
    if (!reader)
        return m_callbacks.failed(errorText(reader.error()));
    for (auto end = m_rows; end > 0;) {
        const auto begin = end - std::min(end, rowsPerChunk);
        QList<quint64> rows;
        const auto look = [&](const MessageView &message, quint64 row) {
            if (row >= end || stop.stop_requested())
                return false;
            if (m_wanted(message))
                rows << row;
            return true;
        };
        const auto done = reader.value().visit(look, begin);
        if (stop.stop_requested())
            return;
        if (!done)
            return m_callbacks.failed(errorText(done.error()));
        if (!rows.isEmpty())
            m_callbacks.found(rows);
        m_callbacks.progressed(1 - static_cast<double>(begin) / static_cast<double>(m_rows));
        end = begin;
    }
    m_callbacks.scanned();
}

} // namespace gnat
