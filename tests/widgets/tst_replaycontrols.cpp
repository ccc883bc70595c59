// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/banner.h"
#include "messages/messagetable.h"
#include "pagefixture.h"
#include "recording/recordingfixture.h"
#include "recordings/densitytimeline.h"
#include "recordings/paceedit.h"
#include "recordings/recordedmodel.h"
#include "recordings/recordedoverview.h"
#include "recordings/remaprules.h"
#include "recordings/replaysetup.h"
#include "recordings/transportbar.h"
#include "recordingspagefixture.h"
#include "traffic/messagelog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QToolButton>
#include <QWheelEvent>

using namespace gnat;

namespace {

constexpr int deadline = 20'000;
constexpr qint64 second = 1'000'000'000;
constexpr qint64 start = 1'700'000'000'000'000'000;
constexpr int messages = 600; // one a second, on m.0 … m.9

} // namespace

/// Transport, timeline and keys of the recordings page, on a recording of ten minutes, by mouse and keyboard.
class ReplayControlsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_page.reset(); // cleanup() is not called when init() failed
        m_folder = std::make_unique<QTemporaryDir>();
        m_fixture = std::make_unique<test::PageFixture>();
        auto &workspace = m_fixture->workspace();
        workspace.preferences().setRecordingFolder(m_folder->path());
        QVERIFY(m_fixture->connectToBroker({QStringLiteral(">")}, false));
        m_path = m_folder->filePath(QLatin1String(QTest::currentTestFunction()) + QStringLiteral(".gnat"));
        QCOMPARE(test::record(m_path, test::plainNotes(messages, start, second)), QString());
        openPage();
    }

    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
        m_folder.reset();
    }

    void keysSetTheRangeAndLoop()
    {
        auto &timeline = m_page->timeline();
        timeline.setFocus();
        timeline.setPlayhead(100 * second);
        QTest::keyClick(&timeline, Qt::Key_I);
        QCOMPARE(timeline.rangeBegin(), std::optional<qint64>(100 * second));
        timeline.setPlayhead(200 * second);
        QTest::keyClick(&timeline, Qt::Key_O);
        QCOMPARE(timeline.rangeEnd(), std::optional<qint64>(200 * second));
        QTest::keyClick(&timeline, Qt::Key_L);
        QVERIFY(m_page->transport().isLooping());
        QTest::keyClick(&timeline, Qt::Key_Home);
        QCOMPARE(timeline.playhead(), 100 * second);
        QTest::keyClick(&timeline, Qt::Key_End);
        QCOMPARE(timeline.playhead(), 200 * second);
        // A behind B drops B.
        timeline.setPlayhead(300 * second);
        QTest::keyClick(&timeline, Qt::Key_I);
        QVERIFY(!timeline.rangeEnd());
    }

    void keysBookmarkAndZoom()
    {
        auto &timeline = m_page->timeline();
        timeline.setFocus();
        timeline.setPlayhead(300 * second);
        QTest::keyClick(&timeline, Qt::Key_B);
        QCOMPARE(timeline.bookmarks().size(), 1);
        QTest::keyClick(&timeline, Qt::Key_Equal);
        QVERIFY(timeline.scale().lengthNs() < timeline.durationNs());
        QTest::keyClick(&timeline, Qt::Key_Minus);
        QVERIFY(timeline.scale().isWhole());
        for (const auto modifier : {Qt::NoModifier, Qt::ShiftModifier, Qt::KeypadModifier}) {
            QTest::keyClick(&timeline, Qt::Key_Plus, modifier);
            QVERIFY(timeline.scale().lengthNs() < timeline.durationNs());
            QTest::keyClick(&timeline, Qt::Key_Minus);
            QVERIFY(timeline.scale().isWhole());
        }
        for (const auto key : {Qt::Key_B, Qt::Key_L, Qt::Key_Space}) { // as a key that is held comes again
            QKeyEvent again(QEvent::KeyPress, key, Qt::NoModifier, QString(), true);
            QCoreApplication::sendEvent(&timeline, &again);
        }
        QCOMPARE(timeline.bookmarks().size(), 1);
        QVERIFY(!m_page->transport().isLooping());
        QCOMPARE(m_fixture->workspace().replayer().state(), ReplayState::Stopped);
        reopenPage(); // bookmarks are remembered with the recording
        QCOMPARE(m_page->timeline().bookmarks().size(), 1);
        m_page->timeline().setPlayhead(300 * second);
        QTest::keyClick(&m_page->timeline(), Qt::Key_B);
        QVERIFY(m_page->timeline().bookmarks().isEmpty());
    }

    void bookmarksBelongToTheFileAndNotToItsName()
    {
        auto &preferences = m_fixture->workspace().preferences();
        const auto own = QStringLiteral("recording.bookmarks:") + m_path;
        const auto former = QStringLiteral("bookmarks.") + QFileInfo(m_path).fileName();
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("other")));
        const auto here = m_path;
        const auto elsewhere = m_folder->filePath(QStringLiteral("other/") + QFileInfo(m_path).fileName());
        QVERIFY(QFile::copy(here, elsewhere));
        preferences.setState(former, QVariantList{QVariant(QVariantList{5 * second, QStringLiteral("0:05")})});
        reopenPage(); // what a former version kept
        QCOMPARE(m_page->timeline().bookmarks().size(), 1);
        QVERIFY(!preferences.state(former).isValid());
        m_path = elsewhere;
        reopenPage();
        QVERIFY(m_page->timeline().bookmarks().isEmpty());
        m_path = here;
        reopenPage();
        QCOMPARE(m_page->timeline().bookmarks().size(), 1);
        QVERIFY(!preferences.state(QStringLiteral("recording.bookmarks:") + elsewhere).isValid());
        m_page->timeline().setBookmarks({});
        reopenPage();
        QVERIFY(m_page->timeline().bookmarks().isEmpty());
        QVERIFY(!preferences.state(own).isValid());
    }

    void mouseSeeksAndSetsTheRange()
    {
        auto &timeline = m_page->timeline();
        const auto at = [&](int seconds) {
            return QPoint(qRound(timeline.scale().xOf(seconds * second)), timeline.height() / 2);
        };
        QTest::mouseClick(&timeline, Qt::LeftButton, {}, at(300));
        QVERIFY(qAbs(timeline.playhead() - 300 * second) < 2 * second);
        dragMouse(at(100), at(200), Qt::ShiftModifier);
        QVERIFY(timeline.rangeBegin() && qAbs(*timeline.rangeBegin() - 100 * second) < 2 * second);
        QVERIFY(timeline.rangeEnd() && qAbs(*timeline.rangeEnd() - 200 * second) < 2 * second);
        dragMouse(at(200), at(400), {}); // the handle of B
        QVERIFY(qAbs(*timeline.rangeEnd() - 400 * second) < 4 * second);
        QVERIFY(qAbs(timeline.playhead() - 300 * second) < 2 * second);
    }

    void wheelZoomsAboutTheMouse()
    {
        auto &timeline = m_page->timeline();
        const auto x = timeline.scale().xOf(450 * second);
        const QPointF at(x, timeline.height() / 2.0);
        QWheelEvent wheel(at, timeline.mapToGlobal(at), {}, QPoint(0, 480), Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&timeline, &wheel);
        QVERIFY(timeline.scale().lengthNs() < 300 * second);
        QVERIFY(qAbs(timeline.scale().offsetAt(x) - 450 * second) < second);
        QVERIFY(!timeline.bars().empty());
        const auto summed = [&] {
            double shown = 0;
            for (const auto &bar : timeline.bars())
                shown += bar.messages;
            return qRound(shown);
        };
        QVERIFY(summed() < messages / 2);
        timeline.fit();
        QCOMPARE(summed(), messages);
    }

    void barsTellWhatIsSent()
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_page->overview().traffic() != nullptr, deadline);
        m_page->setup().setSubjects(QStringLiteral("m.1"));
        const auto summed = [&] {
            double sent = 0;
            for (const auto &bar : m_page->timeline().bars())
                sent += bar.sent;
            return qRound(sent);
        };
        QTRY_VERIFY2_WITH_TIMEOUT(qAbs(summed() - messages / 10) <= 6, QByteArray::number(summed()).constData(),
                                  deadline);
    }

    void onlyWhatDecidesItCountsAgainWhatIsSent()
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_page->overview().traffic() != nullptr, deadline);
        auto &setup = m_page->setup();
        QSignalSpy changed(&setup, &ReplaySetup::changed);
        QSignalSpy sent(&setup, &ReplaySetup::sentChanged);
        setup.findChild<QCheckBox *>()->toggle(); // keep headers
        QTRY_VERIFY_WITH_TIMEOUT(!changed.isEmpty(), deadline);
        QVERIFY(sent.isEmpty());
        setup.rules().addRule(QStringLiteral("m.*"), QStringLiteral("x.$1"));
        QTRY_COMPARE_WITH_TIMEOUT(sent.size(), 1, deadline);
    }

    void stepsByKeyAndButton()
    {
        auto &replayer = m_fixture->workspace().replayer();
        auto &timeline = m_page->timeline();
        timeline.setFocus();
        QVERIFY(m_page->transport().stepButton()->isEnabled());
        QVERIFY(!m_page->transport().backButton()->isEnabled()); // nothing was sent yet
        QTest::keyClick(&timeline, Qt::Key_Period);
        QTRY_COMPARE_WITH_TIMEOUT(replayer.figures().sent, 1U, deadline);
        QCOMPARE(replayer.state(), ReplayState::Paused);
        QVERIFY(m_page->transport().backButton()->isEnabled());
        QTest::mouseClick(m_page->transport().stepButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(replayer.figures().sent, 2U, deadline);
        auto *rows = m_page->table().model();
        QTRY_VERIFY_WITH_TIMEOUT(rows->index(2, 0).data(RecordedModel::IsNextRole).toBool(), deadline);
        QVERIFY(rows->index(1, 0).data(RecordedModel::IsDoneRole).toBool());
        QTest::keyClick(&m_page->table(), Qt::Key_Comma);
        QTRY_COMPARE_WITH_TIMEOUT(replayer.figures().nextRow, 1U, deadline);
        QCOMPARE(replayer.figures().sent, 2U);
    }

    void playsTheRangeAtAFixedRateAndReports()
    {
        auto &replayer = m_fixture->workspace().replayer();
        QSignalSpy ended(&replayer, &Replayer::finished);
        m_page->setup().pace().setPace(ReplayPace::rate(2000));
        auto &timeline = m_page->timeline();
        timeline.setRange(100 * second, 199 * second);
        timeline.setFocus();
        QTest::keyClick(&timeline, Qt::Key_Space);
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, deadline);
        QCOMPARE(replayer.figures().sent, 100U);
        QVERIFY2(m_page->transport().figuresText().contains(u"99 of 100"),
                 qPrintable(m_page->transport().figuresText()));
    }

    void sendsNothingFromBeforeThePlayhead()
    {
        auto &replayer = m_fixture->workspace().replayer();
        m_page->setup().pace().setPace(ReplayPace::max());
        QSignalSpy ended(&replayer, &Replayer::finished);
        m_page->timeline().setPlayhead(300 * second);
        m_page->playOrPause();
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, deadline);
        QCOMPARE(replayer.figures().sent, quint64(messages) - 300);
    }

    void theListKeepsWhatIsSentNextInSight()
    {
        // Every tenth message is sent, ten seconds lie between them: what comes next is no neighbour of the playhead.
        m_page->setup().setSubjects(QStringLiteral("m.9"));
        QTRY_VERIFY_WITH_TIMEOUT(!m_page->setup().sentAs("m.1"), deadline);
        m_page->timeline().setPlayhead(300 * second);
        m_page->playOrPause();
        auto *rows = m_page->table().model();
        const auto next = rows->index(309, 0);
        QTRY_VERIFY_WITH_TIMEOUT(next.data(RecordedModel::IsNextRole).toBool(), deadline);
        QTRY_VERIFY_WITH_TIMEOUT(m_page->table().viewport()->rect().contains(m_page->table().visualRect(next)),
                                 deadline);
        m_page->stop();
    }

    void theSentenceTellsOfTheRange()
    {
        auto &setup = m_page->setup();
        QTRY_VERIFY_WITH_TIMEOUT(setup.sentence().startsWith(u"<b>600 messages go to demo"), deadline);
        auto &timeline = m_page->timeline();
        timeline.setPlayhead(100 * second);
        timeline.setFocus();
        QTest::keyClick(&timeline, Qt::Key_I);
        QTest::keyClick(&timeline, Qt::Key_L);
        QVERIFY2(setup.sentence().startsWith(u"<b>Of 600 messages, those from A to B"), qPrintable(setup.sentence()));
        QVERIFY(setup.sentence().contains(u"8:19 at 1×, again and again"));
    }

    void playsIntoTheViewsAlone()
    {
        auto &setup = m_page->setup();
        auto *target = setup.findChild<QComboBox *>();
        QVERIFY(target);
        target->setCurrentIndex(target->count() - 1);
        QCOMPARE(setup.destination().source, replayedSource);
        setup.pace().setPace(ReplayPace::max());
        QSignalSpy ended(&m_fixture->workspace().replayer(), &Replayer::finished);
        QTest::mouseClick(m_page->transport().playButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, deadline);
        QTRY_COMPARE_WITH_TIMEOUT(m_fixture->workspace().traffic().log().count(), quint64(messages), deadline);
    }

    void waitsForALostTargetAndOffersToGoOn()
    {
        auto &workspace = m_fixture->workspace();
        m_page->setup().pace().setPace(ReplayPace::factor(100));
        m_page->playOrPause();
        QTRY_VERIFY_WITH_TIMEOUT(workspace.replayer().figures().sent > 20, deadline);
        BrokerOptions again;
        again.port = workspace.connections().all().front()->profile().servers.first().section(u':', -1).toInt();
        workspace.broker().stop();
        QTRY_COMPARE_WITH_TIMEOUT(workspace.replayer().state(), ReplayState::Paused, deadline);
        auto *banner = m_page->findChild<Banner *>();
        QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible() && banner->html().contains(u"waits"), deadline);
        QVERIFY(workspace.broker().start(again));
        QTRY_VERIFY_WITH_TIMEOUT(banner->html().contains(u"connected again"), deadline);
        QCOMPARE(workspace.replayer().state(), ReplayState::Paused); // it goes on when the user says so
        QSignalSpy ended(&workspace.replayer(), &Replayer::finished);
        m_page->playOrPause();
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, deadline);
        QCOMPARE(workspace.replayer().figures().sent, quint64(messages));
        QVERIFY(!banner->isVisible());
    }

    void rulesChangeTheirOrder()
    {
        auto &rules = m_page->setup().rules();
        rules.addRule(QStringLiteral("m.>"), QStringLiteral("first.>"));
        rules.addRule(QStringLiteral("m.*"), QStringLiteral("second.$1"));
        QCOMPARE(rules.remap().value().apply("m.1").value_or(""), std::string("first.1"));
        rules.table()->setCurrentCell(1, 0);
        rules.move(-1);
        QCOMPARE(rules.remap().value().apply("m.1").value_or(""), std::string("second.1"));
        QCOMPARE(rules.table()->currentRow(), 0);
        rules.move(-1); // there is nothing above
        QCOMPARE(rules.count(), 2);
    }

    void setupBelongsToTheFileAndNotToItsName()
    {
        auto &preferences = m_fixture->workspace().preferences();
        const auto former = QStringLiteral("replay.") + QFileInfo(m_path).fileName();
        preferences.setState(former, QVariantMap{{QStringLiteral("subjects"), QStringLiteral("m.3")}});
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("other")));
        const auto here = m_path;
        const auto elsewhere = m_folder->filePath(QStringLiteral("other/") + QFileInfo(m_path).fileName());
        QVERIFY(QFile::copy(here, elsewhere));
        m_path = elsewhere;
        reopenPage(); // what a former version kept by the name goes to who asks first
        QTRY_VERIFY_WITH_TIMEOUT(!m_page->setup().sentAs("m.2"), deadline);
        QVERIFY(!preferences.state(former).isValid());
        m_path = here;
        reopenPage();
        QTRY_VERIFY_WITH_TIMEOUT(m_page->setup().sentAs("m.2").has_value(), deadline);
        m_path = elsewhere;
        reopenPage();
        QTRY_VERIFY_WITH_TIMEOUT(!m_page->setup().sentAs("m.2"), deadline);
    }

    void setupIsRememberedWithTheRecording()
    {
        auto &setup = m_page->setup();
        setup.pace().setPace(ReplayPace::rate(500));
        setup.setSubjects(QStringLiteral("m.1"));
        setup.rules().addRule(QStringLiteral("m.*"), QStringLiteral("x.$1"), false);
        reopenPage();
        QCOMPARE(m_page->setup().pace().pace(), ReplayPace::rate(500));
        QCOMPARE(m_page->setup().rules().count(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(!m_page->setup().sentAs("m.2"), deadline);
        QVERIFY(m_page->setup().sentAs("m.1") == std::optional<std::string>("m.1"));
    }

private:
    void openPage()
    {
        m_page = test::showRecordingsPage(m_fixture->workspace());
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        m_page->open(m_path);
        QTRY_COMPARE_WITH_TIMEOUT(m_page->openedPath(), m_path, deadline);
        QTRY_COMPARE_WITH_TIMEOUT(m_page->table().model()->rowCount(), messages, deadline);
    }

    void reopenPage()
    {
        m_page.reset();
        openPage();
    }

    void dragMouse(const QPoint &from, const QPoint &to, Qt::KeyboardModifiers modifiers)
    {
        auto &timeline = m_page->timeline();
        QTest::mousePress(&timeline, Qt::LeftButton, modifiers, from);
        QMouseEvent move(QEvent::MouseMove, to, timeline.mapToGlobal(to), Qt::NoButton, Qt::LeftButton, modifiers);
        QCoreApplication::sendEvent(&timeline, &move);
        QTest::mouseRelease(&timeline, Qt::LeftButton, modifiers, to);
    }

    QString m_path;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::PageFixture> m_fixture;
    std::unique_ptr<RecordingsPage> m_page;
};

QTEST_MAIN(ReplayControlsTest)
#include "tst_replaycontrols.moc"
