// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recordingfixture.h"
#include "rework/recordingcomparison.h"

#include "codecs/payloadcodec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace gnat;
using namespace gnat::test;

using State = ComparedSubject::State;
using Kind = SubjectDifference::Kind;

namespace {

constexpr qint64 ms = 1'000'000;
constexpr qint64 start = 1'700'000'000'000'000'000;

} // namespace

/// 10 s of traffic in which everything that can differ is a parameter.
struct Traffic
{
    int telemetryEveryMs = 100;
    QByteArray telemetry = R"({"temp":%1,"unit":"C"})";
    int hottest = 80;
    qint64 latencyMs = 2;
    bool answers = true;
    QByteArray extra; ///< a subject of its own
};

Q_DECLARE_METATYPE(Traffic)

namespace {

QList<Note> notesOf(const Traffic &traffic)
{
    QList<Note> notes;
    for (int at = 0; at < 10'000; at += 10) {
        const auto ns = start + at * ms;
        if (at % traffic.telemetryEveryMs == 0) {
            auto payload = traffic.telemetry;
            payload.replace("%1", QByteArray::number(20 + (at / 10 * 7) % (traffic.hottest - 20)));
            notes << Note{"plant.telemetry", {}, {}, payload, ns};
        }
        if (at % 100 == 50) {
            const auto inbox = "_INBOX.x." + QByteArray::number(at);
            notes << Note{"user.get", inbox, {}, "1", ns};
            if (traffic.answers)
                notes << Note{inbox, {}, {}, "{}", ns + traffic.latencyMs * ms};
            else
                notes << Note{inbox, {}, "NATS/1.0 503\r\n\r\n", {}, ns};
        }
        if (!traffic.extra.isEmpty() && at % 500 == 0)
            notes << Note{traffic.extra, {}, {}, "x", ns};
    }
    return notes;
}

} // namespace

class TestRecordingComparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsNothingBetweenAlikes();
    void tellsWhatDiffers_data();
    void tellsWhatDiffers();
    void keepsLatenciesBehindAFilter();
    void knowsRepliesAndTheEndOfEachFile();
    void tellsNewAndGoneSubjects();
    void tellsOfFieldsLeftOut();
    void callsNothingNewOrGoneForWantOfRoom();
    void writesJson();

private:
    RecordingComparison compared(const Traffic &before, const Traffic &after, const QString &filter = {});
    static const ComparedSubject *find(const RecordingComparison &comparison, const QString &subject);

    QTemporaryDir m_folder;
    int m_files = 0;
    CodecRegistry m_codecs;
};

RecordingComparison TestRecordingComparison::compared(const Traffic &before, const Traffic &after,
                                                      const QString &filter)
{
    const auto recorded = [this](const Traffic &traffic) {
        const auto path = m_folder.filePath(QStringLiteral("%1.gnat").arg(++m_files));
        return record(path, notesOf(traffic)).isEmpty() ? path : QString();
    };
    const auto first = recorded(before);
    const auto second = recorded(after);
    auto result = compareRecordings(first, second, filter, {}, m_codecs, {});
    return result ? std::move(result).value() : RecordingComparison();
}

const ComparedSubject *TestRecordingComparison::find(const RecordingComparison &comparison, const QString &subject)
{
    for (const auto &compared : comparison.subjects) {
        if (compared.subject == subject)
            return &compared;
    }
    return nullptr;
}

void TestRecordingComparison::findsNothingBetweenAlikes()
{
    const auto comparison = compared({}, {});
    QCOMPARE(comparison.subjects.size(), 3); // with the inboxes as one
    QVERIFY(comparison.isSame());
    QCOMPARE(comparison.sides[0].messages, quint64(300));
    const auto *get = find(comparison, QStringLiteral("user.get"));
    QVERIFY(get);
    QVERIFY(qAbs(get->p50Ns[0] - 2 * ms) < ms / 10);
}

void TestRecordingComparison::tellsWhatDiffers_data()
{
    QTest::addColumn<Traffic>("after");
    QTest::addColumn<QString>("subject");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const Traffic &after, const char *subject, Kind kind, const char *field) {
        QTest::newRow(name) << after << QString::fromLatin1(subject) << int(kind) << QString::fromLatin1(field);
    };
    Traffic traffic;
    traffic.telemetryEveryMs = 50;
    row("twice the rate", traffic, "plant.telemetry", Kind::Rate, "");
    traffic = {};
    traffic.telemetry = R"({"temp":%1,"unit":"C","text":"a much longer message than before, with more in it"})";
    row("larger", traffic, "plant.telemetry", Kind::Size, "");
    row("a new field", traffic, "plant.telemetry", Kind::FieldNew, "text");
    traffic.telemetry = R"({"temp":%1})";
    row("a field is gone", traffic, "plant.telemetry", Kind::FieldGone, "unit");
    traffic.telemetry = R"({"temp":"%1","unit":"C"})";
    row("another type", traffic, "plant.telemetry", Kind::FieldType, "temp");
    traffic.telemetry = "temp=%1";
    row("another format", traffic, "plant.telemetry", Kind::Format, "");
    traffic = {};
    traffic.hottest = 140;
    row("a wider range", traffic, "plant.telemetry", Kind::Range, "temp");
    traffic = {};
    traffic.latencyMs = 5;
    row("slower answers", traffic, "user.get", Kind::Latency, "");
    traffic = {};
    traffic.answers = false;
    row("nobody answers", traffic, "user.get", Kind::NoResponders, "");
}

void TestRecordingComparison::tellsWhatDiffers()
{
    QFETCH(const Traffic, after);
    QFETCH(const QString, subject);
    QFETCH(const int, kind);
    QFETCH(const QString, field);
    const auto comparison = compared({}, after);
    const auto *found = find(comparison, subject);
    QVERIFY(found);
    QCOMPARE(found->state, State::Differs);
    const auto isIt = [&](const SubjectDifference &d) {
        return int(d.kind) == kind && d.what == field;
    };
    QVERIFY(std::any_of(found->differences.begin(), found->differences.end(), isIt));
}

void TestRecordingComparison::keepsLatenciesBehindAFilter()
{
    Traffic after;
    after.latencyMs = 5;
    const auto comparison = compared({}, after, QStringLiteral("user.get"));
    QCOMPARE(comparison.subjects.size(), 1);
    QVERIFY(qAbs(comparison.subjects.first().p50Ns[0] - 2 * ms) < ms / 10);
    QCOMPARE(comparison.subjects.first().differences.size(), 1);
    QCOMPARE(int(comparison.subjects.first().differences.first().kind), int(Kind::Latency));
}

/// A reply need not go to an inbox: which messages are replies the requests say. And the last seconds are those of
/// each.
void TestRecordingComparison::knowsRepliesAndTheEndOfEachFile()
{
    const auto recorded = [this](qint64 fromNs, int replies) {
        QList<Note> notes;
        for (int i = 0; i < 10; ++i) {
            const auto at = fromNs + i * 1'000 * ms;
            notes << Note{"user.get", "answers.to.me", {}, "1", at};
            if (i < replies)
                notes << Note{"answers.to.me", {}, {}, "{}", at + 2 * ms};
        }
        const auto path = m_folder.filePath(QStringLiteral("%1.gnat").arg(++m_files));
        return record(path, notes).isEmpty() ? path : QString();
    };
    const auto before = recorded(start, 10);
    const auto after = recorded(start + 86'400'000 * ms, 10);
    const auto replies = compareRecordings(before, after, QStringLiteral("is:reply"), {}, m_codecs, {});
    QVERIFY(replies);
    QCOMPARE(replies.value().subjects.size(), 1);
    QCOMPARE(replies.value().subjects.first().subject, QStringLiteral("answers.to.me"));
    QCOMPARE(replies.value().sides[0].messages, 10U);
    QVERIFY(replies.value().isSame());
    const auto last = compareRecordings(before, after, QStringLiteral("last:3500ms user.get"), {}, m_codecs, {});
    QVERIFY(last);
    QCOMPARE(last.value().sides[0].messages, 4U);
    QCOMPARE(last.value().sides[1].messages, 4U);
}

void TestRecordingComparison::tellsNewAndGoneSubjects()
{
    Traffic after;
    after.extra = "shop.new";
    const auto comparison = compared({}, after);
    QCOMPARE(comparison.count(State::New), quint64(1));
    QCOMPARE(comparison.subjects.first().subject, QStringLiteral("shop.new"));
    QCOMPARE(comparison.subjects.first().messages[1], quint64(20));
    const auto back = compared(after, {});
    QCOMPARE(back.count(State::Gone), quint64(1));
    QVERIFY(!back.isSame());
}

void TestRecordingComparison::tellsOfFieldsLeftOut()
{
    Traffic wide;
    wide.telemetry = "{\"temp\":%1";
    for (int i = 0; i < RecordingProfile::maxFields; ++i)
        wide.telemetry += ",\"f" + QByteArray::number(i) + "\":0";
    wide.telemetry += '}';
    const auto comparison = compared(wide, {});
    QCOMPARE(comparison.withFieldsLeftOut(), quint64(1));
    const auto subjects = QJsonDocument::fromJson(comparisonJson(comparison)).object().value(QLatin1String("subjects"));
    const auto first = subjects.toArray().first().toObject();
    QCOMPARE(first.value(QLatin1String("before")).toObject().value(QLatin1String("fields_left_out")).toInt(), 100);
    QCOMPARE(first.value(QLatin1String("after")).toObject().value(QLatin1String("fields_left_out")).toInt(-1), 0);
}

/// The same subjects in another order, more than there is room for; and one that is gone, one that is new.
void TestRecordingComparison::callsNothingNewOrGoneForWantOfRoom()
{
    constexpr int most = static_cast<int>(RecordingProfile::maxSubjects);
    constexpr int count = most + 5'000;
    const auto recorded = [this](const QByteArrayList &subjects) {
        QList<Note> notes;
        for (const auto &subject : subjects)
            notes << Note{subject, {}, {}, "x", start + notes.size() * ms};
        const auto path = m_folder.filePath(QStringLiteral("%1.gnat").arg(++m_files));
        return record(path, notes).isEmpty() ? path : QString();
    };
    QByteArrayList subjects;
    for (int i = 0; i < count; ++i)
        subjects << "s." + QByteArray::number(i);
    auto others = subjects;
    std::reverse(others.begin(), others.end());
    others.removeOne("s.7"); // gone: it had its place
    others << "t.new";       // the first may have had it, for all that is known
    const auto many = recorded(subjects);
    const auto result = compareRecordings(many, recorded(others), {}, {}, m_codecs, {});
    QVERIFY2(result, result ? "" : result.error().message.c_str());
    const auto &comparison = result.value();
    QCOMPARE(comparison.count(State::New), 0U);
    QCOMPARE(comparison.count(State::Gone), 1U);
    QCOMPARE(comparison.subjects.first().subject, QStringLiteral("s.7"));
    QCOMPARE(comparison.count(State::Same), quint64(most - 1));
    QCOMPARE(comparison.count(State::NotKnown), 1U);
    const auto *rest = find(comparison, QString());
    QVERIFY(rest);
    QCOMPARE(rest->state, State::NotKnown);
    QCOMPARE(rest->messages[0], quint64(count - most));
    QCOMPARE(rest->messages[1], quint64(count - most + 1));
    QVERIFY(comparison.hasMore());
    QVERIFY(!comparison.isSame());
    QCOMPARE(comparison.sides[0].subjects, quint64(most));
    // Where the older one had room for all, what it lacks is new.
    const auto few = compareRecordings(recorded({"s.1", "t.old"}), many, {}, {}, m_codecs, {});
    QVERIFY(few);
    QCOMPARE(few.value().count(State::Gone), 1U);
    QCOMPARE(few.value().count(State::New), quint64(most - 1));
    QCOMPARE(few.value().count(State::NotKnown), 1U);
}

void TestRecordingComparison::writesJson()
{
    Traffic after;
    after.hottest = 140;
    const auto object = QJsonDocument::fromJson(comparisonJson(compared({}, after))).object();
    QCOMPARE(object.value(QLatin1String("same")), QJsonValue(false));
    const auto first = object.value(QLatin1String("subjects")).toArray().first().toObject();
    QCOMPARE(first.value(QLatin1String("subject")).toString(), QStringLiteral("plant.telemetry"));
    QCOMPARE(first.value(QLatin1String("state")).toString(), QStringLiteral("differs"));
    const auto range = first.value(QLatin1String("differences")).toArray().first().toObject();
    QCOMPARE(range.value(QLatin1String("kind")).toString(), QStringLiteral("range"));
    QCOMPARE(range.value(QLatin1String("field")).toString(), QStringLiteral("temp"));
}

QTEST_GUILESS_MAIN(TestRecordingComparison)
#include "tst_recordingcomparison.moc"
