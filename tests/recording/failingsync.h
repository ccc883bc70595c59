// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sqlite3.h>

#include <atomic>
#include <map>
#include <mutex>

namespace gnat::test {

/// Files that SQLite opens from its construction on can be told to fail when they are to be brought onto the disk, like
/// a disk that takes what is written and does not keep it. One at a time; it must outlive the files.
/// https://www.sqlite.org/vfs.html
class FailingSync
{
public:
    FailingSync()
    {
        s_isFailing = s_isOnce = false;
        s_failures = 0;
        s_system = sqlite3_vfs_find(nullptr);
        m_shim = *s_system;
        m_shim.zName = "failingsync";
        m_shim.xOpen = open;
        sqlite3_vfs_register(&m_shim, 1);
    }
    ~FailingSync()
    {
        sqlite3_vfs_unregister(&m_shim);
        sqlite3_vfs_register(s_system, 1);
    }
    FailingSync(const FailingSync &) = delete;
    FailingSync &operator=(const FailingSync &) = delete;

    void setFailing(bool isFailing) { s_isFailing = isFailing; }
    /// The next time, and then no more.
    void failOnce()
    {
        s_isOnce = true;
        s_isFailing = true;
    }
    int failures() const { return s_failures; }

private:
    static int open(sqlite3_vfs *, sqlite3_filename name, sqlite3_file *file, int flags, int *outFlags)
    {
        const int code = s_system->xOpen(s_system, name, file, flags, outFlags);
        if (code != SQLITE_OK || !file->pMethods)
            return code;
        const std::lock_guard lock(s_mutex);
        auto &methods = s_methods[file->pMethods];
        methods = *file->pMethods;
        s_sync = methods.xSync; // the same for all kinds of files
        methods.xSync = sync;
        file->pMethods = &methods;
        return code;
    }

    static int sync(sqlite3_file *file, int flags)
    {
        if (!s_isFailing)
            return s_sync(file, flags);
        if (s_isOnce)
            s_isFailing = false;
        ++s_failures;
        return SQLITE_IOERR_FSYNC;
    }

    static inline std::atomic<bool> s_isFailing = false;
    static inline std::atomic<bool> s_isOnce = false;
    static inline std::atomic<int> s_failures = 0;
    static inline sqlite3_vfs *s_system = nullptr;
    static inline std::mutex s_mutex; // guards the methods
    static inline std::map<const sqlite3_io_methods *, sqlite3_io_methods> s_methods;
    static inline int (*s_sync)(sqlite3_file *, int) = nullptr;
    sqlite3_vfs m_shim{};
};

} // namespace gnat::test
