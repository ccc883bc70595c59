// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/messagelistmodel.h"
#include "items/recordinglistmodel.h"
#include "messages/messagetable.h"
#include "pagefixture.h"
#include "recording/searchindex.h"
#include "recordings/comparedialog.h"
#include "recordings/comparisonview.h"
#include "recordings/cutdialog.h"
#include "recordings/densitytimeline.h"
#include "recordings/exportdialog.h"
#include "recordings/importdialog.h"
#include "recordings/reaskdialog.h"
#include "recordings/recordingspane.h"
#include "recordings/recordingtools.h"
#include "recordings/searchindexdialog.h"
#include "recordingspagefixture.h"

#include <QFile>
#include <QFileInfo>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>

using namespace gnat;

namespace {

constexpr int deadline = 20'000;

QAction *action(QMenu &menu, const QString &text)
{
    const auto actions = menu.actions();
    for (auto *action : actions) {
        if (action->text().remove(u'&').startsWith(text))
            return action;
    }
    return nullptr;
}

QPushButton *button(const QWidget &dialog, const QString &text)
{
    const auto buttons = dialog.findChildren<QPushButton *>();
    for (auto *button : buttons) {
        if (button->text() == text && button->isVisible())
            return button;
    }
    return nullptr;
}

} // namespace

/// The menu of the recordings page: what its dialogs make of a recording of the demo.
class RecordingToolsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void onlyImportNeedsNoRecording();
    void exportsAndImportsAgain();
    void exportsWhereItWasToldTo();
    void cutsToARange();
    void anEmptyResultIsSaidAndNotOpened();
    void opensWhatWasWritten();
    void masks();
    void comparesInPlaceOfTheMessages();
    void showsNoComparisonThatFailed();
    void indexesWords();
    void asksTheRequestsAgain();
    void asksAsTheFormWasAtTheStart();
    void asksNobodyElse();
    void saysWhatIsWrong();

private:
    QString record();
    bool openRecording();
    template <typename Dialog>
    Dialog *start(const QString &text)
    {
        auto &tools = m_page->tools();
        Q_EMIT tools.menu().aboutToShow();
        auto *chosen = action(tools.menu(), text);
        if (!chosen || !chosen->isEnabled())
            return nullptr;
        chosen->trigger();
        return qobject_cast<Dialog *>(tools.dialog());
    }
    /// Clicks the button and waits for the end; what the dialog then says.
    QString run(ReworkDialog &dialog, const QString &text)
    {
        QSignalSpy ended(&dialog, &ReworkDialog::ended);
        auto *begin = button(dialog, text);
        if (!begin)
            return QStringLiteral("no button");
        QTest::mouseClick(begin, Qt::LeftButton);
        if (ended.isEmpty() && dialog.isRunning())
            ended.wait(deadline);
        return dialog.resultText();
    }
    quint64 messagesOf(const QString &path)
    {
        const auto reader = RecordingReader::open(path);
        const auto messages = reader ? reader.value().messages() : Result<quint64>(reader.error());
        return messages ? messages.value() : 0;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::PageFixture> m_fixture;
    std::unique_ptr<RecordingsPage> m_page;
    QString m_path;
};

void RecordingToolsTest::init()
{
    m_page.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_fixture = std::make_unique<test::PageFixture>();
    auto &workspace = m_fixture->workspace();
    workspace.preferences().setRecordingFolder(m_folder->path());
    QVERIFY(m_fixture->connectToBroker({QStringLiteral(">")}, true));
    m_page = test::showRecordingsPage(workspace);
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void RecordingToolsTest::cleanup()
{
    m_page.reset();
    m_fixture.reset();
    m_folder.reset();
}

QString RecordingToolsTest::record()
{
    return test::recordDemo(m_fixture->workspace());
}

bool RecordingToolsTest::openRecording()
{
    m_path = record();
    m_page->open(m_path);
    return !m_path.isEmpty() && QTest::qWaitFor([&] { return m_page->openedPath() == m_path; }, deadline);
}

void RecordingToolsTest::onlyImportNeedsNoRecording()
{
    auto &menu = m_page->tools().menu();
    Q_EMIT menu.aboutToShow();
    QVERIFY(action(menu, QStringLiteral("Import"))->isEnabled());
    for (const auto *text : {"Export", "Cut", "Merge", "Mask", "Compare", "Index", "Ask"})
        QVERIFY2(!action(menu, QLatin1String(text))->isEnabled(), text);
    QVERIFY(openRecording());
    Q_EMIT menu.aboutToShow();
    QVERIFY(action(menu, QStringLiteral("Compare"))->isEnabled());
}

void RecordingToolsTest::indexesWords()
{
    QVERIFY(openRecording());
    auto *rows = m_page->table().model();
    m_page->setFilterText(QStringLiteral("word:paid"));
    auto *list = m_page->findChild<MessageListModel *>();
    QTRY_VERIFY_WITH_TIMEOUT(list->isFiltered() && !list->isFiltering(), deadline);
    const int scanned = rows->rowCount();
    auto *indexing = start<SearchIndexDialog>(QStringLiteral("Index"));
    QVERIFY(indexing);
    QVERIFY2(run(*indexing, QStringLiteral("Make the index")).contains(u"messages are indexed"),
             qPrintable(indexing->resultText()));
    indexing->close();
    QVERIFY(QFileInfo::exists(searchIndexPath(m_path)));
    m_page->setFilterText({});
    QTRY_VERIFY_WITH_TIMEOUT(!list->isFiltered(), deadline);
    m_page->setFilterText(QStringLiteral("word:paid"));
    QTRY_VERIFY_WITH_TIMEOUT(list->isFiltered() && !list->isFiltering(), deadline);
    QCOMPARE(rows->rowCount(), scanned);
}

void RecordingToolsTest::exportsAndImportsAgain()
{
    QVERIFY(openRecording());
    auto *exporting = start<ReworkDialog>(QStringLiteral("Export"));
    QVERIFY(exporting);
    const auto lines = exporting->target();
    QVERIFY(lines.endsWith(u".ndjson"));
    QVERIFY2(run(*exporting, QStringLiteral("Export")).contains(u"were exported"), qPrintable(exporting->resultText()));
    QVERIFY(QFile::exists(lines));
    exporting->close();

    auto *importing = start<ImportDialog>(QStringLiteral("Import"));
    QVERIFY(importing);
    QTRY_VERIFY(importing->focusWidget() && importing->focusWidget()->accessibleName() == u"From");
    importing->setSource(lines);
    importing->setTarget(m_folder->filePath(QStringLiteral("again.gnat")));
    QVERIFY2(run(*importing, QStringLiteral("Import")).contains(u"were imported"), qPrintable(importing->resultText()));
    QCOMPARE(messagesOf(m_folder->filePath(QStringLiteral("again.gnat"))), messagesOf(m_path));
    QTRY_COMPARE_WITH_TIMEOUT(m_page->list().model()->rowCount(), 2, deadline);
    QTest::mouseClick(button(*importing, QStringLiteral("Open it")), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(m_page->openedPath(), m_folder->filePath(QStringLiteral("again.gnat")), deadline);
}

void RecordingToolsTest::cutsToARange()
{
    QVERIFY(openRecording());
    const auto reader = RecordingReader::open(m_path);
    QVERIFY(reader);
    const auto summary = reader.value().summary().value();
    m_page->timeline().setRange({}, (summary.lastNs - summary.firstNs) / 2);
    auto *cutting = start<CutDialog>(QStringLiteral("Cut"));
    QVERIFY(cutting);
    QTRY_VERIFY(cutting->focusWidget() && cutting->focusWidget()->accessibleName() == u"From");
    QVERIFY2(run(*cutting, QStringLiteral("Cut")).contains(u"were kept"), qPrintable(cutting->resultText()));
    const auto kept = messagesOf(cutting->target());
    QVERIFY(kept > 0 && kept < summary.messages);
    // Its name is taken now, and nobody was asked.
    QVERIFY(run(*cutting, QStringLiteral("Cut")).contains(u"exists already"));
    cutting->close();
}

/// Another format changes the ending and nothing else, and what was said of the other file goes.
void RecordingToolsTest::exportsWhereItWasToldTo()
{
    QVERIFY(openRecording());
    auto *exporting = start<ExportDialog>(QStringLiteral("Export"));
    QVERIFY(exporting);
    exporting->setTarget(m_folder->filePath(QStringLiteral("elsewhere/no/mine.ndjson")));
    QVERIFY(run(*exporting, QStringLiteral("Export")).contains(u"could not be written"));
    exporting->setFormat(ExportFormat::Csv);
    QCOMPARE(exporting->target(), m_folder->filePath(QStringLiteral("elsewhere/no/mine.csv")));
    QCOMPARE(exporting->resultText(), QString());
    exporting->setTarget(m_folder->filePath(QStringLiteral("without")));
    exporting->setFormat(ExportFormat::Mcap);
    QCOMPARE(exporting->target(), m_folder->filePath(QStringLiteral("without.mcap")));
    exporting->close();
}

void RecordingToolsTest::anEmptyResultIsSaidAndNotOpened()
{
    QVERIFY(openRecording());
    m_page->setFilterText(QStringLiteral("no.such.subject"));
    auto *cutting = start<CutDialog>(QStringLiteral("Cut"));
    QVERIFY(cutting);
    QVERIFY2(run(*cutting, QStringLiteral("Cut")).contains(u"passes the filter"), qPrintable(cutting->resultText()));
    QVERIFY(!button(*cutting, QStringLiteral("Open it")));
    cutting->close();

    QFile nothing(m_folder->filePath(QStringLiteral("nothing.ndjson")));
    QVERIFY(nothing.open(QIODevice::WriteOnly));
    nothing.close();
    auto *importing = start<ImportDialog>(QStringLiteral("Import"));
    QVERIFY(importing);
    importing->setSource(nothing.fileName());
    QVERIFY2(run(*importing, QStringLiteral("Import")).contains(u"is empty"), qPrintable(importing->resultText()));
    const auto empty = RecordingReader::open(importing->target());
    QVERIFY(empty && empty.value().summary().value().endedNs > 0); // it is whole
    QVERIFY(!button(*importing, QStringLiteral("Open it")));
    importing->close();
}

/// Whatever was written into the field meanwhile.
void RecordingToolsTest::opensWhatWasWritten()
{
    QVERIFY(openRecording());
    auto *cutting = start<CutDialog>(QStringLiteral("Cut"));
    QVERIFY(cutting);
    const auto path = cutting->target();
    QSignalSpy ended(cutting, &ReworkDialog::ended);
    const QSignalSpy written(cutting, &ReworkDialog::written);
    cutting->begin();
    cutting->setTarget(m_folder->filePath(QStringLiteral("later.gnat")));
    QVERIFY(!ended.isEmpty() || ended.wait(deadline));
    QCOMPARE(written.first().first().toString(), path);
    QTest::mouseClick(button(*cutting, QStringLiteral("Open it")), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(m_page->openedPath(), path, deadline);
}

void RecordingToolsTest::masks()
{
    QVERIFY(openRecording());
    auto *masking = start<ReworkDialog>(QStringLiteral("Mask"));
    QVERIFY(masking);
    QVERIFY(run(*masking, QStringLiteral("Mask")).contains(u"what is to be hidden"));
    for (auto *field : masking->findChildren<QLineEdit *>()) {
        if (field->accessibleName() == u"Subjects")
            QTest::keyClicks(field, QStringLiteral("shop.*.*"));
    }
    QVERIFY2(run(*masking, QStringLiteral("Mask")).contains(u"shop.*.*: hidden"), qPrintable(masking->resultText()));
    QCOMPARE(messagesOf(masking->target()), messagesOf(m_path));
    masking->close();
}

void RecordingToolsTest::comparesInPlaceOfTheMessages()
{
    const auto before = record();
    QVERIFY(openRecording());
    QTRY_COMPARE_WITH_TIMEOUT(m_page->list().model()->rowCount(), 2, deadline);
    auto *comparing = start<CompareDialog>(QStringLiteral("Compare"));
    QVERIFY(comparing);
    comparing->setBefore(before);
    QTest::mouseClick(button(*comparing, QStringLiteral("Compare")), Qt::LeftButton);
    auto &view = m_page->tools().comparison();
    QTRY_VERIFY_WITH_TIMEOUT(view.isVisible(), deadline);
    QVERIFY(view.subjects().rowCount() > 0);
    QVERIFY(view.summary().contains(u"differ"));
    QTest::keyClick(&view.subjects(), Qt::Key_Escape);
    QTRY_VERIFY(!view.isVisible());
    QCOMPARE(m_page->openedPath(), m_path);
    QVERIFY(m_page->words().isEmpty()); // the messages are there again
}

void RecordingToolsTest::showsNoComparisonThatFailed()
{
    QVERIFY(openRecording());
    QFile notes(m_folder->filePath(QStringLiteral("notes.gnat")));
    QVERIFY(notes.open(QIODevice::WriteOnly) && notes.write("not a recording") > 0);
    notes.close();
    QPointer<CompareDialog> comparing = start<CompareDialog>(QStringLiteral("Compare"));
    QVERIFY(comparing);
    QSignalSpy compared(comparing, &CompareDialog::compared);
    comparing->setBefore(notes.fileName());
    const auto said = run(*comparing, QStringLiteral("Compare"));
    QVERIFY2(comparing && comparing->isVisible() && !said.isEmpty(), qPrintable(said));
    QVERIFY(compared.isEmpty());
    QVERIFY(!m_page->tools().comparison().isVisible());
}

void RecordingToolsTest::asksTheRequestsAgain()
{
    QVERIFY(openRecording());
    auto *asking = start<ReaskDialog>(QStringLiteral("Ask"));
    QVERIFY(asking);
    QSignalSpy asked(asking, &ReaskDialog::asked);
    QTest::mouseClick(button(*asking, QStringLiteral("Ask")), Qt::LeftButton);
    QVERIFY(asked.wait(deadline));
    QVERIFY2(asking->resultText().contains(u"asked"), qPrintable(asking->resultText()));
    const auto *save = button(*asking, QStringLiteral("Save as JUnit XML…"));
    QVERIFY(save);
    QTRY_VERIFY(save->height() >= save->sizeHint().height() && save->y() >= asking->table().geometry().bottom());
    asking->close();
}

void RecordingToolsTest::asksAsTheFormWasAtTheStart()
{
    QVERIFY(openRecording());
    auto *asking = start<ReaskDialog>(QStringLiteral("Ask"));
    QVERIFY(asking);
    QSignalSpy asked(asking, &ReaskDialog::asked);
    asking->begin();
    QVERIFY(asking->isRunning());
    asking->setIgnored(QStringLiteral("a..b")); // no field
    QVERIFY(asked.wait(deadline));
    QVERIFY2(asking->resultText().contains(u"asked"), qPrintable(asking->resultText()));
    asking->close();
}

void RecordingToolsTest::asksNobodyElse()
{
    QVERIFY(openRecording());
    auto &connections = m_fixture->workspace().connections();
    const auto chosen = connections.all().front()->id();
    auto *other = m_fixture->workspace().connectTo(connections.all().front()->profile());
    QTRY_COMPARE_WITH_TIMEOUT(other->state(), ConnectionState::Connected, deadline);
    auto *asking = start<ReaskDialog>(QStringLiteral("Ask"));
    QVERIFY(asking);
    QSignalSpy ended(asking, &ReworkDialog::ended);
    asking->begin();
    QVERIFY(asking->isRunning());
    connections.remove(chosen);
    QVERIFY(ended.wait(deadline));
    QVERIFY2(asking->resultText().contains(u"Choose a connection"), qPrintable(asking->resultText()));
    asking->close();
}

void RecordingToolsTest::saysWhatIsWrong()
{
    auto *importing = start<ImportDialog>(QStringLiteral("Import"));
    QVERIFY(importing);
    QVERIFY(run(*importing, QStringLiteral("Import")).contains(u"Choose what to import"));
    QFile broken(m_folder->filePath(QStringLiteral("broken.ndjson")));
    QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("{\"subject\":\"a\",\"payload\":\"\"}\nno JSON\n") > 0);
    broken.close();
    importing->setSource(broken.fileName());
    QVERIFY2(run(*importing, QStringLiteral("Import")).contains(u"Line 2 of broken.ndjson"),
             qPrintable(importing->resultText()));
    QVERIFY(!QFile::exists(importing->target()));
    importing->close();
}

QTEST_MAIN(RecordingToolsTest)
#include "tst_recordingtools.moc"
