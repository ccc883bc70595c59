// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "flow/payloadword.h"

#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace gnat {

class RecordingReader;

/// What an index of words covers.
struct SearchIndexFacts
{
    quint64 messages = 0;  ///< the first so many of the recording
    quint64 unindexed = 0; ///< of these: payloads that are not text; a search looks at each
    qint64 bytes = 0;      ///< of its file
};

/// The index stands beside its recording, which it never touches: an SQLite file of its own with the FTS5 table
/// `words`, whose rowids are the ids of the messages. Payloads are not stored a second time.
QString searchIndexPath(const QString &recording);

/// Makes the index, in the place of one that is there, whole or not at all: what it writes before has the name
/// "<index>.part". Reads the recording piece by piece, so that it may be recorded meanwhile. Blocks on the disk;
/// `progressed` gets the share, 0 … 1. The error says why it cannot be made.
Result<SearchIndexFacts> buildSearchIndex(const QString &recording, const std::function<void(double)> &progressed = {},
                                          const std::stop_token &stop = {});

/// Finds the messages that may hold words. One thread at a time; blocks on the disk.
class SearchIndex
{
public:
    enum class Order { OldestFirst, NewestFirst };

    /// The index of this recording; nothing if there is none, it cannot be read, or it was made of another one.
    static std::optional<SearchIndex> find(const RecordingReader &recording);
    /// Whether an index can be asked for any of the words: for letters beyond ASCII it cannot.
    static bool isOfUse(const PayloadWords &words);
    SearchIndex(SearchIndex &&) noexcept;
    SearchIndex &operator=(SearchIndex &&) noexcept;
    ~SearchIndex();

    /// Makes a visit() of another thread end with an error, soon. From any thread.
    void interrupt() const;
    /// Visits rows below `end` until `visit` returns false: at least all whose payload holds all the words, also those
    /// that the index does not cover. `words` must be of use.
    Result<void> visit(const PayloadWords &words, Order order, quint64 end,
                       const std::function<bool(quint64 row)> &visit) const;

private:
    struct Private;
    explicit SearchIndex(std::unique_ptr<Private> p);
    std::unique_ptr<Private> d;
};

} // namespace gnat
