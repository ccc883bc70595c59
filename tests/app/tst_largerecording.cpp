// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/support/largerecording.h"
#include "bench/support/processfigures.h"
#include "desktop.h"
#include "items/messagelistmodel.h"
#include "items/recordedtraffic.h"
#include "items/roles.h"
#include "messages/messagetable.h"
#include "recording/recordingsource.h"
#include "recordings/densitytimeline.h"
#include "recordings/recordedoverview.h"
#include "recordings/recordingspage.h"
#include "resources/resources.h"
#include "support/heartbeat.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <random>
#include <vector>

using namespace gnat;

namespace {

constexpr int deadlineMs = 300'000;
constexpr int places = 100; ///< that are scrolled and sought to
constexpr double firstRowsMs = 1000;
constexpr double mostMegabytes = 300;
constexpr double visibleWaitMs = 250; ///< the worst that the event loop may be late on a busy machine

/// GNAT_LARGE_MEGABYTES, 5000 without it.
qint64 megabytes()
{
    bool isNumber = false;
    const auto wanted = qEnvironmentVariable("GNAT_LARGE_MEGABYTES").toLongLong(&isNumber);
    return isNumber ? wanted : 5000;
}

/// Figures are judged in the long run, on a machine that does nothing else; a sanitizer has its own memory.
bool isJudged()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return false;
#else
    return megabytes() >= 1000;
#endif
}

double percentile(std::vector<double> samples, double share)
{
    std::ranges::sort(samples);
    const auto last = samples.size() - 1;
    return samples[std::min(last, static_cast<std::size_t>(share * static_cast<double>(samples.size())))];
}

} // namespace

/// A recording far over the memory that the window may take: GNAT_LARGE_FOLDER says where it is made (the folder for
/// temporary files unless told), it is removed afterwards. GNAT_LARGE_RECORDING names one that is there and stays.
class LargeRecordingTest : public QObject
{
    Q_OBJECT

public:
    /// Qt Test ends a function after five minutes otherwise.
    static void initMain() { qputenv("QTEST_FUNCTION_TIMEOUT", "1500000"); }

private Q_SLOTS:
    void initTestCase();
    void init() { m_heartbeat.start(); }
    void cleanup();

    void opensWithItsFirstRows();
    void countsItsSubjectsBesides();
    void scrollsAnywhere();
    void seeksByTime();
    void filtersBySubject();
    void filtersByTime();
    void staysSmall() const;
    void filtersNearlyAll();

private:
    void makeRecording();
    bool waitFor(const std::function<bool()> &isTrue);
    bool showsRows() const;
    void print(const char *what, const std::vector<double> &milliseconds) const;
    void filter(const QString &text, int least);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<Desktop> m_desktop;
    RecordingsPage *m_page = nullptr;
    test::Heartbeat m_heartbeat;
    QElapsedTimer m_memoryLook;
    double m_mostBytes = 0;
};

void LargeRecordingTest::initTestCase()
{
    m_path = qEnvironmentVariable("GNAT_LARGE_RECORDING");
    if (m_path.isEmpty())
        makeRecording();
    QVERIFY(QFileInfo::exists(m_path));
    initResources();
    m_desktop = std::make_unique<Desktop>(true);
    m_desktop->window().resize(1440, 900);
    m_desktop->window().show();
    m_desktop->window().goToPage(QStringLiteral("recordings"));
    m_page = qobject_cast<RecordingsPage *>(m_desktop->window().page(QStringLiteral("recordings")));
    QVERIFY(m_page);
    QVERIFY(QTest::qWaitForWindowExposed(&m_desktop->window()));
    std::printf("window without a recording: %.0f MB\n",
                bench::residentBytes(QCoreApplication::applicationPid()) / 1e6);
}

void LargeRecordingTest::makeRecording()
{
    const auto folder = qEnvironmentVariable("GNAT_LARGE_FOLDER", QDir::tempPath());
    m_folder = std::make_unique<QTemporaryDir>(folder + QStringLiteral("/gnat-large-XXXXXX"));
    QVERIFY(m_folder->isValid());
    m_path = m_folder->filePath(QStringLiteral("large.gnat"));
    QProcess maker;
    maker.setProcessChannelMode(QProcess::ForwardedChannels);
    maker.start(QStringLiteral(GNAT_MAKE_RECORDING), {m_path, QString::number(megabytes())});
    QVERIFY(maker.waitForFinished(1'200'000));
    QCOMPARE(maker.exitCode(), 0);
}

/// The event loop goes on; what the process holds is looked at ten times a second.
bool LargeRecordingTest::waitFor(const std::function<bool()> &isTrue)
{
    return QTest::qWaitFor(
        [&] {
            if (!m_memoryLook.isValid() || m_memoryLook.elapsed() >= 100) {
                m_mostBytes = std::max(m_mostBytes, bench::residentBytes(QCoreApplication::applicationPid()));
                m_memoryLook.start();
            }
            return isTrue();
        },
        deadlineMs);
}

/// The first and the last row in view have their messages.
bool LargeRecordingTest::showsRows() const
{
    const auto &table = m_page->table();
    const auto *model = table.model();
    if (model->rowCount() == 0)
        return false;
    const auto isThere = [&](int row) {
        return !model->index(row, 0).data(SubjectRole).toByteArray().isEmpty();
    };
    return isThere(table.firstRowInView()) && isThere(table.lastRowInView());
}

void LargeRecordingTest::print(const char *what, const std::vector<double> &milliseconds) const
{
    std::printf("%-28s p50 %.0f, p99 %.0f, max %.0f ms\n", what, percentile(milliseconds, 0.5),
                percentile(milliseconds, 0.99), percentile(milliseconds, 1));
}

void LargeRecordingTest::cleanup()
{
    m_heartbeat.stop();
    std::printf("    the window: late p50 %.1f, p99 %.1f, max %.0f ms of %zu beats; %.0f MB, %.0f at most\n",
                m_heartbeat.lateness(0.5), m_heartbeat.lateness(0.99), m_heartbeat.lateness(1), m_heartbeat.beats(),
                bench::residentBytes(QCoreApplication::applicationPid()) / 1e6, m_mostBytes / 1e6);
    std::fflush(stdout);
    QVERIFY2(!isJudged() || m_heartbeat.lateness(1) < visibleWaitMs,
             qPrintable(QString::number(m_heartbeat.lateness(1))));
}

void LargeRecordingTest::opensWithItsFirstRows()
{
    QElapsedTimer clock;
    clock.start();
    m_page->open(m_path);
    QVERIFY(waitFor([this] { return showsRows(); }));
    const auto took = static_cast<double>(clock.nsecsElapsed()) / 1e6;
    std::printf("%-28s %.0f ms, %d rows\n", "first rows", took, m_page->table().model()->rowCount());
    QVERIFY2(!isJudged() || took < firstRowsMs, qPrintable(QString::number(took)));
}

void LargeRecordingTest::countsItsSubjectsBesides()
{
    QElapsedTimer clock;
    clock.start();
    QVERIFY(waitFor([this] { return m_page->overview().traffic() != nullptr; }));
    std::printf("%-28s %.1f s for %lld subjects\n", "tree and graphs", static_cast<double>(clock.elapsed()) / 1e3,
                static_cast<long long>(m_page->overview().traffic()->subjects().size()));
    QCOMPARE(m_page->overview().traffic()->messages(), m_page->opened()->summary().messages);
}

void LargeRecordingTest::scrollsAnywhere()
{
    const quint64 messages = m_page->opened()->summary().messages;
    QVERIFY(waitFor([&] { return quint64(m_page->table().model()->rowCount()) == messages; }));
    std::mt19937 random(1);
    auto *bar = m_page->table().verticalScrollBar();
    std::vector<double> waits;
    for (int i = 0; i < places; ++i) {
        QElapsedTimer clock;
        clock.start();
        bar->setValue(std::uniform_int_distribution(bar->minimum(), bar->maximum())(random));
        QVERIFY(waitFor([this] { return showsRows(); }));
        waits.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
    }
    print("rows at a random place", waits);
}

void LargeRecordingTest::seeksByTime()
{
    std::mt19937 random(2);
    auto &timeline = m_page->timeline();
    const auto &summary = m_page->opened()->summary();
    std::vector<double> waits;
    for (int i = 0; i < places; ++i) {
        const qint64 offset = std::uniform_int_distribution<qint64>(0, timeline.durationNs())(random);
        QElapsedTimer clock;
        clock.start();
        Q_EMIT timeline.seekRequested(offset);
        QVERIFY(waitFor([&] {
            if (!showsRows())
                return false;
            const auto *model = m_page->table().model();
            const int row = (m_page->table().firstRowInView() + m_page->table().lastRowInView()) / 2;
            const auto atNs = model->index(row, 0).data(TimeRole).toLongLong();
            return std::abs(atNs - summary.firstNs - offset) < 1'000'000'000;
        }));
        waits.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
    }
    print("rows of a moment", waits);
}

void LargeRecordingTest::filter(const QString &text, int least)
{
    auto *model = m_page->table().model();
    m_page->table().verticalScrollBar()->setValue(0);
    QElapsedTimer clock;
    clock.start();
    m_page->setFilterText(text);
    auto *list = m_page->findChild<MessageListModel *>();
    QVERIFY(waitFor([&] { return list->isFiltered() && showsRows(); }));
    const auto first = clock.elapsed();
    QVERIFY(waitFor([&] { return list->isFiltered() && !list->isFiltering(); }));
    std::printf("%-28s first rows after %lld ms, all %d after %.1f s\n", qPrintable(text),
                static_cast<long long>(first), model->rowCount(), static_cast<double>(clock.elapsed()) / 1e3);
    QVERIFY2(model->rowCount() >= least, qPrintable(QString::number(model->rowCount())));
    QCOMPARE(m_page->table().firstRowInView(), 0); // who was at the beginning stays there
    m_page->setFilterText({});
    QVERIFY(waitFor([&] { return !list->isFiltered(); }));
}

void LargeRecordingTest::filtersBySubject()
{
    filter(QStringLiteral("plant.line7.sensor1007"), 1);
    filter(QStringLiteral("plant.line7.>"), 1000);
}

void LargeRecordingTest::filtersByTime()
{
    filter(QStringLiteral("last:5s"), 1000);
}

void LargeRecordingTest::staysSmall() const
{
    QVERIFY2(!isJudged() || m_mostBytes / 1e6 < mostMegabytes, qPrintable(QString::number(m_mostBytes / 1e6)));
}

/// Of 28 million hits the list keeps a bit each; reading every name and every message takes the rest.
void LargeRecordingTest::filtersNearlyAll()
{
    filter(QStringLiteral("!plant.line7.>"), static_cast<int>(m_page->opened()->summary().messages / 2));
    QVERIFY2(!isJudged() || m_mostBytes / 1e6 < mostMegabytes + 50, qPrintable(QString::number(m_mostBytes / 1e6)));
}

QTEST_MAIN(LargeRecordingTest)
#include "tst_largerecording.moc"
