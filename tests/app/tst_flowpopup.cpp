// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/segmented.h"
#include "desktop.h"
#include "items/messagelistmodel.h"
#include "live/livepage.h"
#include "resources/resources.h"
#include "settings/filterbook.h"
#include "shell/flowpopup.h"
#include "shell/page.h"
#include "shell/statuscell.h"
#include "traffic/messagelog.h"

#include <QLabel>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace gnat;

namespace {

constexpr int deadline = 20'000;

/// A figure as it stands there.
qint64 figure(const QWidget &popup, const char *name)
{
    const auto *label = popup.findChild<QLabel *>(QString::fromLatin1(name));
    QString digits;
    const auto text = label ? label->text() : QString();
    for (const auto character : text) {
        if (character.isDigit())
            digits += character;
    }
    const auto value = digits.toLongLong();
    return text.startsWith(QChar(0x2212)) ? -value : value;
}

/// Adds up what stands there, as a person with a pencil does; empty: it is right.
QString falseSum(const QWidget &popup)
{
    struct Sum
    {
        const char *whole;
        std::vector<const char *> parts;
    };
    const Sum sums[] = {{"Received", {"Copies", "Dropped", "OnTheWay", "Counted"}},
                        {"Counted", {"NoLongerKept", "StillKept"}},
                        {"KeptNow", {"LeftOut", "Refused", "Waiting", "Newer", "Shown"}}};
    for (const auto &[whole, parts] : sums) {
        qint64 sum = 0;
        QString text = QStringLiteral("%1 %2:").arg(QLatin1String(whole)).arg(figure(popup, whole));
        for (const auto *part : parts) {
            sum += figure(popup, part);
            text += QStringLiteral(" %1 %2").arg(QLatin1String(part)).arg(figure(popup, part));
        }
        if (sum != figure(popup, whole))
            return text;
    }
    return {};
}

} // namespace

/// "Where messages go" in the window, over the demo: what it shows adds up whatever the list does.
class FlowPopupTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void whileTheListMoves();
    void whilePaused();
    void withAFilterAndHiddenSubjects();
    void withAReplay();

private:
    LivePage &live() const { return *qobject_cast<LivePage *>(m_desktop->window().page(QStringLiteral("live"))); }
    /// By a click on the status bar, as since the start.
    FlowPopup *open() const;
    void looks(int times) const;

    QTemporaryDir m_folder;
    std::unique_ptr<Desktop> m_desktop;
};

void FlowPopupTest::initTestCase()
{
    initResources();
}

void FlowPopupTest::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    m_desktop = std::make_unique<Desktop>(true);
    m_desktop->workspace().preferences().setRecordingFolder(m_folder.path());
    m_desktop->window().resize(1440, 900);
    m_desktop->window().show();
    m_desktop->startDemo();
    QTRY_VERIFY_WITH_TIMEOUT(live().messages().rowCount() > 200, deadline);
}

void FlowPopupTest::cleanup()
{
    m_desktop.reset();
}

FlowPopup *FlowPopupTest::open() const
{
    const auto cells = m_desktop->window().findChildren<StatusCell *>();
    for (auto *cell : cells) {
        if (cell->isVisible() && cell->toolTip().contains(QStringLiteral("Where messages go")))
            QTest::mouseClick(cell, Qt::LeftButton);
        if (auto *popup = m_desktop->window().findChild<FlowPopup *>())
            return popup;
    }
    return nullptr;
}

/// At each turn of its clock, in both spans.
void FlowPopupTest::looks(int times) const
{
    const std::unique_ptr<FlowPopup> popup(open());
    QVERIFY(popup);
    auto *span = popup->findChild<Segmented *>();
    for (int i = 0; i < times; ++i) {
        QCOMPARE(falseSum(*popup), QString());
        span->setCurrent(1 - span->current());
        Q_EMIT span->currentChanged(span->current());
        QCOMPARE(falseSum(*popup), QString());
        const bool isSinceStart = span->current() == 1;
        QVERIFY(!isSinceStart || figure(*popup, "StillKept") == figure(*popup, "KeptNow"));
        QVERIFY(!isSinceStart || figure(*popup, "Received") > 200);
        const auto received = m_desktop->workspace().traffic().figures().received; // a look at each of many moments
        QTRY_VERIFY(m_desktop->workspace().traffic().figures().received != received);
    }
}

void FlowPopupTest::whileTheListMoves()
{
    looks(20);
    auto *connection = m_desktop->workspace().connections().all().front().get();
    QTimer fast; // a thousand a second: too fast to be read
    connect(&fast, &QTimer::timeout, this, [connection] {
        for (int i = 0; i < 10; ++i)
            QVERIFY(connection->publish({"fast.message", {}, {}, "x"}).isOk());
    });
    fast.start(10);
    QTRY_VERIFY(live().messages().figures().leftOut > 100);
    looks(5);
}

void FlowPopupTest::whilePaused()
{
    live().setPaused(true);
    QTRY_VERIFY(live().messages().figures().newer > 50);
    looks(10);
    const std::unique_ptr<FlowPopup> popup(open());
    QVERIFY(popup);
    QVERIFY(figure(*popup, "Newer") > 50);
    QCOMPARE(figure(*popup, "Refused"), 0); // there is no filter
}

void FlowPopupTest::withAFilterAndHiddenSubjects()
{
    live().setFilterText(QStringLiteral("iot.>"));
    looks(5);
    QTRY_VERIFY(live().messages().figures().refused > 20);
    live().setPaused(true);
    QTRY_VERIFY(live().messages().figures().newer > 20);
    looks(5);
    live().setPaused(false);
    live().setFilterText({});
    m_desktop->workspace().filters().hide({QStringLiteral("logs.>")});
    looks(5);
    QTRY_VERIFY(live().messages().figures().refused > 20);
    const std::unique_ptr<FlowPopup> popup(open());
    QVERIFY(popup);
    QVERIFY(figure(*popup, "Refused") > 20);
    QVERIFY(figure(*popup, "Shown") > 20);
}

void FlowPopupTest::withAReplay()
{
    auto &workspace = m_desktop->workspace();
    workspace.startRecording();
    const auto path = workspace.recorder().path();
    QTRY_VERIFY_WITH_TIMEOUT(workspace.recorder().figures().messages > 300, deadline);
    workspace.stopRecording();
    QTRY_VERIFY(!workspace.recorder().isRecording());
    ReplayOptions options;
    options.path = path;
    options.pace = ReplayPace::rate(1'000);
    QSignalSpy ended(&workspace.replayer(), &Replayer::finished);
    QVERIFY(workspace.replayer().play(options, workspace.replayTarget({.source = replayedSource})));
    looks(5);
    QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, deadline);
    looks(2);
    QVERIFY(workspace.traffic().figures().replayed > 100);
}

QTEST_MAIN(FlowPopupTest)
#include "tst_flowpopup.moc"
