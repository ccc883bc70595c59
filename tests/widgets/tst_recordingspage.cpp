// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/recordinglistmodel.h"
#include "items/roles.h"
#include "messages/messagetable.h"
#include "pagefixture.h"
#include "recordings/densitytimeline.h"
#include "recordings/recordedmodel.h"
#include "recordings/recordingspage.h"
#include "recordings/recordingspane.h"
#include "recordings/replaysetup.h"
#include "recordings/transportbar.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

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
        m_page = std::make_unique<RecordingsPage>(
            workspace.connections(), workspace.recorder(), workspace.replayer(), workspace.codecs(),
            workspace.preferences(), [&workspace](SourceId source) { return workspace.replayTarget(source); });
        m_page->resize(1300, 760);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }

    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
        m_folder.reset();
    }

    void emptyFolderSaysSo() { QVERIFY(m_page->words().startsWith(u"No recordings yet")); }

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
        m_page->setup().addRule(QStringLiteral("shop.>"), QStringLiteral("replayed.>"));
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

    void wrongRuleIsNamed()
    {
        m_page->setup().addRule(QStringLiteral("shop.>.x"), QStringLiteral("y"));
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

private:
    /// Records about a second of the demo; the path, or nothing.
    QString record()
    {
        auto &workspace = m_fixture->workspace();
        QSignalSpy finished(&workspace.recorder(), &Recorder::finished);
        workspace.toggleRecording();
        if (!QTest::qWaitFor([&] { return workspace.recorder().figures().messages > 200; }, deadline))
            return {};
        workspace.toggleRecording();
        if (!QTest::qWaitFor([&] { return finished.size() == 1; }, deadline))
            return {};
        return finished.first().at(2).toString().isEmpty() ? finished.first().at(0).toString() : QString();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::PageFixture> m_fixture;
    std::unique_ptr<RecordingsPage> m_page;
};

QTEST_MAIN(RecordingsPageTest)
#include "tst_recordingspage.moc"
