// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gnat {

class DiskWatch;

/// The names of a recording's subjects by number, as far as somebody read them: one of these serves all who read the
/// same file at the same time, as a recording of requests may have a million inboxes. About five bytes a name beside
/// the name. Thread-safe; what it once gave out lives as long as it.
class RecordedNames
{
public:
    /// Names whose numbers follow each other: numbers are given as subjects appear, so that who meets one meets the
    /// next ones soon. Never changes once it is kept.
    class Page
    {
    public:
        static constexpr std::uint32_t size = 64;

        /// Behind those that are there already.
        void append(std::uint32_t index, std::string_view name);
        std::uint32_t count() const { return m_count; }
        /// Nothing: it was not in the file when it was read.
        std::optional<std::string_view> name(std::uint32_t index) const;
        /// Gives back what was reserved.
        void close() { m_text.shrink_to_fit(); }

    private:
        std::string m_text;
        std::array<std::uint32_t, size> m_ends{};
        std::uint64_t m_isThere = 0; ///< a bit each
        std::uint32_t m_count = 0;
    };
    using PagePtr = std::shared_ptr<const Page>;

    RecordedNames();
    ~RecordedNames();
    RecordedNames(const RecordedNames &) = delete;
    RecordedNames &operator=(const RecordedNames &) = delete;

    /// Whether it is of the file that is found under `path` now; the first who asks says which that is. Asks the disk.
    bool isOf(const QString &path);
    /// Null: not read yet.
    PagePtr page(std::size_t number) const;
    /// Empty: not read yet.
    std::string_view name(std::uint32_t subject) const;
    /// A page that was read; given back is it, or one that another read meanwhile.
    PagePtr keep(std::size_t number, PagePtr page);

private:
    mutable std::mutex m_mutex; // guards all below
    std::unique_ptr<DiskWatch> m_file;
    std::vector<PagePtr> m_pages;
    std::vector<PagePtr> m_replaced; ///< by others with more names; the last ones of a recording that grew
};

} // namespace gnat
