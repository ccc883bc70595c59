// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/fieldpane.h"
#include "charts/graphpane.h"
#include "core/batchbuilder.h"
#include "core/clock.h"
#include "items/messagelistmodel.h"
#include "items/payloadmodel.h"
#include "items/roles.h"
#include "items/subjecttreemodel.h"
#include "live/gapspane.h"
#include "live/livepage.h"
#include "live/subscriptionspane.h"
#include "live/talkerspane.h"
#include "messages/messagetable.h"
#include "pagefixture.h"
#include "payload/messagedetails.h"
#include "payload/payloadview.h"
#include "subjects/subjectspane.h"
#include "traffic/messagelog.h"

#include <QSignalSpy>
#include <QTableView>
#include <QTimer>
#include <QTreeView>

#include <cmath>

using namespace gnat;

namespace {
constexpr int deadline = 15'000;
}

/// The Live page on real traffic of the embedded broker.
class LivePageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_page.reset(); // cleanup() is not called when init() failed
        m_fixture = std::make_unique<test::PageFixture>();
        makePage();
    }

    void cleanup()
    {
        if (m_page)
            m_page->setFilterText({}); // the next page would take it up
        m_page.reset();
        m_fixture.reset();
    }

    void demoFillsListAndTree()
    {
        QVERIFY(m_fixture->connectToBroker({QStringLiteral(">")}, true));
        QTRY_VERIFY_WITH_TIMEOUT(m_page->messages().rowCount() > 50, deadline);
        QTRY_VERIFY_WITH_TIMEOUT(m_page->subjects().model()->subjectsSeen() > 10, deadline);
        QVERIFY(m_page->isFollowing());
    }

    void filterNarrowsRowsAndAWrongOneKeepsTheLast()
    {
        QVERIFY(m_fixture->connectToBroker({QStringLiteral(">")}, true));
        QTRY_VERIFY_WITH_TIMEOUT(m_page->messages().rowCount() > 50, deadline);
        QSignalSpy errors(m_page.get(), &Page::filterErrorChanged);
        m_page->setFilterText(QStringLiteral("logs.>"));
        QTRY_VERIFY_WITH_TIMEOUT(m_page->messages().rowCount() > 5, deadline);
        QVERIFY(errors.isEmpty());
        QVERIFY(onlyUnder("logs."));
        m_page->setFilterText(QStringLiteral("logs.>.error"));
        QCOMPARE(errors.size(), 1);
        QCOMPARE(errors.first().first().value<FilterError>().position, 5);
        QVERIFY(m_page->messages().rowCount() > 5);
        QVERIFY(onlyUnder("logs."));
        m_page->setFilterText({});
        QCOMPARE(errors.last().first().value<FilterError>().message, QString());
        QTRY_VERIFY_WITH_TIMEOUT(!onlyUnder("logs."), deadline);
    }

    void hiddenSubjectsLeaveTreeAndList()
    {
        QVERIFY(m_fixture->connectToBroker({QStringLiteral("logs.>"), QStringLiteral("iot.>")}, true));
        QTRY_VERIFY_WITH_TIMEOUT(m_page->messages().rowCount() > 50, deadline);
        auto &hidden = m_page->subjects().hidden();
        hidden.hide({QStringLiteral("iot.>")});
        QTRY_VERIFY_WITH_TIMEOUT(m_page->messages().rowCount() > 5, deadline);
        QVERIFY(onlyUnder("logs."));
        const int before = m_page->messages().rowCount();
        QTRY_VERIFY_WITH_TIMEOUT(m_page->messages().rowCount() > before + 5, deadline);
        QVERIFY(onlyUnder("logs."));
        hidden.hide({QStringLiteral(">")});
        QTRY_COMPARE_WITH_TIMEOUT(m_page->messages().rowCount(), 0, deadline);
        hidden.showEverything();
        QTRY_VERIFY_WITH_TIMEOUT(m_page->messages().rowCount() > before, deadline);
        QVERIFY(!onlyUnder("logs."));
    }

    void pauseHoldsTheListStill()
    {
        QVERIFY(m_fixture->connectToBroker({QStringLiteral(">")}, true));
        QTRY_VERIFY_WITH_TIMEOUT(m_page->messages().rowCount() > 50, deadline);
        m_page->setPaused(true);
        const int rows = m_page->messages().rowCount();
        QTRY_VERIFY_WITH_TIMEOUT(m_fixture->workspace().traffic().pausedCount() > 20, deadline);
        QCOMPARE(m_page->messages().rowCount(), rows);
        m_page->setPaused(false);
        QTRY_VERIFY_WITH_TIMEOUT(m_page->messages().rowCount() > rows, deadline);
    }

    void pauseCountsWhatTheFilterLetsPass()
    {
        auto *connection = m_fixture->connectToBroker({QStringLiteral(">")}, true);
        QVERIFY(connection);
        m_page->setFilterText(QStringLiteral("lab.probe"));
        QTRY_VERIFY_WITH_TIMEOUT(!m_page->messages().isFiltering(), deadline);
        m_page->setPaused(true);
        auto &traffic = m_fixture->workspace().traffic();
        QTRY_VERIFY_WITH_TIMEOUT(traffic.pausedCount() > 20, deadline);
        QCOMPARE(m_page->messages().newerCount(), quint64{0});
        for (int i = 0; i < 3; ++i)
            QVERIFY(connection->publish({"lab.probe", {}, {}, "x"}));
        QTRY_COMPARE_WITH_TIMEOUT(m_page->messages().newerCount(), quint64{3}, deadline);
        QCOMPARE(m_page->messages().rowCount(), 0);
        m_page->setPaused(false);
        QTRY_COMPARE_WITH_TIMEOUT(m_page->messages().rowCount(), 3, deadline);
    }

    void subTermsKnowLaterSubscriptions()
    {
        const auto *connection = m_fixture->connectToBroker({QStringLiteral("logs.>")}, true);
        QVERIFY(connection);
        QTRY_VERIFY_WITH_TIMEOUT(m_page->messages().rowCount() > 5, deadline);
        m_page->setFilterText(QStringLiteral("sub:shop.>")); // there is none: the list stays as it was
        QVERIFY(m_page->messages().rowCount() > 5);
        m_page->subscriptions().subscribe(connection->id(), "shop.>");
        QTRY_VERIFY_WITH_TIMEOUT(m_page->messages().rowCount() > 0 && onlyUnder("shop."), deadline);
    }

    void theFilterInForceComesBack()
    {
        m_page->setFilterText(QStringLiteral("shop.>"));
        m_page->setFilterText(QStringLiteral("shop.> (")); // not in force
        makePage();
        QCOMPARE(m_page->filterText(), QStringLiteral("shop.>"));
        QVERIFY(m_page->messages().isFiltered());
    }

    void anEmptyFieldFiltersNothingWhateverWasTypedBefore()
    {
        const auto *connection = m_fixture->connectToBroker({QStringLiteral("shop.>"), QStringLiteral("logs.>")}, true);
        QVERIFY(connection);
        m_page->setFilterText(QStringLiteral("sub:shop.>"));
        QTRY_VERIFY_WITH_TIMEOUT(m_page->messages().rowCount() > 0 && onlyUnder("shop."), deadline);
        m_page->setFilterText(QStringLiteral("sub:shop.> (")); // no filter: the last one stays
        m_page->subscriptions().subscribe(connection->id(), "iot.>");
        QTRY_VERIFY_WITH_TIMEOUT(connection->subscriptions().size() == 3, deadline);
        QVERIFY(m_page->messages().isFiltered());
        m_page->setFilterText({});
        QVERIFY(!m_page->messages().isFiltered());
        QTRY_VERIFY_WITH_TIMEOUT(m_page->messages().rowCount() > 0 && !onlyUnder("shop."), deadline);
    }

    void selectedRowShowsItsPayloadAndHoldsTheList()
    {
        QVERIFY(m_fixture->connectToBroker({QStringLiteral("shop.>")}, true));
        QTRY_VERIFY_WITH_TIMEOUT(m_page->messages().rowCount() > 3, deadline);
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        m_page->table().setFocus();
        m_page->table().setCurrentIndex(m_page->messages().index(1, 0));
        QVERIFY(!m_page->details().message().isEmpty());
        QVERIFY(m_page->details().payload().payload().startsWith('{'));
        QVERIFY(!m_page->isFollowing());
        QTRY_VERIFY_WITH_TIMEOUT(m_page->table().newerRows() > 0, deadline);
        QTest::keyClick(&m_page->table(), Qt::Key_End);
        QVERIFY(m_page->isFollowing());
    }

    void aFastListIsASampleUntilItIsPaused()
    {
        auto &workspace = m_fixture->workspace();
        const auto publish = [&] {
            BatchBuilder builder{SourceId(9)};
            for (int i = 0; i < 1000; ++i)
                QVERIFY(builder.append({"fast.subject", {}, {}, "x"}, wallNanoseconds(), SubscriptionId(1)));
            workspace.fanout().publish(builder.take());
        };
        QTimer load;
        connect(&load, &QTimer::timeout, this, publish);
        load.start(20);
        QTRY_VERIFY_WITH_TIMEOUT(m_page->isListSampled(), deadline);
        QVERIFY2(m_page->listState().startsWith(QStringLiteral("List shows 1 in ")), qPrintable(m_page->listState()));
        QTRY_VERIFY_WITH_TIMEOUT(quint64(m_page->messages().rowCount()) * 3 < workspace.traffic().log().count(),
                                 deadline);
        m_page->setPaused(true);
        const auto atPause = m_page->messages().rowCount();
        QVERIFY(!m_page->isListSampled());
        QCOMPARE(m_page->listState(), QStringLiteral("List shows every message"));
        QTRY_VERIFY_WITH_TIMEOUT(workspace.traffic().pausedCount() > 5000, deadline);
        QCOMPARE(m_page->messages().rowCount(), atPause);
        QCOMPARE(m_page->messages().position(atPause - 1), quint64(atPause - 1)); // every message so far has its row
        load.stop();
        m_page->setPaused(false);
    }

    void subjectInTheTreeShowsItsLatestMessage()
    {
        QVERIFY(m_fixture->connectToBroker({QStringLiteral("iot.>")}, true));
        auto *model = m_page->subjects().model();
        QTRY_VERIFY_WITH_TIMEOUT(model->rowCount(model->index(0, 0)) > 0, deadline);
        const auto iot = model->index(0, 0, model->index(0, 0));
        QCOMPARE(iot.data(SubjectRole).toByteArray(), QByteArray("iot"));
        m_page->subjects().tree()->setCurrentIndex(iot);
        QVERIFY(!m_page->details().message().isEmpty());
        QCOMPARE(m_page->details().payload().format(), QStringLiteral("msgpack"));
        const auto first = m_page->details().message().view().sequence;
        QTRY_VERIFY_WITH_TIMEOUT(m_page->details().message().view().sequence > first, deadline);
    }

    void fieldIsPlottedAndItsPointsLeadBack()
    {
        QVERIFY(m_fixture->connectToBroker({QStringLiteral("iot.>")}, true));
        QTRY_VERIFY_WITH_TIMEOUT(m_page->messages().rowCount() > 60, deadline);
        m_page->table().setCurrentIndex(m_page->messages().index(1, 0));
        const auto opened = m_page->details().message().view();
        auto *fields = m_page->details().payload().tree();
        const auto temperature = rowOf(*fields->model(), QStringLiteral("temp_c"));
        QVERIFY(temperature.isValid());
        const auto icon = fields->visualRect(temperature.siblingAtColumn(PayloadModel::Type)).topLeft() + QPoint(8, 11);
        QTest::mouseClick(fields->viewport(), Qt::LeftButton, {}, icon);
        auto &graphs = m_page->graphs();
        QCOMPARE(graphs.fields()->charts().size(), 1);
        auto *chart = graphs.fields()->charts().first();
        const int line = chart->lines().first();
        QCOMPARE(chart->lineName(line), QString::fromUtf8(opened.subject.data(), qsizetype(opened.subject.size())) +
                                            QStringLiteral(" temp_c"));
        // Of the past, too: the message that was open has its point.
        QTRY_VERIFY_WITH_TIMEOUT(chart->allPoints(line).times.size() > 3, deadline);
        m_page->table().setCurrentIndex(m_page->messages().index(0, 0));
        QVERIFY(m_page->details().message().view().sequence != opened.sequence);
        Q_EMIT chart->pointClicked(line, opened.atNs, std::nan(""));
        QCOMPARE(m_page->details().message().view().sequence, opened.sequence);
        QCOMPARE(m_page->table().currentMessage().view().sequence, opened.sequence);
        QVERIFY(!m_page->isFollowing());
        // P takes it away again.
        fields->setCurrentIndex(rowOf(*fields->model(), QStringLiteral("temp_c")));
        QTest::keyClick(fields, Qt::Key_P);
        QVERIFY(graphs.fields()->isEmpty());
    }

    void plotsComeBackWithTheirConnection()
    {
        const auto *connection = m_fixture->connectToBroker({QStringLiteral("iot.>")}, false);
        QVERIFY(connection);
        auto &graphs = m_page->graphs();
        graphs.pin(connection->id(), "iot.*.telemetry");
        graphs.pin({}, "shop.>");
        graphs.pinField({connection->id(), "iot.pump-07.telemetry", QStringLiteral("temp_c")});
        graphs.setUnit(RateLine::Unit::Bytes);
        graphs.window().setSeconds(300);
        makePage();
        const auto pins = m_page->graphs().pins();
        QCOMPARE(pins.size(), 3);
        QCOMPARE(m_page->graphs().unit(), RateLine::Unit::Bytes);
        QCOMPARE(m_page->graphs().window().seconds(), 300);
        const auto has = [&pins](SourceId source, const char *pattern, const QString &path) {
            return std::any_of(pins.begin(), pins.end(), [&](const GraphPane::Pin &pin) {
                return pin.source == source && pin.pattern == pattern && pin.path.value_or(QString()) == path;
            });
        };
        QVERIFY(has({}, "shop.>", {}));
        QVERIFY(has(connection->id(), "iot.*.telemetry", {}));
        QVERIFY(has(connection->id(), "iot.pump-07.telemetry", QStringLiteral("temp_c")));
        // The same name opened anew is the same connection to the user.
        auto profile = connection->profile();
        m_fixture->workspace().connections().remove(connection->id());
        const auto *again = m_fixture->workspace().connectTo(profile);
        const auto now = m_page->graphs().pins();
        QCOMPARE(now.size(), 3);
        QCOMPARE(std::count_if(now.begin(), now.end(), [&](const auto &pin) { return pin.source == again->id(); }), 2);
    }

    void talkersAndGapsOfTheDemo()
    {
        QVERIFY(m_fixture->connectToBroker({QStringLiteral(">")}, true));
        QTRY_VERIFY_WITH_TIMEOUT(m_page->messages().rowCount() > 60, deadline);
        auto &time = m_page->time();
        time.setCurrentWidget(&time.talkers());
        auto *rows = time.talkers().table()->model();
        QTRY_VERIFY_WITH_TIMEOUT(rows->rowCount() > 5, deadline);
        for (int row = 1; row < rows->rowCount(); ++row)
            QVERIFY(rows->index(row - 1, 1).data(SortRole).toDouble() >= rows->index(row, 1).data(SortRole).toDouble());
        const auto busiest = rows->index(0, 0).data().toString();
        QTest::keyClick(time.talkers().table(), Qt::Key_Down);
        Q_EMIT time.talkers().table()->activated(rows->index(0, 0));
        QVERIFY2(m_page->filterText().endsWith(busiest), qPrintable(m_page->filterText()));
        m_page->setFilterText({});
        QTRY_VERIFY_WITH_TIMEOUT(m_page->messages().rowCount() > 60, deadline);
        m_page->table().setCurrentIndex(m_page->messages().index(1, 0));
        QCOMPARE(time.gaps().figures().count, std::uint64_t{0}); // hidden: nothing is looked at
        time.setCurrentWidget(&time.gaps());
        QTRY_VERIFY_WITH_TIMEOUT(time.gaps().figures().count > 2, deadline);
        QVERIFY(time.gaps().figures().longest >= time.gaps().figures().shortest);
    }

    void nothingIsSubscribedUnasked()
    {
        auto *connection = m_fixture->connectToBroker({}, true);
        QVERIFY(connection);
        QVERIFY(connection->subscriptions().isEmpty());
        m_page->subscriptions().subscribe(connection->id(), "not..valid");
        QVERIFY(!m_page->subscriptions().problem().isEmpty());
        QVERIFY(connection->subscriptions().isEmpty());
        m_page->subscriptions().subscribe(connection->id(), "shop.>");
        QCOMPARE(m_page->subscriptions().problem(), QString());
        QCOMPARE(connection->subscriptions().size(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(m_page->messages().rowCount() > 0, deadline);
        QVERIFY(onlyUnder("shop."));
    }

private:
    void makePage()
    {
        m_page.reset();
        auto &workspace = m_fixture->workspace();
        m_page = std::make_unique<LivePage>(workspace.connections(), workspace.traffic(), workspace.codecs(),
                                            workspace.history(), workspace.ticker(), workspace.preferences(),
                                            workspace.analysis());
        m_page->resize(1300, 760);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }

    static QModelIndex rowOf(const QAbstractItemModel &model, const QString &key)
    {
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.index(row, 0).data().toString() == key)
                return model.index(row, 0);
        }
        return {};
    }

    bool onlyUnder(const QByteArray &prefix) const
    {
        const auto &messages = m_page->messages();
        for (int row = 0; row < messages.rowCount(); ++row) {
            if (!messages.index(row, 0).data(SubjectRole).toByteArray().startsWith(prefix))
                return false;
        }
        return true;
    }

    std::unique_ptr<test::PageFixture> m_fixture;
    std::unique_ptr<LivePage> m_page;
};

QTEST_MAIN(LivePageTest)
#include "tst_livepage.moc"
