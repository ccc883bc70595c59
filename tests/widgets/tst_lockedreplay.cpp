// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/guardquestion.h"
#include "messages/messagetable.h"
#include "pagefixture.h"
#include "recording/recordingfixture.h"
#include "recordings/paceedit.h"
#include "recordings/reaskdialog.h"
#include "recordings/recordingtools.h"
#include "recordings/replaysetup.h"
#include "recordings/transportbar.h"
#include "recordingspagefixture.h"
#include "traffic/messagelog.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QToolButton>

using namespace gnat;

namespace {
constexpr int deadline = 20'000;
constexpr int messages = 20;
} // namespace

/// A replay to a locked connection, and asking it again, want its name typed, and let nothing else through: the
/// embedded broker with a second, open connection that hears what was sent.
class LockedReplayTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aWrongNameSendsNothing();
    void theNameLetsThisReplayThroughAndNothingElse();
    void askingAgainWantsTheNameToo();

private:
    quint64 heard() { return m_fixture->workspace().traffic().log().count(); }
    GuardQuestion *question(QWidget *parent)
    {
        auto *asked = parent->findChild<GuardQuestion *>();
        return asked && QTest::qWaitForWindowExposed(asked) ? asked : nullptr;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::PageFixture> m_fixture;
    std::unique_ptr<RecordingsPage> m_page;
    Connection *m_locked = nullptr;
};

void LockedReplayTest::init()
{
    cleanup();
    m_folder = std::make_unique<QTemporaryDir>();
    m_fixture = std::make_unique<test::PageFixture>();
    auto &workspace = m_fixture->workspace();
    auto notes = test::plainNotes(messages);
    for (auto &note : notes)
        note.reply = "_INBOX.old.1"; // requests, so that there is something to ask again
    const auto path = m_folder->filePath(QLatin1String(QTest::currentTestFunction()) + QStringLiteral(".gnat"));
    QCOMPARE(test::record(path, notes), QString());
    ConnectionProfile profile;
    BrokerOptions options;
    options.port = -1;
    QVERIFY(workspace.broker().start(options));
    profile.name = QStringLiteral("production");
    profile.servers = QStringList{workspace.broker().clientUrl()};
    profile.isLocked = true;
    m_locked = workspace.connectTo(profile); // the first one, so that it is the target
    profile.name = QStringLiteral("witness");
    profile.subscriptions = QStringList{QStringLiteral("m.>")};
    profile.isLocked = false;
    auto *witness = workspace.connectTo(profile);
    QTRY_COMPARE(m_locked->state(), ConnectionState::Connected);
    QTRY_COMPARE(witness->state(), ConnectionState::Connected);
    workspace.ticker().start();
    m_page = test::showRecordingsPage(workspace);
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    m_page->open(path);
    QTRY_COMPARE_WITH_TIMEOUT(m_page->table().model()->rowCount(), messages, deadline);
    QTRY_VERIFY_WITH_TIMEOUT(m_page->setup().sentence().contains(u"go to production"), deadline);
}

void LockedReplayTest::cleanup()
{
    m_page.reset();
    m_fixture.reset();
    m_folder.reset();
}

void LockedReplayTest::aWrongNameSendsNothing()
{
    QTest::mouseClick(m_page->transport().playButton(), Qt::LeftButton);
    QPointer<GuardQuestion> asked = question(m_page.get());
    QVERIFY(asked);
    auto *field = asked->findChild<QLineEdit *>();
    QVERIFY(field && field->hasFocus());
    QTest::keyClicks(field, QStringLiteral("Production"));
    QTest::keyClick(field, Qt::Key_Return); // is Cancel
    QTRY_VERIFY(!asked);
    QCOMPARE(m_fixture->workspace().replayer().state(), ReplayState::Stopped);
    auto *open = m_fixture->workspace().connections().findByName(QStringLiteral("witness"));
    QVERIFY(open->publish({"m.witness", {}, {}, {}}).isOk());
    QTRY_COMPARE(heard(), quint64{1}); // had one of the others gone out, it came before
}

void LockedReplayTest::theNameLetsThisReplayThroughAndNothingElse()
{
    m_page->setup().pace().setPace(ReplayPace::rate(50));
    QSignalSpy ended(&m_fixture->workspace().replayer(), &Replayer::finished);
    QTest::mouseClick(m_page->transport().playButton(), Qt::LeftButton);
    QPointer<GuardQuestion> asked = question(m_page.get());
    QVERIFY(asked);
    QTest::keyClicks(asked->findChild<QLineEdit *>(), QStringLiteral("production"));
    QTest::keyClick(asked->findChild<QLineEdit *>(), Qt::Key_Return);
    QTRY_COMPARE(m_fixture->workspace().replayer().state(), ReplayState::Playing);
    QVERIFY(m_locked->isLocked()); // for everything else
    QCOMPARE(m_locked->publish({"m.other", {}, {}, {}}).error().kind, ErrorKind::NotPermitted);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, deadline);
    QCOMPARE(m_fixture->workspace().replayer().figures().sent, quint64(messages));
    QTRY_COMPARE(heard(), quint64(messages));
    QTRY_VERIFY(!asked);

    QTest::mouseClick(m_page->transport().stepButton(), Qt::LeftButton); // the next one is asked about again
    QVERIFY(question(m_page.get()));
    QCOMPARE(m_fixture->workspace().replayer().state(), ReplayState::Stopped);
}

void LockedReplayTest::askingAgainWantsTheNameToo()
{
    auto *dialog = new ReaskDialog(m_page->openedPath(), {}, m_fixture->workspace().connections(),
                                   m_fixture->workspace().codecs(), m_page.get());
    dialog->show();
    QVERIFY(QTest::qWaitForWindowExposed(dialog));
    dialog->findChildren<QSpinBox *>().constLast()->setValue(messages); // all at once: nobody answers
    QSignalSpy answered(dialog, &ReaskDialog::asked);
    dialog->begin();
    QVERIFY(dialog->resultText().contains(u"production is locked"));
    QPointer<GuardQuestion> asked = question(dialog);
    QVERIFY(asked);
    QTest::keyClicks(asked->findChild<QLineEdit *>(), QStringLiteral("production"));
    QTest::keyClick(asked->findChild<QLineEdit *>(), Qt::Key_Return);
    QVERIFY(answered.wait(deadline));
    QTRY_VERIFY(!asked);
    QTRY_COMPARE(heard(), quint64(messages));
    QVERIFY(m_locked->isLocked());
    dialog->begin();
    QVERIFY(question(dialog)); // for this once only
}

QTEST_MAIN(LockedReplayTest)
#include "tst_lockedreplay.moc"
