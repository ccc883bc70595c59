// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rework/recordingcomparison.h"

#include "base/latency.h"
#include "base/text.h"
#include "base/words.h"
#include "filter/filterpredicate.h"
#include "recording/recordingreader.h"
#include "rework/recordingfilter.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace gnat {

namespace {

using Kind = SubjectDifference::Kind;
using State = ComparedSubject::State;

constexpr std::uint64_t leastLatencies = 5; ///< fewer say nothing about percentiles

QString numberText(double number)
{
    return QLocale().toString(number, 'g', 4);
}

QString rateText(double rate)
{
    return Words::tr("%1/s").arg(numberText(rate));
}

QString rangeText(const FieldProfile &field)
{
    return QStringLiteral("%1 … %2").arg(numberText(field.least), numberText(field.most));
}

QString typesText(const FieldProfile &field)
{
    QStringList types(field.types.begin(), field.types.end());
    types.sort();
    return types.join(QStringLiteral(", "));
}

QString formatsText(const SubjectProfile &subject)
{
    return QStringList(subject.formats.keys()).join(QStringLiteral(", "));
}

double meanSize(const SubjectProfile &subject)
{
    return subject.messages ? static_cast<double>(subject.bytes) / static_cast<double>(subject.messages) : 0;
}

class SubjectComparer
{
public:
    SubjectComparer(const SubjectProfile &before, const SubjectProfile &after, double tolerance,
                    ComparedSubject &result)
        : m_before(before), m_after(after), m_tolerance(tolerance), m_result(result)
    {
    }

    void run()
    {
        if (differ(m_result.rate[0], m_result.rate[1]))
            add(Kind::Rate, {}, rateText(m_result.rate[0]), rateText(m_result.rate[1]));
        if (differ(m_result.meanSize[0], m_result.meanSize[1]))
            add(Kind::Size, {}, sizeText(m_result.meanSize[0]), sizeText(m_result.meanSize[1]));
        if (m_before.formats.keys() != m_after.formats.keys())
            add(Kind::Format, {}, formatsText(m_before), formatsText(m_after));
        compareFields();
        compareExchanges();
    }

private:
    static QString sizeText(double bytes) { return Words::tr("%1 B").arg(numberText(bytes)); }

    bool differ(double before, double after) const
    {
        const auto larger = std::max(std::abs(before), std::abs(after));
        return std::abs(before - after) > larger * m_tolerance + 1e-12;
    }

    void add(Kind kind, const QString &what, const QString &before, const QString &after)
    {
        m_result.differences.append({kind, what, before, after});
    }

    void compareFields()
    {
        for (auto field = m_before.fields.begin(); field != m_before.fields.end(); ++field) {
            const auto other = m_after.fields.find(field.key());
            if (other == m_after.fields.end())
                add(Kind::FieldGone, field.key(), typesText(*field), {});
            else
                compareField(field.key(), *field, *other);
        }
        for (auto field = m_after.fields.begin(); field != m_after.fields.end(); ++field) {
            if (!m_before.fields.contains(field.key()))
                add(Kind::FieldNew, field.key(), {}, typesText(*field));
        }
    }

    void compareField(const QString &path, const FieldProfile &before, const FieldProfile &after)
    {
        if (before.types != after.types)
            add(Kind::FieldType, path, typesText(before), typesText(after));
        if (before.numbers == 0 || after.numbers == 0)
            return;
        // By the size of the numbers, not by the width of the range: a clock and a slow drift differ by any width.
        const auto largest =
            std::max({std::abs(before.least), std::abs(before.most), std::abs(after.least), std::abs(after.most)});
        const auto room = m_tolerance * largest;
        if (std::abs(before.least - after.least) > room + 1e-12 || std::abs(before.most - after.most) > room + 1e-12)
            add(Kind::Range, path, rangeText(before), rangeText(after));
    }

    void compareExchanges()
    {
        const auto enough = m_before.latencies.count() >= leastLatencies && m_after.latencies.count() >= leastLatencies;
        const auto isSlower = differ(static_cast<double>(m_result.p50Ns[0]), static_cast<double>(m_result.p50Ns[1])) ||
                              differ(static_cast<double>(m_result.p99Ns[0]), static_cast<double>(m_result.p99Ns[1]));
        if (enough && isSlower)
            add(Kind::Latency, {}, latencies(0), latencies(1));
        if ((m_before.noResponders == 0) != (m_after.noResponders == 0))
            add(Kind::NoResponders, {}, QString::number(m_before.noResponders), QString::number(m_after.noResponders));
    }

    QString latencies(int side) const
    {
        return QStringLiteral("p50 %1, p99 %2")
            .arg(latencyText(m_result.p50Ns[side]), latencyText(m_result.p99Ns[side]));
    }

    const SubjectProfile &m_before;
    const SubjectProfile &m_after;
    const double m_tolerance;
    ComparedSubject &m_result;
};

ComparisonSide sideOf(const RecordingProfile &profile)
{
    const auto named = profile.subjects.size() - (profile.isFull() ? 1 : 0);
    return {profile.path,    profile.messages, profile.bytes,
            profile.firstNs, profile.lastNs,   static_cast<quint64>(named),
            profile.isFull()};
}

ComparedSubject comparedSubject(const std::string &name, const RecordingProfile *const (&profiles)[2], double tolerance)
{
    static const SubjectProfile none;
    ComparedSubject result;
    result.subject = toText(name);
    const SubjectProfile *subjects[2] = {&none, &none};
    for (int side = 0; side < 2; ++side) {
        const auto found = profiles[side]->subjects.find(name);
        if (found == profiles[side]->subjects.end())
            continue;
        const auto &subject = found->second;
        subjects[side] = &subject;
        const auto seconds = profiles[side]->seconds();
        result.messages[side] = subject.messages;
        result.rate[side] = seconds > 0 ? static_cast<double>(subject.messages) / seconds : 0;
        result.meanSize[side] = meanSize(subject);
        result.p50Ns[side] = subject.latencies.percentile(0.5);
        result.p99Ns[side] = subject.latencies.percentile(0.99);
        result.fieldsLeftOut[side] = subject.fieldsLeftOut;
    }
    if (name.empty()) { // not the same subjects
        result.state = State::NotKnown;
        return result;
    }
    if (subjects[0] == &none || subjects[1] == &none) {
        result.state = subjects[0] == &none ? State::New : State::Gone;
        return result;
    }
    SubjectComparer(*subjects[0], *subjects[1], tolerance, result).run();
    result.state = result.differences.isEmpty() ? State::Same : State::Differs;
    return result;
}

/// New and gone first, then what differs.
int rankOf(State state)
{
    switch (state) {
    case State::New:
        return 0;
    case State::Gone:
        return 1;
    case State::Differs:
        return 2;
    case State::NotKnown:
        return 3;
    case State::Same:
        break;
    }
    return 4;
}

} // namespace

quint64 RecordingComparison::count(ComparedSubject::State state) const
{
    return static_cast<quint64>(std::ranges::count(subjects, state, &ComparedSubject::state));
}

quint64 RecordingComparison::withFieldsLeftOut() const
{
    return static_cast<quint64>(std::ranges::count_if(
        subjects, [](const ComparedSubject &s) { return s.fieldsLeftOut[0] > 0 || s.fieldsLeftOut[1] > 0; }));
}

RecordingComparison compareProfiles(const RecordingProfile &before, const RecordingProfile &after,
                                    const CompareOptions &options)
{
    RecordingComparison result;
    result.sides[0] = sideOf(before);
    result.sides[1] = sideOf(after);
    const RecordingProfile *const profiles[2] = {&before, &after};
    for (const auto &[name, subject] : before.subjects)
        result.subjects << comparedSubject(name, profiles, options.tolerance);
    for (const auto &[name, subject] : after.subjects) {
        if (!before.subjects.contains(name))
            result.subjects << comparedSubject(name, profiles, options.tolerance);
    }
    std::ranges::sort(result.subjects, {},
                      [](const ComparedSubject &s) { return std::tuple(rankOf(s.state), s.subject); });
    return result;
}

Result<RecordingComparison> compareRecordings(const QString &before, const QString &after, const QString &filter,
                                              const CompareOptions &options, const CodecRegistry &codecs,
                                              const JobControl &control)
{
    quint64 counts[2] = {};
    MessagePredicate wanted[2];
    for (int side = 0; side < 2; ++side) {
        const auto reader = RecordingReader::open(side == 0 ? before : after);
        if (!reader)
            return reader.error();
        const auto messages = reader.value().messages();
        if (!messages)
            return messages.error();
        counts[side] = messages.value();
        const auto meant = recordingFilter(filter, reader.value(), control);
        if (!meant)
            return meant.error();
        wanted[side] = predicateOf(meant.value());
    }
    const auto total = counts[0] + counts[1];
    const auto first = profileRecording(before, wanted[0], codecs, control, nullptr, 0, total);
    if (!first)
        return first.error();
    const auto second = profileRecording(after, wanted[1], codecs, control, &first.value(), counts[0], total);
    if (!second)
        return second.error();
    return compareProfiles(first.value(), second.value(), options);
}

} // namespace gnat
