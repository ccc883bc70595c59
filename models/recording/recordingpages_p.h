// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"
#include "recording/recordingreader.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace gnat {

/// The thread that opens a recording and reads the pages a RecordingSource asks for, the latest wish first: that is
/// what the view shows now. While the recording has no end it looks each second whether more was written.
class RecordingPages
{
public:
    struct Callbacks ///< called on the thread
    {
        std::function<void(const RecordingSummary &)> opened;
        std::function<void(const RecordingSummary &)> grown; ///< at most once a second, while it is being recorded
        std::function<void(quint64 firstRow, const BatchPtr &page)> loaded;
        std::function<void(const Error &error)> failed;
    };

    RecordingPages(const QString &path, std::shared_ptr<RecordedNames> names, SourceId source, Callbacks callbacks);
    ~RecordingPages();
    RecordingPages(const RecordingPages &) = delete;
    RecordingPages &operator=(const RecordingPages &) = delete;

    /// Asks for up to `count` messages from `firstRow`. Does not block.
    void request(quint64 firstRow, std::size_t count);

private:
    struct Wish
    {
        quint64 firstRow;
        std::size_t count;
    };

    void run(const std::stop_token &stop);
    void serve(const RecordingReader &reader, RecordingSummary summary, const std::stop_token &stop);
    static bool hasMoved(const RecordingReader &reader, const RecordingSummary &summary);
    bool waitForWish(const std::stop_token &stop, bool isGrowing, Wish &wish);

    const QString m_path;
    const std::shared_ptr<RecordedNames> m_names;
    const SourceId m_source;
    const Callbacks m_callbacks;
    std::mutex m_mutex; // guards the wishes
    std::condition_variable_any m_changed;
    std::vector<Wish> m_wishes;
    std::jthread m_thread; // last: it uses all of the above
};

} // namespace gnat
