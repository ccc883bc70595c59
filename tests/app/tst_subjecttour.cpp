// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/filteredit.h"
#include "desktop.h"
#include "filter/filter.h"
#include "items/messagelistmodel.h"
#include "items/roles.h"
#include "items/subjecttreemodel.h"
#include "live/livepage.h"
#include "messages/messagetable.h"
#include "payload/messagedetails.h"
#include "recording/recordingreader.h"
#include "resources/resources.h"
#include "subjects/subjectactions.h"
#include "subjects/subjectsearch.h"
#include "subjects/subjectspane.h"
#include "support/qtwarnings.h"
#include "support/realinput.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>

using namespace gnat;
using gnat::test::RealInput;

namespace {

/// The rows stand still: else a new subject above moves them while the pointer is on its way. Messages come all the
/// same.
class Still
{
public:
    explicit Still(LivePage &live) : m_live(live) { m_live.setPaused(true); }
    ~Still() { m_live.setPaused(false); }
    Still(const Still &) = delete;
    Still &operator=(const Still &) = delete;

private:
    LivePage &m_live;
};

} // namespace

/// The subject tree of the running demo, on a real X display, by mouse and keyboard as a user has them.
class SubjectTourTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { test::failOnQtWarnings(); }
    void cleanup();
    void cleanupTestCase() { m_desktop.reset(); }
    void keysOpenAndClose();
    void searchIsTyped();
    void lettersBeginASearch();
    void clickShowsTheLatest();
    void doubleClickFilters();
    void severalBranchesMakeOneList();
    void menuExcludes();
    void rowUnderTheMouseHasActions();
    void onlyABranchIsRecorded();

private:
    LivePage &live() const { return *qobject_cast<LivePage *>(m_desktop->window().page(QStringLiteral("live"))); }
    SubjectsPane &pane() const { return live().subjects(); }
    QTreeView &tree() const { return *pane().tree(); }
    /// Where a subject's row is, scrolled into view.
    QPoint at(const char *subject) const;
    bool click(const char *subject) const;
    bool choose(const char *subject, const QString &entry) const;
    bool isListOnly(const QString &filter) const;

    std::unique_ptr<Desktop> m_desktop;
    SourceId m_source;
    QTemporaryDir m_folder;
};

void SubjectTourTest::initTestCase()
{
    QCOMPARE(QGuiApplication::platformName(), QStringLiteral("xcb"));
    initResources();
    m_desktop = std::make_unique<Desktop>();
    m_desktop->workspace().preferences().setRecordingFolder(m_folder.path());
    m_desktop->window().resize(1440, 900);
    m_desktop->window().show();
    m_desktop->window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_desktop->window()));
    const auto *connection = m_desktop->workspace().startDemo();
    QVERIFY(connection);
    m_source = connection->id();
    const auto isKnown = [this](const char *subject) {
        return pane().model()->indexOf(m_source, subject).isValid();
    };
    QTRY_VERIFY_WITH_TIMEOUT(isKnown("user.get") && isKnown("logs.billing.info") && isKnown("shop.orders.created"),
                             20'000);
}

void SubjectTourTest::cleanup()
{
    live().setFilterText({});
    if (!pane().searchLine()->isHidden())
        pane().searchLine()->close();
    tree().collapseAll(); // new subjects below would move the rows while the pointer is on its way
    tree().expand(pane().model()->index(0, 0));
}

QPoint SubjectTourTest::at(const char *subject) const
{
    const auto index = pane().model()->indexOf(m_source, subject);
    tree().scrollTo(index);
    const auto where = tree().visualRect(index);
    return {where.left() + 12, where.center().y()};
}

bool SubjectTourTest::click(const char *subject) const
{
    const Still still(live());
    return RealInput::click(tree().viewport(), at(subject));
}

bool SubjectTourTest::choose(const char *subject, const QString &entry) const
{
    const Still still(live());
    return RealInput::chooseInMenu(tree().viewport(), at(subject), entry);
}

/// The list has rows, and all of them pass the filter.
bool SubjectTourTest::isListOnly(const QString &filter) const
{
    FilterError error;
    const auto wanted = Filter::compile(filter, &error);
    const auto &list = live().messages();
    bool isOnly = wanted && list.rowCount() > 0;
    for (int row = 0; isOnly && row < list.rowCount(); ++row) {
        const auto subject = list.index(row, 0).data(SubjectRole).toByteArray().toStdString();
        isOnly = wanted->acceptsSubject(subject);
    }
    return isOnly;
}

void SubjectTourTest::keysOpenAndClose()
{
    const auto shop = pane().model()->indexOf(m_source, "shop");
    tree().collapse(shop);
    QVERIFY(click("shop"));
    QTRY_COMPARE(pane().currentSubject(), QByteArray("shop"));
    QVERIFY(RealInput::key(QStringLiteral("Right")));
    QTRY_VERIFY(tree().isExpanded(shop));
    QVERIFY(RealInput::key(QStringLiteral("Down")));
    QTRY_VERIFY(pane().currentSubject().startsWith("shop."));
    QVERIFY(RealInput::key(QStringLiteral("Left"))); // closed already or without children: to the parent
    QVERIFY(RealInput::key(QStringLiteral("Left")));
    QTRY_COMPARE(pane().currentSubject(), QByteArray("shop"));
    QVERIFY(RealInput::key(QStringLiteral("Left")));
    QTRY_VERIFY(!tree().isExpanded(pane().model()->indexOf(m_source, "shop")));
}

void SubjectTourTest::searchIsTyped()
{
    QVERIFY(click("iot"));
    QVERIFY(RealInput::key(QStringLiteral("slash")));
    auto *line = pane().searchLine()->line();
    QTRY_VERIFY(line->hasFocus());
    QVERIFY(RealInput::type(QStringLiteral("billing inf")));
    QVERIFY(RealInput::key(QStringLiteral("Return")));
    QTRY_COMPARE(pane().currentSubject(), QByteArray("logs.billing.info"));
    QVERIFY(RealInput::key(QStringLiteral("Escape")));
    QTRY_VERIFY(!line->isVisible());
    QVERIFY(tree().hasFocus());
    QCOMPARE(pane().currentSubject(), QByteArray("logs.billing.info"));
}

void SubjectTourTest::lettersBeginASearch()
{
    QVERIFY(click("iot"));
    QVERIFY(RealInput::type(QStringLiteral("billing inf")));
    auto *line = pane().searchLine()->line();
    QTRY_COMPARE(line->text(), QStringLiteral("billing inf"));
    QVERIFY(RealInput::key(QStringLiteral("Return")));
    QTRY_COMPARE(pane().currentSubject(), QByteArray("logs.billing.info"));
    QVERIFY(RealInput::key(QStringLiteral("Escape")));
    QTRY_VERIFY(!line->isVisible() && tree().hasFocus());
}

void SubjectTourTest::clickShowsTheLatest()
{
    QVERIFY(click("logs.billing.info"));
    const auto shown = [this] {
        const auto &message = live().details().message();
        return message.isEmpty() ? std::string() : std::string(message.view().subject);
    };
    QTRY_COMPARE(pane().currentSubject(), QByteArray("logs.billing.info"));
    QTRY_COMPARE(shown(), std::string("logs.billing.info"));
}

void SubjectTourTest::doubleClickFilters()
{
    {
        const Still still(live());
        QVERIFY(RealInput::doubleClick(tree().viewport(), at("shop.orders.created")));
    }
    QTRY_COMPARE(live().filterText(), QStringLiteral("shop.orders.created"));
    QTRY_VERIFY_WITH_TIMEOUT(isListOnly(QStringLiteral("shop.orders.created")), 10'000);
}

void SubjectTourTest::severalBranchesMakeOneList()
{
    QVERIFY(click("logs"));
    {
        const Still still(live());
        QVERIFY(RealInput::clickWith(QStringLiteral("ctrl"), tree().viewport(), at("shop")));
    }
    QTRY_COMPARE(pane().choice().patterns(), (QStringList{QStringLiteral("logs.>"), QStringLiteral("shop.>")}));
    QVERIFY(RealInput::key(QStringLiteral("Return")));
    QTRY_COMPARE(live().filterText(), QStringLiteral("logs.> or shop.>"));
    QTRY_VERIFY_WITH_TIMEOUT(isListOnly(QStringLiteral("logs.> or shop.>")), 10'000);
    const auto has = [this](const char *branch) {
        const auto &list = live().messages();
        for (int row = 0; row < list.rowCount(); ++row) {
            if (list.index(row, 0).data(SubjectRole).toByteArray().startsWith(branch))
                return true;
        }
        return false;
    };
    QTRY_VERIFY(has("logs.") && has("shop."));
}

void SubjectTourTest::menuExcludes()
{
    QVERIFY(click("iot"));
    QVERIFY(choose("iot", QStringLiteral("Exclude iot.>")));
    QTRY_COMPARE(live().filterText(), QStringLiteral("!iot.>"));
    QTRY_VERIFY_WITH_TIMEOUT(isListOnly(QStringLiteral("!iot.>")), 10'000);
}

void SubjectTourTest::rowUnderTheMouseHasActions()
{
    auto *actions = tree().findChild<SubjectActions *>();
    QVERIFY(actions);
    {
        const Still still(live());
        QVERIFY(RealInput::hover(tree().viewport(), at("user.get")));
        QTRY_VERIFY(actions->isVisible());
        const auto buttons = actions->findChildren<QToolButton *>();
        QCOMPARE(std::ranges::count_if(buttons, [](const QToolButton *button) { return button->isVisible(); }), 3);
        QVERIFY(RealInput::click(buttons.first()));
    }
    QTRY_COMPARE(live().filterText(), QStringLiteral("user.get"));
    QVERIFY(RealInput::hover(&live().table(), QPoint(200, 200)));
    QTRY_VERIFY(!actions->isVisible());
}

void SubjectTourTest::onlyABranchIsRecorded()
{
    auto &recorder = m_desktop->workspace().recorder();
    QSignalSpy finished(&recorder, &Recorder::finished);
    QVERIFY(click("shop"));
    QTRY_COMPARE(pane().currentSubject(), QByteArray("shop"));
    QVERIFY(choose("shop", QStringLiteral("Record only shop.>")));
    QTRY_VERIFY(recorder.isRecording());
    const auto path = recorder.path();
    QTRY_VERIFY_WITH_TIMEOUT(recorder.figures().messages >= 5 && recorder.figures().filtered > 5, 20'000);
    m_desktop->workspace().toggleRecording();
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 10'000);
    const auto reader = RecordingReader::open(path);
    QVERIFY(reader.isOk());
    std::size_t count = 0;
    const auto look = [&](const RecordedFacts &message) {
        const auto name = reader.value().subjectName(message.subject);
        count += name && name.value().starts_with("shop.") ? 1 : 0;
        return true;
    };
    QVERIFY(reader.value().visitFacts(look, 0, 1'000'000).isOk());
    QCOMPARE(count, std::size_t(reader.value().summary().value().messages));
}

QTEST_MAIN(SubjectTourTest)
#include "tst_subjecttour.moc"
