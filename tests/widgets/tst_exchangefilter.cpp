// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/messagetable.h"
#include "pagefixture.h"
#include "recording/recordingfixture.h"
#include "recordings/cutdialog.h"
#include "recordings/exportdialog.h"
#include "recordings/paceedit.h"
#include "recordings/recordingtools.h"
#include "recordings/replaysetup.h"
#include "recordingspagefixture.h"

#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace gnat;

namespace {
constexpr int deadline = 20'000;
}

/// What `is:reply` means in the list of a recording it means in its dialogs and in a replay, too: by the requests that
/// were seen, not by the look of a message alone.
class ExchangeFilterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void exportsWhatTheListShows();
    void cutsWhatTheListShows();
    void replaysWhatTheListShows();

private:
    template <typename Dialog>
    Dialog *start(const QString &text)
    {
        for (auto *action : m_page->tools().menu().actions()) {
            if (action->text().remove(u'&').startsWith(text))
                action->trigger();
        }
        return qobject_cast<Dialog *>(m_page->tools().dialog());
    }

    QTemporaryDir m_folder;
    std::unique_ptr<test::PageFixture> m_fixture;
    std::unique_ptr<RecordingsPage> m_page;
};

void ExchangeFilterTest::initTestCase()
{
    m_fixture = std::make_unique<test::PageFixture>();
    auto notes = test::plainNotes(3);
    notes[0].reply = "answers.1"; // no inbox: only the request tells that the next one is its reply
    notes[1].subject = "answers.1";
    const auto path = m_folder.filePath(QStringLiteral("a.gnat"));
    QCOMPARE(test::record(path, notes), QString());
    m_page = test::showRecordingsPage(m_fixture->workspace());
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    m_page->open(path);
    QTRY_COMPARE_WITH_TIMEOUT(m_page->table().model()->rowCount(), 3, deadline);
    m_page->setFilterText(QStringLiteral("is:reply"));
    QTRY_COMPARE_WITH_TIMEOUT(m_page->table().model()->rowCount(), 1, deadline);
}

void ExchangeFilterTest::cleanupTestCase()
{
    m_page.reset();
    m_fixture.reset();
}

void ExchangeFilterTest::exportsWhatTheListShows()
{
    auto *dialog = start<ExportDialog>(QStringLiteral("Export"));
    QVERIFY(dialog);
    QSignalSpy ended(dialog, &ReworkDialog::ended);
    const auto path = dialog->target();
    dialog->begin();
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, deadline);
    QFile file(path);
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(dialog->resultText()));
    const auto lines = file.readAll();
    QCOMPARE(lines.count('\n'), 1);
    QVERIFY(lines.contains("answers.1"));
    dialog->close();
}

void ExchangeFilterTest::cutsWhatTheListShows()
{
    auto *dialog = start<CutDialog>(QStringLiteral("Cut"));
    QVERIFY(dialog);
    QSignalSpy ended(dialog, &ReworkDialog::ended);
    const auto path = dialog->target();
    dialog->begin();
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, deadline);
    const auto kept = test::readAll(path);
    QVERIFY2(kept.has_value(), qPrintable(dialog->resultText()));
    QCOMPARE(kept->size(), 1);
    dialog->close();
}

void ExchangeFilterTest::replaysWhatTheListShows()
{
    auto &setup = m_page->setup();
    auto *target = setup.findChild<QComboBox *>();
    target->setCurrentIndex(target->count() - 1); // the views alone
    setup.pace().setPace(ReplayPace::max());
    auto &replayer = m_fixture->workspace().replayer();
    QSignalSpy ended(&replayer, &Replayer::finished);
    setup.findChild<QLineEdit *>()->setText(QStringLiteral("is:reply"));
    m_page->playOrPause();
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, deadline);
    QCOMPARE(replayer.figures().sent, 1U);
    QCOMPARE(replayer.figures().skippedFilter, 2U);
}

QTEST_MAIN(ExchangeFilterTest)
#include "tst_exchangefilter.moc"
