// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/messagesnapshot.h"
#include "recording/recordingreader.h"

namespace gnat {

/// A recording's messages up to a row; opens the file anew, on the thread that reads.
class RecordingSnapshot final : public MessageSnapshot
{
public:
    RecordingSnapshot(QString path, std::shared_ptr<RecordedNames> names, std::uint64_t end)
        : m_path(std::move(path)), m_names(std::move(names)), m_end(end)
    {
    }

    std::uint64_t begin() const override { return 0; }
    std::uint64_t end() const override { return m_end; }
    Result<void> visit(std::uint64_t first, std::uint64_t end, const Visit &visit) const override
    {
        const auto reader = RecordingReader::open(m_path, m_names);
        if (!reader)
            return reader.error();
        const auto last = std::min(end, m_end);
        if (first >= last)
            return {};
        return reader.value().visit(
            [&](const MessageView &message, quint64 row) { return row < last && visit(message, row); }, first);
    }

private:
    QString m_path;
    std::shared_ptr<RecordedNames> m_names;
    std::uint64_t m_end;
};

} // namespace gnat
