// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokerrouter.h"
#include "broker/monitoring/brokersnapshot.h"
#include "broker/monitoring/httprequest.h"

#include <array>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace gnat {

struct BrokerOptions;

/// How often each page was asked for. Counted by the thread of the monitoring port, read by any.
class PageCounts
{
public:
    static constexpr std::size_t pages = 12;

    void add(std::size_t page) { m_counts[page].add(1); }
    /// Path and count of the pages that were asked for, in the order of their names.
    std::vector<std::pair<std::string, std::uint64_t>> list() const;

private:
    std::array<BrokerCounter, pages> m_counts;
};

/// What the monitoring port answers to whom: the pages of nats-server 2.9.10. Without I/O; one thread.
class MonitoringPages
{
public:
    /// An answer that is ready, or the snapshot it needs and what to do with it.
    struct Page
    {
        std::optional<HttpAnswer> ready;
        InspectQuery query;
        std::function<HttpAnswer(const BrokerSnapshot &)> write; ///< any thread, while the pages live
    };

    /// Both must outlive it.
    MonitoringPages(const BrokerOptions &options, PageCounts &counts);

    Page open(const HttpRequest &request);

private:
    std::string pathOf(std::string_view page) const;
    HttpAnswer index() const;

    const BrokerOptions &m_options;
    PageCounts &m_counts;
    std::string m_base; ///< "" or "/base"
};

} // namespace gnat
