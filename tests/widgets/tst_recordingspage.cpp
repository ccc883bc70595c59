// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/graphpane.h"
#include "charts/timechart.h"
#include "items/recordinglistmodel.h"
#include "items/roles.h"
#include "items/subjecttreemodel.h"
#include "messages/messagetable.h"
#include "pagefixture.h"
#include "payload/messagedetails.h"
#include "recording/recordingsource.h"
#include "recording/subjecttally.h"
#include "recordings/densitytimeline.h"
#include "recordings/recordedmodel.h"
#include "recordings/recordedoverview.h"
#include "recordings/recordingspane.h"
#include "recordings/remaprules.h"
#include "recordings/replaysetup.h"
#include "recordings/transportbar.h"
#include "recordingspagefixture.h"
#include "subjects/subjectspane.h"

#include <QAction>
#include <QApplication>
#include <QFile>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTreeView>

#include <algorithm>

using namespace gnat;

namespace {
constexpr int deadline = 20'000;
}

/// Records the demo, opens the file on the page, replays it into the broker.
class RecordingsPageTest : public QObject
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
        QVERIFY(m_fixture->connectToBroker({QStringLiteral(">")}, true));
        m_page = test::showRecordingsPage(workspace);
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }

    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
        m_folder.reset();
    }

    void emptyFolderSaysSo() { QVERIFY(m_page->words().startsWith(u"No recordings yet")); }

    void subjectsAreHiddenWhileNothingIsOpen()
    {
        auto &book = m_fixture->workspace().filters();
        m_page->setFilterBook(book);
        book.hide({QStringLiteral("iot.>")});
        QCOMPARE(m_page->table().model()->rowCount(), 0);
        m_page->setFilterText(QStringLiteral("logs.>"));
        QVERIFY(m_page->details().message().isEmpty());
        book.setHidden({});
    }

    void recordingAppearsOpensAndReplays()
    {
        const auto path = record();
        QVERIFY(!path.isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(m_page->list().model()->rowCount(), 1, deadline);
        m_page->open(path);
        QTRY_COMPARE_WITH_TIMEOUT(m_page->openedPath(), path, deadline);
        auto *rows = m_page->table().model();
        QTRY_VERIFY_WITH_TIMEOUT(rows->rowCount() > 50, deadline);

        m_page->setup().setSubjects(QStringLiteral("shop.>"));
        m_page->setup().rules().addRule(QStringLiteral("shop.>"), QStringLiteral("replayed.>"));
        const std::optional<std::string> wanted = "replayed.orders.created";
        QTRY_VERIFY_WITH_TIMEOUT(m_page->setup().sentAs("shop.orders.created") == wanted, deadline);
        QVERIFY(!m_page->setup().sentAs("logs.auth.info"));
        QTRY_VERIFY_WITH_TIMEOUT(m_page->setup().sentence().contains(u"messages go to demo"), deadline);

        QSignalSpy ended(&m_fixture->workspace().replayer(), &Replayer::finished);
        m_page->playOrPause();
        QTRY_COMPARE_WITH_TIMEOUT(m_fixture->workspace().replayer().state(), ReplayState::Playing, deadline);
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, deadline);
        QVERIFY2(ended.first().at(1).toString().isEmpty(), qPrintable(ended.first().at(1).toString()));
        const auto figures = m_fixture->workspace().replayer().figures();
        QVERIFY(figures.sent > 0);
        QCOMPARE(figures.sent + figures.skippedFilter + figures.skippedSystem + figures.skippedRemap, figures.total);
        QVERIFY(m_page->transport().figuresText().contains(u"sent"));
    }

    void filterShowsOnlyWhatMatches()
    {
        m_page->open(record());
        auto *rows = m_page->table().model();
        QTRY_VERIFY_WITH_TIMEOUT(rows->rowCount() > 50, deadline);
        const int all = rows->rowCount();
        m_page->setFilterText(QStringLiteral("logs.>"));
        QTRY_VERIFY_WITH_TIMEOUT(rows->rowCount() > 0 && rows->rowCount() < all, deadline);
        for (int row = 0; row < rows->rowCount(); ++row) {
            QTRY_VERIFY(!rows->index(row, 0).data(SubjectRole).toByteArray().isEmpty());
            QVERIFY(rows->index(row, 0).data(SubjectRole).toByteArray().startsWith("logs."));
        }
    }

    void filterKnowsTheStoredSubscriptions()
    {
        m_page->open(record());
        auto *rows = m_page->table().model();
        QTRY_VERIFY_WITH_TIMEOUT(rows->rowCount() > 50, deadline);
        const int all = rows->rowCount();
        const auto patterns = m_page->opened()->summary().subscriptions;
        QVERIFY(!patterns.isEmpty());
        m_page->setFilterText(u'!' + QStringLiteral("sub:") + patterns.first());
        QTRY_VERIFY_WITH_TIMEOUT(rows->rowCount() < all, deadline);
        m_page->setFilterText(QStringLiteral("sub:") + patterns.first());
        QTRY_COMPARE_WITH_TIMEOUT(rows->rowCount(), all, deadline);
        const auto connection = m_page->opened()->summary().connections.value(0);
        m_page->setFilterText(QStringLiteral("!@\"%1\"").arg(connection));
        QTRY_COMPARE_WITH_TIMEOUT(rows->rowCount(), 0, deadline);
        m_page->setFilterText(QStringLiteral("@\"%1\"").arg(connection));
        QTRY_COMPARE_WITH_TIMEOUT(rows->rowCount(), all, deadline);
    }

    void colourRulesAreThoseOfTheLiveList()
    {
        auto &preferences = m_fixture->workspace().preferences();
        preferences.setState(QStringLiteral("live.colours"), QStringList{QStringLiteral("on warn logs.>")});
        m_page->open(record());
        auto *rows = m_page->table().model();
        QTRY_VERIFY_WITH_TIMEOUT(rows->rowCount() > 50, deadline);
        int logs = 0;
        for (int row = 0; row < 50; ++row) {
            QTRY_VERIFY(!rows->index(row, 0).data(SubjectRole).toByteArray().isEmpty());
            const bool isLog = rows->index(row, 0).data(SubjectRole).toByteArray().startsWith("logs.");
            QCOMPARE(rows->index(row, 0).data(ToneRole).toInt(), int(isLog ? RowTone::Warn : RowTone::Plain));
            logs += isLog ? 1 : 0;
        }
        QVERIFY(logs > 0);
        const auto actions = m_page->messageActions();
        QVERIFY(std::ranges::any_of(
            actions, [](const QAction *action) { return action->text().contains(QStringLiteral("lour rules")); }));
        preferences.setState(QStringLiteral("live.colours"), {});
    }

    void wrongRuleIsNamed()
    {
        m_page->setup().rules().addRule(QStringLiteral("shop.>.x"), QStringLiteral("y"));
        QTRY_VERIFY_WITH_TIMEOUT(m_page->setup().problem().startsWith(u"Rule 1"), deadline);
    }

    void aFileThatIsNoRecordingIsSaidInItsPlace()
    {
        const auto path = m_folder->filePath(QStringLiteral("notes.gnat"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("these are no messages, but a text that is long enough to be looked at");
        file.close();
        m_page->open(path);
        QTRY_VERIFY_WITH_TIMEOUT(m_page->words().startsWith(u"This recording cannot be opened"), deadline);
        QVERIFY(m_page->words().size() > 40);
    }

    void aDamagedFileLeavesNothingOfTheOneBefore()
    {
        const auto path = record();
        const auto damaged = m_folder->filePath(QStringLiteral("damaged.gnat"));
        QVERIFY(QFile::copy(path, damaged) && QFile::resize(damaged, QFileInfo(damaged).size() / 2));
        m_page->open(path);
        QTRY_VERIFY_WITH_TIMEOUT(m_page->setup().sentence().contains(u"go to demo"), deadline);
        m_page->transport().setLooping(true);
        QTRY_VERIFY_WITH_TIMEOUT(m_page->setup().sentence().contains(u"until it is stopped"), deadline);
        m_page->open(damaged);
        QTRY_VERIFY_WITH_TIMEOUT(m_page->words().contains(u"damaged"), deadline);
        QCOMPARE(m_page->setup().sentence(), QString()); // nothing will go anywhere
        QVERIFY(!m_page->transport().isLooping());
        QVERIFY(!m_page->transport().playButton()->isEnabled());
    }

    void onlyAChoiceOpensAnotherRecording()
    {
        record();
        QTRY_COMPARE_WITH_TIMEOUT(m_page->list().model()->rowCount(), 1, deadline);
        const QTemporaryDir elsewhere;
        const auto path = elsewhere.filePath(QStringLiteral("notes.gnat"));
        m_page->open(path);
        QTRY_VERIFY_WITH_TIMEOUT(m_page->words().startsWith(u"This recording cannot be opened"), deadline);
        const QSignalSpy chosen(&m_page->list(), &RecordingsPane::recordingChosen);
        m_page->list().list()->clearFocus();
        m_page->list().list()->setFocus();
        QTRY_VERIFY_WITH_TIMEOUT(m_page->list().list()->currentIndex().isValid(), deadline); // Qt's own doing
        QCOMPARE(chosen.size(), 0);
        QTest::keyClick(m_page->list().list(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(!m_page->openedPath().isEmpty(), deadline);
    }

    void subjectsOfARecordingAreATreeWithGraph()
    {
        const auto path = record();
        m_page->open(path);
        auto &overview = m_page->overview();
        QTRY_VERIFY_WITH_TIMEOUT(overview.subjects() != nullptr, deadline);
        const auto counts = countBySubject(path);
        auto *model = overview.subjects()->model();
        QCOMPARE(model->subjectsSeen(), quint64(overview.traffic()->tree().subjectCount()));
        const auto source = overview.traffic()->source();
        for (const auto *subject : {"shop.orders.created", "logs.auth.info"}) {
            const auto index = model->indexOf(source, subject);
            QVERIFY2(index.isValid(), subject);
            QCOMPARE(index.data(CountRole).toULongLong(), counts.value(subject));
            QVERIFY(index.data(RateRole).toDouble() > 0);
            QVERIFY(!index.data(SparklineRole).value<QList<float>>().isEmpty());
        }
        auto *chart = &overview.graphs()->rates();
        QVERIFY(!chart->lines().isEmpty()); // the largest branches, unasked
        overview.pin("shop.orders.created");
        QCOMPARE(chart->lines().size(), 1);
        QVERIFY(chart->isVisible());
        QCOMPARE(summed(overview.graphs()->series(chart->lines().first())), counts.value("shop.orders.created"));
        overview.pin("shop.orders.created");
        QVERIFY(chart->lines().isEmpty());
    }

    void treeShowsTheNewestMessageAndFilters()
    {
        m_page->open(record());
        auto &overview = m_page->overview();
        QTRY_VERIFY_WITH_TIMEOUT(overview.subjects() != nullptr, deadline);
        auto *tree = overview.subjects()->tree();
        const auto index = overview.subjects()->model()->indexOf(overview.traffic()->source(), "shop.orders.paid");
        QVERIFY(index.isValid());
        tree->scrollTo(index);
        tree->setCurrentIndex(index);
        QTRY_VERIFY_WITH_TIMEOUT(!m_page->details().message().isEmpty(), deadline);
        const auto view = m_page->details().message().view();
        QCOMPARE(view.subject, std::string_view("shop.orders.paid"));
        const auto row = overview.traffic()->lastRow(overview.subjects()->model()->node(index));
        QCOMPARE(view.sequence, *row + 1);
        QTRY_VERIFY(m_page->details().isVisible());
        QTest::keyClick(tree, Qt::Key_Return);
        QCOMPARE(m_page->filterText(), QStringLiteral("shop.orders.paid"));
    }

    void ofAnotherRecordingNothingWasPlayed()
    {
        const auto first = record();
        const auto second = record();
        auto *rows = m_page->table().model();
        m_page->open(first);
        QTRY_VERIFY_WITH_TIMEOUT(rows->rowCount() > 50, deadline);
        QTest::keyClick(&m_page->timeline(), Qt::Key_End);
        QTRY_VERIFY_WITH_TIMEOUT(m_page->timeline().playhead() > 0, deadline);
        QVERIFY(!rows->index(0, 0).data(RecordedModel::IsDoneRole).toBool()); // passed over, and not sent
        QTest::keyClick(&m_page->timeline(), Qt::Key_Home);
        QTest::keyClick(&m_page->timeline(), Qt::Key_Period);
        QTRY_VERIFY_WITH_TIMEOUT(rows->index(0, 0).data(RecordedModel::IsDoneRole).toBool(), deadline);
        m_page->open(second); // the replay of the first stands at its second message
        QVERIFY(answer(QMessageBox::RejectRole));
        QCOMPARE(m_page->openedPath(), first);
        QVERIFY(m_fixture->workspace().replayer().state() != ReplayState::Stopped);
        m_page->open(second);
        QVERIFY(answer(QMessageBox::AcceptRole));
        QTRY_COMPARE_WITH_TIMEOUT(m_fixture->workspace().replayer().state(), ReplayState::Stopped, deadline);
        QTRY_COMPARE_WITH_TIMEOUT(m_page->openedPath(), second, deadline);
        QTRY_VERIFY_WITH_TIMEOUT(rows->rowCount() > 50, deadline);
        QVERIFY(!rows->index(0, 0).data(RecordedModel::IsDoneRole).toBool());
    }

    void openingAnotherForgetsTheFirst()
    {
        const auto first = record();
        const auto second = record();
        QVERIFY(first != second);
        // As soon as the first is shown, while its subjects are being counted.
        connect(
            m_page.get(), &Page::stateChanged, this,
            [&] {
                if (m_page->openedPath() == first)
                    m_page->open(second);
            },
            Qt::QueuedConnection);
        m_page->open(first);
        QTRY_COMPARE_WITH_TIMEOUT(m_page->openedPath(), second, deadline);
        QTRY_VERIFY_WITH_TIMEOUT(m_page->overview().subjects() != nullptr, deadline);
        quint64 all = 0;
        for (const auto messages : countBySubject(second))
            all += messages;
        QCOMPARE(m_page->overview().traffic()->messages(), all);
        disconnect(m_page.get(), &Page::stateChanged, this, nullptr);
    }

    void aRecordingThatIsStillWrittenOpens()
    {
        auto &recorder = m_fixture->workspace().recorder();
        m_fixture->workspace().toggleRecording();
        QTRY_VERIFY_WITH_TIMEOUT(recorder.figures().messages > 100, deadline);
        m_page->open(recorder.path());
        QTRY_VERIFY_WITH_TIMEOUT(m_page->overview().subjects() != nullptr, deadline);
        QCOMPARE(m_page->overview().traffic()->messages(), quint64(m_page->table().model()->rowCount()));
        QSignalSpy finished(&recorder, &Recorder::finished);
        m_fixture->workspace().toggleRecording();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, deadline);
    }

private:
    /// Clicks the button of that role in the question that is open.
    bool answer(QMessageBox::ButtonRole role)
    {
        const auto questions = QApplication::topLevelWidgets();
        for (auto *widget : questions) {
            auto *question = qobject_cast<QMessageBox *>(widget);
            if (!question || !question->isVisible())
                continue;
            const auto buttons = question->buttons();
            for (auto *button : buttons) {
                if (question->buttonRole(button) == role) {
                    QTest::mouseClick(button, Qt::LeftButton);
                    return true;
                }
            }
        }
        return false;
    }

    static QHash<QByteArray, quint64> countBySubject(const QString &path)
    {
        QHash<QByteArray, quint64> counts;
        const auto reader = RecordingReader::open(path);
        const auto found = reader ? countSubjects(reader.value()) : Result<SubjectsFound>(reader.error());
        if (found) {
            for (const auto &subject : found.value().list)
                counts.insert(subject.name, subject.messages);
        }
        return counts;
    }

    quint64 summed(RateSource::SeriesId series)
    {
        const auto &rates = m_page->overview().traffic()->rates();
        double messages = 0;
        for (const auto &point : rates.points(series, 0))
            messages += point.messages * double(rates.stepNs()) / 1e9;
        return quint64(qRound64(messages));
    }

    /// Records about a second of the demo; the path, or nothing.
    QString record() { return test::recordDemo(m_fixture->workspace()); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::PageFixture> m_fixture;
    std::unique_ptr<RecordingsPage> m_page;
};

QTEST_MAIN(RecordingsPageTest)
#include "tst_recordingspage.moc"
