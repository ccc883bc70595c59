// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/filtermoment_p.h"

#include <QDateTime>
#include <QRegularExpression>

namespace gnat {

namespace {

constexpr std::int64_t secondNs = 1'000'000'000;
constexpr std::int64_t minuteNs = 60 * secondNs;
constexpr std::int64_t dayNs = 24 * 60 * minuteNs;

/// Rounds towards minus infinity, for times before 1970.
std::int64_t floorDivided(std::int64_t number, std::int64_t by)
{
    return number / by - (number % by < 0 ? 1 : 0);
}

/// What the computer's time zone adds to UTC at a moment. Asked of the system once in a quarter of an hour of message
/// time, the finest step in which zones change: a scan asks for each message.
std::int64_t zoneOffsetNs(std::int64_t atNs)
{
    constexpr std::int64_t stepNs = 15 * minuteNs;
    thread_local std::int64_t knownStep = std::numeric_limits<std::int64_t>::min();
    thread_local std::int64_t knownOffsetNs = 0;
    const auto step = floorDivided(atNs, stepNs);
    if (step != knownStep) {
        knownStep = step;
        knownOffsetNs = QDateTime::fromSecsSinceEpoch(step * stepNs / secondNs).offsetFromUtc() * secondNs;
    }
    return knownOffsetNs;
}

class TimeTerm final : public FilterNode
{
public:
    TimeTerm(Comparison comparison, const FilterMoment &moment) : m_comparison(comparison), m_moment(moment) {}

    bool accepts(const MessageView &message) const override
    {
        auto at = message.atNs;
        if (!m_moment.hasDate) {
            at += m_moment.isUtc ? 0 : zoneOffsetNs(at);
            at -= floorDivided(at, dayNs) * dayNs;
        }
        if (m_comparison == Comparison::Equal || m_comparison == Comparison::NotEqual) {
            const bool isWithin = at >= m_moment.atNs && at - m_moment.atNs < m_moment.lengthNs;
            return isWithin == (m_comparison == Comparison::Equal);
        }
        return compares(at, m_comparison, m_moment.atNs);
    }

private:
    Comparison m_comparison;
    FilterMoment m_moment;
};

class SinceTerm final : public FilterNode
{
public:
    explicit SinceTerm(std::int64_t fromNs) : m_fromNs(fromNs) {}
    bool accepts(const MessageView &message) const override { return message.atNs >= m_fromNs; }

private:
    std::int64_t m_fromNs;
};

/// Nanoseconds since midnight of "14", "03", "05", "25"; the length is that of the last part given.
std::optional<FilterMoment> timeOfDay(const QRegularExpressionMatch &match)
{
    FilterMoment moment;
    const auto part = [&](QStringView name) {
        return match.capturedView(name);
    };
    const int hour = part(u"h").toInt();
    const int minute = part(u"m").toInt();
    const int second = part(u"s").toInt();
    if (hour > 23 || minute > 59 || second > 59)
        return {};
    const auto fraction = part(u"f").toString();
    moment.atNs = (hour * 60 + minute) * minuteNs + second * secondNs + fraction.leftJustified(9, u'0').toLongLong();
    moment.lengthNs = part(u"s").isEmpty() ? minuteNs : secondNs;
    for (qsizetype i = 0; i < fraction.size(); ++i)
        moment.lengthNs /= 10;
    return moment;
}

} // namespace

std::optional<FilterMoment> parseFilterMoment(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral("^(?:(?<date>\\d{4}-\\d\\d-\\d\\d)(?:T(?=\\d)|(?=Z?$)))?"
                       "(?:(?<h>\\d\\d?):(?<m>\\d\\d)(?::(?<s>\\d\\d)(?:\\.(?<f>\\d{1,9}))?)?)?(?<zone>Z)?$"));
    const auto match = form.match(text);
    const bool hasTime = !match.capturedView(u"h").isEmpty();
    const auto dateText = match.captured(u"date");
    if (!match.hasMatch() || (!hasTime && dateText.isEmpty()))
        return {};
    auto moment = hasTime ? timeOfDay(match) : FilterMoment{false, false, 0, dayNs};
    if (!moment)
        return {};
    moment->isUtc = !match.capturedView(u"zone").isEmpty();
    if (dateText.isEmpty())
        return moment;
    const auto date = QDate::fromString(dateText, Qt::ISODate);
    if (!date.isValid() || date.year() < 1900 || date.year() > 2200)
        return {};
    const auto time = QTime::fromMSecsSinceStartOfDay(static_cast<int>(moment->atNs / 1'000'000));
    const QDateTime start(date, time, moment->isUtc ? Qt::UTC : Qt::LocalTime);
    moment->hasDate = true;
    moment->atNs = start.toMSecsSinceEpoch() * 1'000'000 + moment->atNs % 1'000'000;
    return moment;
}

FilterNodePtr makeTimeTerm(Comparison comparison, const FilterMoment &moment)
{
    return std::make_unique<TimeTerm>(comparison, moment);
}

FilterNodePtr makeSinceTerm(std::int64_t fromNs)
{
    return std::make_unique<SinceTerm>(fromNs);
}

} // namespace gnat
