// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/demo/democompany.h"

#include "core/headerblock.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace gnat {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 6> services{"gateway", "billing", "auth", "orders", "search", "mailer"};
constexpr std::array<std::string_view, 6> paths{"/api/orders", "/api/users/me", "/api/cart",
                                                "/login",      "/health",       "/api/search"};
constexpr std::array<std::string_view, 5> infos{"request served", "cache refreshed", "session opened", "job finished",
                                                "message queued"};
constexpr std::array<std::string_view, 4> warnings{"slow query", "retry after timeout", "rate limit near",
                                                   "certificate expires soon"};
constexpr std::array<std::string_view, 3> errors{"upstream connection refused", "payment provider timed out",
                                                 "could not parse body"};
constexpr std::array<std::string_view, 10> names{"Ada Marsh",   "Ben Okoye",    "Chiara Lenz", "Dmitri Volkov",
                                                 "Elif Kaya",   "Farid Haddad", "Greta Holm",  "Hugo Martins",
                                                 "Ines Duarte", "Jun Tanaka"};
constexpr std::array<std::string_view, 5> articles{"gasket-40", "valve-seat", "bearing-6204", "seal-kit", "impeller-9"};
constexpr std::array<std::string_view, DemoCompany::suppliers> supplierNames{"north", "south", "harbour"};

std::string traced(const std::string &trace)
{
    return makeHeaderBlock({{"trace-id", trace}});
}

std::uint64_t milliseconds(std::int64_t wallNs)
{
    return static_cast<std::uint64_t>(wallNs / 1'000'000);
}

/// A member of a request's JSON as text, whatever a stranger has sent; empty if it is not there.
std::string member(std::string_view json, const char *key)
{
    const auto value = Json::parse(json, nullptr, false);
    if (!value.is_object() || !value.contains(key))
        return {};
    return value[key].is_string() ? value[key].get<std::string>() : value[key].dump(-1, ' ', true);
}

} // namespace

DemoMessage DemoCompany::logLine(std::int64_t wallNs, DemoRandom &random)
{
    const auto service = random.pick(services);
    const auto chance = random.fraction();
    const std::string_view level = chance < 0.012 ? "error" : chance < 0.11 ? "warn" : "info";
    const auto trace = random.hex(16);
    Json line;
    line["ts"] = milliseconds(wallNs);
    line["level"] = level;
    line["service"] = service;
    line["msg"] = level == "error" ? random.pick(errors) : level == "warn" ? random.pick(warnings) : random.pick(infos);
    line["host"] = std::string(service) + "-" + std::to_string(1 + random.below(3));
    line["path"] = random.pick(paths);
    line["status"] = level == "error" ? 502 : level == "warn" ? 429 : 200;
    line["ms"] = rounded(2 + random.wait() * (level == "info" ? 14 : 180), 1);

    DemoMessage message;
    message.subject = std::string("logs.").append(service).append(".").append(level);
    if (level != "info")
        message.headers = traced(trace);
    message.payload = line.dump();
    return message;
}

DemoCompany::Order DemoCompany::newOrder(DemoRandom &random)
{
    Order order{++m_lastOrder, std::string(random.pick(names)), 0, static_cast<int>(1 + random.below(6)), {}};
    order.total = rounded(order.items * random.between(6, 90), 2);
    order.trace = random.hex(16);
    return order;
}

DemoMessage DemoCompany::orderStep(std::int64_t wallNs, DemoRandom &random)
{
    const auto take = [](std::deque<Order> &from) {
        auto order = std::move(from.front());
        from.pop_front();
        return order;
    };
    const auto chance = random.fraction();
    std::string_view step = "created";
    Order order{};
    if (chance < 0.06 && m_created.size() > 3) {
        step = "cancelled";
        order = take(m_created);
    } else if (chance < 0.37 && m_created.size() > 5) {
        step = "paid";
        order = take(m_created);
        m_paid.push_back(order);
    } else if (chance < 0.66 && m_paid.size() > 5) {
        step = "shipped";
        order = take(m_paid);
    } else {
        order = newOrder(random);
        m_created.push_back(order);
    }
    Json value;
    value["order"] = order.number;
    value["customer"] = order.customer;
    value["items"] = order.items;
    value["total"] = order.total;
    value["currency"] = "EUR";
    value["at"] = milliseconds(wallNs);
    if (step == "shipped")
        value["parcel"] = "GN" + random.text("0123456789", 10);

    DemoMessage message;
    message.subject = std::string("shop.orders.").append(step);
    message.headers = traced(order.trace);
    message.payload = value.dump();
    return message;
}

DemoMessage DemoCompany::userRequest(DemoRandom &random)
{
    DemoMessage message;
    message.subject = "user.get";
    message.headers = traced(random.hex(16));
    message.payload = Json{{"id", 1000 + random.below(names.size())}}.dump();
    return message;
}

DemoMessage DemoCompany::userAnswer(std::string_view request, DemoRandom &random)
{
    const auto id = member(request, "id");
    const auto number = id.size() == 4 && id.starts_with("100") ? static_cast<std::size_t>(id.back() - '0') : 10;
    Json value;
    if (number < names.size()) {
        auto mail = std::string(names[number].substr(0, names[number].find(' '))) + "@example.org";
        mail.front() = static_cast<char>(mail.front() - 'A' + 'a');
        value = {
            {"id", 1000 + number}, {"name", names[number]}, {"email", mail}, {"plan", number % 3 ? "basic" : "pro"}};
        value["last_seen_s"] = random.below(86400);
    } else {
        value = {{"error", "no such user"}, {"id", id}};
    }
    return {{}, {}, value.dump()};
}

DemoMessage DemoCompany::quoteRequest(DemoRandom &random)
{
    DemoMessage message;
    message.subject = "pricing.quote";
    message.headers = traced(random.hex(16));
    message.payload = Json{{"article", random.pick(articles)}, {"quantity", 1 + random.below(40)}}.dump();
    return message;
}

DemoMessage DemoCompany::quoteAnswer(std::string_view request, std::size_t supplier, DemoRandom &random)
{
    Json value;
    value["supplier"] = supplierNames[supplier % supplierNames.size()];
    value["article"] = member(request, "article");
    value["unit_price"] = rounded(random.between(11, 19), 2);
    value["days"] = 1 + random.below(9);
    return {{}, {}, value.dump()};
}

} // namespace gnat
