// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/elidedlabel.h"
#include "common/humantext.h"
#include "common/linklabel.h"
#include "items/recordinglistmodel.h"
#include "messages/messagetable.h"
#include "pagefixture.h"
#include "recordings/recordingspane.h"
#include "recordingspagefixture.h"

#include <QFile>
#include <QListView>
#include <QPushButton>
#include <QTemporaryDir>

#include <algorithm>

using namespace gnat;

namespace {
constexpr int deadline = 20'000;
}

/// What the Recordings page opens and shows when files come, grow and go, and when there is nothing to show.
class RecordingChoiceTest : public QObject
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

    void aListWithoutRowsSaysWhy()
    {
        m_page->open(record());
        auto *rows = m_page->table().model();
        QTRY_VERIFY_WITH_TIMEOUT(rows->rowCount() > 50, deadline);
        QCOMPARE(m_page->words(), QString());
        const int all = rows->rowCount();
        const QSignalSpy wanted(m_page.get(), &Page::filterTextWanted);
        m_page->setFilterText(QStringLiteral("no.such.subject"));
        QTRY_VERIFY_WITH_TIMEOUT(m_page->words().startsWith(u"No message matches this filter"), deadline);
        QVERIFY(!m_page->table().isVisible());
        QVERIFY(m_page->words().contains(countFull(quint64(all))));
        for (auto *button : m_page->findChildren<QPushButton *>()) {
            if (button->text() == u"Clear filter" && button->isVisible())
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QCOMPARE(wanted.size(), 1);
        m_page->setFilterText(wanted.first().first().toString()); // as the window does
        QTRY_COMPARE_WITH_TIMEOUT(rows->rowCount(), all, deadline);
        QVERIFY(m_page->table().isVisible());
        QCOMPARE(m_page->words(), QString());
    }

    /// A ring removes its oldest file: whoever looks at it keeps it, and gets no other for it.
    void aRemovedFileStaysOpen()
    {
        const auto other = record();
        const auto path = record();
        QVERIFY(!path.isEmpty() && path != other);
        QTRY_COMPARE_WITH_TIMEOUT(m_page->list().model()->rowCount(), 2, deadline);
        auto *list = m_page->list().list();
        const auto place = list->visualRect(m_page->list().model()->indexOf(path));
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, place.center());
        QTRY_COMPARE_WITH_TIMEOUT(m_page->openedPath(), path, deadline);
        QVERIFY(QFile::remove(path));
        QTRY_COMPARE_WITH_TIMEOUT(m_page->list().model()->rowCount(), 1, deadline);
        QCOMPARE(m_page->openedPath(), path);
        QVERIFY(!list->selectionModel()->hasSelection());
    }

    /// By its link, while it is in no list of files to choose.
    void whatRunsCanBeOpened()
    {
        auto &workspace = m_fixture->workspace();
        QSignalSpy finished(&workspace.recorder(), &Recorder::finished);
        workspace.toggleRecording();
        QTRY_VERIFY_WITH_TIMEOUT(workspace.recorder().figures().messages > 20, deadline);
        QTRY_VERIFY_WITH_TIMEOUT(m_page->words().startsWith(u"Recording\n"), deadline);
        for (auto *link : m_page->findChildren<LinkLabel *>()) {
            if (link->text() == u"Open" && link->isVisible())
                QTest::mouseClick(link, Qt::LeftButton);
        }
        QTRY_COMPARE_WITH_TIMEOUT(m_page->openedPath(), workspace.recorder().path(), deadline);
        auto *rows = m_page->table().model();
        QTRY_VERIFY_WITH_TIMEOUT(rows->rowCount() > 0, deadline);
        const int before = rows->rowCount();
        QTRY_VERIFY_WITH_TIMEOUT(rows->rowCount() > before, deadline); // it grows
        const auto saysThatItRuns = [this] {
            const auto labels = m_page->findChildren<ElidedLabel *>();
            return std::ranges::any_of(
                labels, [](const auto *label) { return label->text().endsWith(u"it is still recorded"); });
        };
        QVERIFY(saysThatItRuns());
        workspace.toggleRecording();
        QVERIFY(!finished.isEmpty() || finished.wait(deadline));
        QTRY_VERIFY_WITH_TIMEOUT(!saysThatItRuns(), deadline);
    }

private:
    QString record() { return test::recordDemo(m_fixture->workspace()); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::PageFixture> m_fixture;
    std::unique_ptr<RecordingsPage> m_page;
};

QTEST_MAIN(RecordingChoiceTest)
#include "tst_recordingchoice.moc"
