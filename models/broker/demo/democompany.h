// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/demo/demodevices.h"

#include <deque>

namespace gnat {

/// The services and the shop of the demo: log lines, orders on their way, what requests ask and what workers answer.
/// All payloads are JSON.
class DemoCompany
{
public:
    /// A line on logs.<service>.<level>; errors are rare.
    DemoMessage logLine(std::int64_t wallNs, DemoRandom &random);
    /// The next step of an order on shop.orders.<created|paid|shipped|cancelled>.
    DemoMessage orderStep(std::int64_t wallNs, DemoRandom &random);
    /// A request to user.get and its answer; `request` is the request's payload.
    DemoMessage userRequest(DemoRandom &random);
    DemoMessage userAnswer(std::string_view request, DemoRandom &random);
    /// A request to pricing.quote and one supplier's answer.
    DemoMessage quoteRequest(DemoRandom &random);
    DemoMessage quoteAnswer(std::string_view request, std::size_t supplier, DemoRandom &random);

    static constexpr std::size_t suppliers = 3;

private:
    struct Order
    {
        std::uint64_t number;
        std::string customer;
        double total;
        int items;
        std::string trace;
    };

    Order newOrder(DemoRandom &random);

    std::deque<Order> m_created;
    std::deque<Order> m_paid;
    std::uint64_t m_lastOrder = 48210;
};

} // namespace gnat
