// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/monitoring/monitoringpages.h"

#include "broker/brokeroptions.h"
#include "broker/monitoring/monitoringanswers.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace gnat {

namespace {

using Page = MonitoringPages::Page;
using Detail = ConnectionQuery::Subscriptions;

std::string lowered(std::string_view text)
{
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](unsigned char letter) { return std::tolower(letter); });
    return lower;
}

/// The text as JSON, or as a script that calls the page's function with it.
HttpAnswer jsonAnswer(std::string text, const std::string &callback)
{
    if (callback.empty())
        return {200, "application/json", std::move(text)};
    return {200, "application/javascript", callback + "(" + text + ")"};
}

/// A page that writes one answer from a snapshot.
template <typename Write>
Page page(const HttpRequest &request, InspectQuery query, Write write)
{
    const std::string callback(request.parameter("callback"));
    return {std::nullopt, std::move(query), [callback, write](const BrokerSnapshot &snapshot) {
                JsonText json(JsonText::Form::Indented);
                write(json, snapshot);
                return jsonAnswer(json.take(), callback);
            }};
}

Page refusal(const Error &error)
{
    return {HttpAnswer::plain(400, error.message), {}, {}};
}

Result<Detail> detailOf(const HttpRequest &request)
{
    if (lowered(request.parameter("subs")) == "detail")
        return Detail::Detail;
    const auto isWanted = request.flag("subs");
    if (!isWanted)
        return isWanted.error();
    return isWanted.value() ? Detail::Subjects : Detail::None;
}

Result<ConnectionQuery::State> stateOf(const HttpRequest &request)
{
    const auto text = lowered(request.parameter("state"));
    if (text.empty() || text == "open")
        return ConnectionQuery::State::Open;
    if (text == "closed")
        return ConnectionQuery::State::Closed;
    if (text == "any" || text == "all")
        return ConnectionQuery::State::Any;
    return Error{ErrorKind::InvalidInput, "Error decoding state for " + std::string(request.parameter("state"))};
}

/// Takes over a value or keeps the first error.
template <typename Value, typename Target>
void take(const Result<Value> &result, Target &target, std::optional<Error> &error)
{
    if (result)
        target = result.value();
    else if (!error)
        error = result.error();
}

Page openConnz(const HttpRequest &request)
{
    ConnectionQuery query;
    std::optional<Error> error;
    take(request.flag("auth"), query.hasLogin, error);
    take(detailOf(request), query.subscriptions, error);
    take(request.number("offset"), query.offset, error);
    take(request.number("limit"), query.limit, error);
    take(request.bigNumber("cid"), query.cid, error);
    take(stateOf(request), query.state, error);
    query.sort = request.parameter("sort");
    query.user = request.parameter("user");
    query.account = request.parameter("acc");
    if (const auto checked = query.check(); !checked && !error)
        error = checked.error();
    if (error)
        return refusal(*error);
    InspectQuery wanted;
    wanted.connections = std::move(query);
    return page(request, std::move(wanted), writeConnz);
}

Page openSubsz(const HttpRequest &request)
{
    SubscriptionQuery query;
    std::optional<Error> error;
    take(request.flag("subs"), query.isListed, error);
    take(request.number("offset"), query.offset, error);
    take(request.number("limit"), query.limit, error);
    query.test = request.parameter("test");
    query.account = request.parameter("acc");
    if (const auto checked = query.check(); !checked && !error)
        error = checked.error();
    if (error)
        return refusal(*error);
    InspectQuery wanted;
    wanted.subscriptions = std::move(query);
    return page(request, std::move(wanted), [](JsonText &json, const BrokerSnapshot &snapshot) {
        if (snapshot.subscriptions->list.empty())
            writeSubscriptionFigures(json, snapshot);
        else
            writeSubsz(json, snapshot);
    });
}

Page openRoutez(const HttpRequest &request)
{
    const auto detail = detailOf(request);
    if (!detail)
        return refusal(detail.error());
    InspectQuery wanted;
    wanted.routes = detail.value();
    return page(request, wanted,
                [isDetailed = detail.value() == Detail::Detail](JsonText &json, const BrokerSnapshot &snapshot) {
                    writeRoutez(json, snapshot, isDetailed);
                });
}

Page openAccountz(const HttpRequest &request)
{
    const std::string account(request.parameter("acc"));
    if (!account.empty() && account != "$G" && account != "$SYS")
        return refusal({ErrorKind::NotFound, "Account " + account + " does not exist"});
    InspectQuery wanted;
    if (!account.empty())
        wanted.subscriptions = SubscriptionQuery{};
    return page(request, std::move(wanted),
                [account](JsonText &json, const BrokerSnapshot &snapshot) { writeAccountz(json, snapshot, account); });
}

Page openAccountStatz(const HttpRequest &request)
{
    const auto isUnused = request.flag("unused");
    if (!isUnused)
        return refusal(isUnused.error());
    return page(request, {}, [isUnused = isUnused.value()](JsonText &json, const BrokerSnapshot &snapshot) {
        writeAccountStatz(json, snapshot, isUnused);
    });
}

/// A page whose parameters are only checked: so many flags, then so many numbers.
Page openChecked(const HttpRequest &request, std::initializer_list<const char *> flags,
                 std::initializer_list<const char *> numbers, void (*write)(JsonText &, const BrokerSnapshot &))
{
    for (const auto *name : flags) {
        if (const auto flag = request.flag(name); !flag)
            return refusal(flag.error());
    }
    for (const auto *name : numbers) {
        if (const auto number = request.number(name); !number)
            return refusal(number.error());
    }
    return page(request, {}, write);
}

Page openJsz(const HttpRequest &request)
{
    return openChecked(request, {"accounts", "streams", "consumers", "config", "leader-only"}, {"offset", "limit"},
                       writeJsz);
}

Page openGatewayz(const HttpRequest &request)
{
    return openChecked(request, {"accs"}, {}, writeGatewayz);
}

Page openLeafz(const HttpRequest &request)
{
    return openChecked(request, {"subs"}, {}, writeLeafz);
}

Page openHealthz(const HttpRequest &request)
{
    auto page = openChecked(request, {"js-enabled", "js-enabled-only", "js-server-only"}, {},
                            [](JsonText & /*json*/, const BrokerSnapshot & /*snapshot*/) {});
    if (page.ready)
        return page;
    const std::string callback(request.parameter("callback"));
    page.write = [callback](const BrokerSnapshot & /*snapshot*/) { // that there is one says that the node is well
        JsonText json(JsonText::Form::Compact);
        writeHealthz(json);
        return jsonAnswer(json.take(), callback);
    };
    return page;
}

Page openQueuesz(const HttpRequest &request)
{
    return {jsonAnswer("{}", std::string(request.parameter("callback"))), {}, {}};
}

struct Place
{
    std::string_view path;
    std::size_t count; ///< its place in PageCounts
    Page (*open)(const HttpRequest &);
};

/// In the order of the names that are counted; "/" and "/varz" are opened by MonitoringPages itself.
constexpr std::array<Place, 13> places{{
    {"/", 0, nullptr},
    {"/accountz", 1, openAccountz},
    {"/accstatz", 2, openAccountStatz},
    {"/connz", 3, openConnz},
    {"/gatewayz", 4, openGatewayz},
    {"/healthz", 5, openHealthz},
    {"/ipqueuesz", 6, openQueuesz},
    {"/jsz", 7, openJsz},
    {"/leafz", 8, openLeafz},
    {"/routez", 9, openRoutez},
    {"/subsz", 10, openSubsz},
    {"/varz", 11, nullptr},
    {"/subscriptionsz", 10, openSubsz},
}};

} // namespace

std::vector<std::pair<std::string, std::uint64_t>> PageCounts::list() const
{
    std::vector<std::pair<std::string, std::uint64_t>> counts;
    for (std::size_t i = 0; i < pages; ++i) {
        if (const auto count = m_counts[i].value(); count > 0)
            counts.emplace_back(places[i].path, count);
    }
    return counts;
}

MonitoringPages::MonitoringPages(const BrokerOptions &options, PageCounts &counts)
    : m_options(options), m_counts(counts), m_base(options.monitoring.basePath)
{
    if (!m_base.empty() && m_base.front() != '/')
        m_base.insert(0, "/");
    while (m_base.ends_with('/'))
        m_base.pop_back();
}

std::string MonitoringPages::pathOf(std::string_view page) const
{
    return page == "/" && !m_base.empty() ? m_base : m_base + std::string(page);
}

MonitoringPages::Page MonitoringPages::open(const HttpRequest &request)
{
    const auto found =
        std::ranges::find_if(places, [&](const Place &place) { return pathOf(place.path) == request.path; });
    if (found == places.end())
        return {HttpAnswer::plain(404, "404 page not found\n"), {}, {}};
    if (found->path != "/ipqueuesz") // nats-server does not count it
        m_counts.add(found->count);
    if (found->open)
        return found->open(request);
    if (found->path == "/")
        return {index(), {}, {}};
    InspectQuery query;
    query.process = true;
    return page(request, query, [&options = m_options](JsonText &json, const BrokerSnapshot &snapshot) {
        writeVarz(json, snapshot, options);
    });
}

HttpAnswer MonitoringPages::index() const
{
    static constexpr std::array<std::pair<const char *, const char *>, 10> links{{
        {"/varz", "General"},
        {"/jsz", "JetStream"},
        {"/connz", "Connections"},
        {"/accountz", "Accounts"},
        {"/accstatz", "Account Stats"},
        {"/subsz", "Subscriptions"},
        {"/routez", "Routes"},
        {"/leafz", "LeafNodes"},
        {"/gatewayz", "Gateways"},
        {"/healthz", "Health Probe"},
    }};
    std::string body = "<html lang=\"en\">\n<head><title>Gnatcatcher broker</title></head>\n<body>\n"
                       "<h1>Gnatcatcher broker " GNAT_VERSION "</h1>\n";
    for (const auto &[page, title] : links)
        body += "<p><a href=\"." + pathOf(page) + "\">" + title + "</a></p>\n";
    return {200, "text/html; charset=utf-8", body + "</body>\n</html>\n"};
}

} // namespace gnat
