// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/linklabel.h"
#include "core/batchbuilder.h"
#include "core/clock.h"
#include "flow/fanout.h"
#include "recording/recordingreader.h"
#include "recording/recordingset.h"
#include "recordings/recordingspane.h"
#include "recordings/runningrecording.h"
#include "recordings/runningrecordings.h"
#include "resources/resources.h"
#include "support/qtwarnings.h"
#include "theme/theme.h"

#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace gnat;
using namespace gnat::test;

namespace {

constexpr SourceId source{4};

/// `count` messages of now.
void publish(Fanout &fanout, int count)
{
    BatchBuilder builder(source);
    for (int i = 0; i < count; ++i) {
        if (!builder.append({"a.b", {}, {}, "x"}, wallNanoseconds(), SubscriptionId(1)))
            qFatal("a test message does not fit in a batch");
    }
    fanout.publish(builder.take());
}

/// The link with these words in the strip, which must be seen.
LinkLabel *link(const RunningRecording &strip, const char *words)
{
    for (auto *found : strip.findChildren<LinkLabel *>()) {
        if (found->text() == QLatin1String(words) && found->isVisible())
            return found;
    }
    return nullptr;
}

} // namespace

/// Several recordings at once, above the list of those that are finished.
class RunningRecordingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void init();
    void cleanup();
    void eachHasItsOwnControls();
    void followsAFileThatIsSplit();
    void theDotFollowsTheTheme();
    void manyScroll();

private:
    Recorder *start(const char *name, quint64 messagesAFile = 0);
    const QList<RunningRecording *> &strips() { return m_pane->running()->all(); }
    int shownRows() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Fanout> m_fanout;
    std::unique_ptr<RecordingSet> m_recordings;
    std::unique_ptr<RecordingsPane> m_pane;
};

void RunningRecordingsTest::init()
{
    failOnQtWarnings();
    m_folder = std::make_unique<QTemporaryDir>();
    m_fanout = std::make_unique<Fanout>();
    m_recordings = std::make_unique<RecordingSet>(*m_fanout);
    m_pane = std::make_unique<RecordingsPane>(*m_recordings, m_folder->path());
    connect(m_pane.get(), &RecordingsPane::stopRequested, this, [](Recorder *recorder) { recorder->stop(); });
    m_pane->resize(276, 640);
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
}

void RunningRecordingsTest::cleanup()
{
    m_pane.reset();
    m_recordings.reset();
    m_fanout.reset();
    m_folder.reset();
}

Recorder *RunningRecordingsTest::start(const char *name, quint64 messagesAFile)
{
    RecordingOptions options;
    options.path = m_folder->filePath(QLatin1String(name));
    options.connections << RecordedConnection{source, QStringLiteral("test"), {}, {}, {}};
    options.split.messages = messagesAFile;
    const auto started = m_recordings->start(options);
    return started ? started.value() : nullptr;
}

int RunningRecordingsTest::shownRows() const
{
    int shown = 0;
    for (int row = 0; row < m_pane->list()->model()->rowCount(); ++row)
        shown += m_pane->list()->isRowHidden(row) ? 0 : 1;
    return shown;
}

void RunningRecordingsTest::eachHasItsOwnControls()
{
    QVERIFY(!m_pane->running()->isVisible());
    auto *first = start("first.gnat");
    auto *other = start("other.gnat");
    QVERIFY(first && other && first == &m_recordings->main());
    QCOMPARE(strips().size(), 2);
    QVERIFY(m_pane->running()->isVisible());
    publish(*m_fanout, 10);
    QTRY_COMPARE(other->figures().messages, 10U);

    QTest::mouseClick(link(*strips().at(1), "Pause"), Qt::LeftButton);
    QVERIFY(other->isPaused() && !first->isPaused());
    QTRY_VERIFY(link(*strips().at(1), "Resume"));
    QVERIFY(link(*strips().at(0), "Pause"));
    publish(*m_fanout, 5);
    QTRY_COMPARE(first->figures().messages, 15U);
    QTRY_VERIFY(strips().at(1)->stateText().contains(QStringLiteral("5 messages passed by")));

    auto *mark = strips().at(0)->findChild<QLineEdit *>();
    QTest::mouseClick(mark, Qt::LeftButton);
    QTest::keyClicks(mark, QStringLiteral("here"));
    QTest::keyClick(mark, Qt::Key_Return);
    QSignalSpy finished(m_recordings.get(), &RecordingSet::finished);
    QTest::mouseClick(link(*strips().at(0), "Stop"), Qt::LeftButton);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(strips().size(), 1);
    QCOMPARE(&strips().at(0)->recorder(), other);
    QTRY_COMPARE(shownRows(), 1); // the one that is finished
    const auto summary = RecordingReader::open(m_folder->filePath(QStringLiteral("first.gnat"))).value().summary();
    QCOMPARE(summary.value().messages, 15U);
    QCOMPARE(summary.value().marks.value(0).text, QStringLiteral("here"));

    QTest::mouseClick(link(*strips().at(0), "Stop"), Qt::LeftButton);
    QTRY_COMPARE(finished.size(), 2);
    QVERIFY(!m_pane->running()->isVisible());
    QTRY_COMPARE(shownRows(), 2);
}

void RunningRecordingsTest::followsAFileThatIsSplit()
{
    auto *recorder = start("split.gnat", 10);
    publish(*m_fanout, 35);
    QTRY_COMPARE(recorder->figures().parts.number, 4U);
    QTRY_COMPARE(m_pane->list()->model()->rowCount(), 4);
    QTRY_COMPARE(shownRows(), 3); // all but the one that is written
    QSignalSpy finished(m_recordings.get(), &RecordingSet::finished);
    recorder->stop();
    QTRY_COMPARE(finished.size(), 1);
    QTRY_COMPARE(shownRows(), 4);
}

void RunningRecordingsTest::theDotFollowsTheTheme()
{
    QVERIFY(start("dot"));
    const auto labels = strips().constFirst()->findChildren<QLabel *>();
    const auto dot = std::ranges::find_if(labels, [](const auto *label) { return !label->pixmap().isNull(); });
    QVERIFY(dot != labels.end());
    for (const auto *theme : {&Theme::light(), &Theme::dark()}) {
        m_pane->setPalette(theme->palette());
        const auto image = (*dot)->pixmap().toImage();
        QCOMPARE(image.pixelColor(image.width() / 2, image.height() / 2), theme->err);
    }
}

void RunningRecordingsTest::manyScroll()
{
    for (int i = 0; i < 12; ++i)
        QVERIFY(start(qPrintable(QStringLiteral("%1.gnat").arg(i))));
    QCOMPARE(strips().size(), 12);
    QTRY_VERIFY(m_pane->running()->height() >= strips().at(0)->height());
    QVERIFY(m_pane->list()->height() > 40); // what is finished is seen still
    QCOMPARE(m_pane->height(), 640);
    while (!m_recordings->running().isEmpty()) {
        QSignalSpy finished(m_recordings.get(), &RecordingSet::finished);
        m_recordings->running().constLast()->stop();
        QTRY_COMPARE(finished.size(), 1);
    }
    QCOMPARE(strips().size(), 0);
}

QTEST_MAIN(RunningRecordingsTest)
#include "tst_runningrecordings.moc"
