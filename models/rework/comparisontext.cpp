// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rework/recordingcomparison.h"

#include "base/words.h"
#include "rework/reworkbasics_p.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace gnat {

namespace {

using Kind = SubjectDifference::Kind;
using State = ComparedSubject::State;

/// For programs: never translated.
QString kindName(Kind kind)
{
    switch (kind) {
    case Kind::Rate:
        return QStringLiteral("rate");
    case Kind::Size:
        return QStringLiteral("size");
    case Kind::Format:
        return QStringLiteral("format");
    case Kind::FieldNew:
        return QStringLiteral("field_new");
    case Kind::FieldGone:
        return QStringLiteral("field_gone");
    case Kind::FieldType:
        return QStringLiteral("field_type");
    case Kind::Range:
        return QStringLiteral("range");
    case Kind::Latency:
        return QStringLiteral("latency");
    case Kind::NoResponders:
        return QStringLiteral("no_responders");
    }
    return {};
}

QString stateName(State state)
{
    switch (state) {
    case State::New:
        return QStringLiteral("new");
    case State::Gone:
        return QStringLiteral("gone");
    case State::Differs:
        return QStringLiteral("differs");
    case State::NotKnown:
        return QStringLiteral("not_known");
    case State::Same:
        break;
    }
    return QStringLiteral("same");
}

QJsonObject figuresOf(const ComparedSubject &subject, int side)
{
    return {{QStringLiteral("messages"), static_cast<qint64>(subject.messages[side])},
            {QStringLiteral("rate"), subject.rate[side]},
            {QStringLiteral("mean_size"), subject.meanSize[side]},
            {QStringLiteral("latency_p50_ns"), latencyValue(subject.p50Ns[side])},
            {QStringLiteral("latency_p99_ns"), latencyValue(subject.p99Ns[side])},
            {QStringLiteral("fields_left_out"), static_cast<qint64>(subject.fieldsLeftOut[side])}};
}

QJsonObject toJson(const ComparedSubject &subject)
{
    QJsonArray differences;
    for (const auto &difference : subject.differences)
        differences.append(QJsonObject{{QStringLiteral("kind"), kindName(difference.kind)},
                                       {QStringLiteral("field"), difference.what},
                                       {QStringLiteral("before"), difference.before},
                                       {QStringLiteral("after"), difference.after}});
    return {{QStringLiteral("subject"), subject.subject},
            {QStringLiteral("state"), stateName(subject.state)},
            {QStringLiteral("before"), figuresOf(subject, 0)},
            {QStringLiteral("after"), figuresOf(subject, 1)},
            {QStringLiteral("differences"), differences}};
}

QJsonObject toJson(const ComparisonSide &side)
{
    return {{QStringLiteral("file"), side.path},
            {QStringLiteral("messages"), static_cast<qint64>(side.messages)},
            {QStringLiteral("bytes"), static_cast<qint64>(side.bytes)},
            {QStringLiteral("first_ns"), side.firstNs},
            {QStringLiteral("last_ns"), side.lastNs},
            {QStringLiteral("subjects"), static_cast<qint64>(side.subjects)},
            {QStringLiteral("more_subjects"), side.hasMore}};
}

} // namespace

QString comparedStateText(State state)
{
    switch (state) {
    case State::New:
        return Words::tr("new");
    case State::Gone:
        return Words::tr("gone");
    case State::Differs:
        return Words::tr("differs");
    case State::NotKnown:
        return Words::tr("not known");
    case State::Same:
        break;
    }
    return Words::tr("same");
}

QString differenceText(const SubjectDifference &difference)
{
    switch (difference.kind) {
    case Kind::Rate:
        return Words::tr("rate");
    case Kind::Size:
        return Words::tr("mean size");
    case Kind::Format:
        return Words::tr("format");
    case Kind::FieldNew:
        return Words::tr("new field %1").arg(difference.what);
    case Kind::FieldGone:
        return Words::tr("field %1 is gone").arg(difference.what);
    case Kind::FieldType:
        return Words::tr("type of %1").arg(difference.what);
    case Kind::Range:
        return Words::tr("range of %1").arg(difference.what);
    case Kind::Latency:
        return Words::tr("latency");
    case Kind::NoResponders:
        return Words::tr("requests without responders");
    }
    return {};
}

QByteArray comparisonJson(const RecordingComparison &comparison)
{
    QJsonArray subjects;
    for (const auto &subject : comparison.subjects)
        subjects.append(toJson(subject));
    const QJsonObject object{{QStringLiteral("before"), toJson(comparison.sides[0])},
                             {QStringLiteral("after"), toJson(comparison.sides[1])},
                             {QStringLiteral("same"), comparison.isSame()},
                             {QStringLiteral("subjects"), subjects}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace gnat
