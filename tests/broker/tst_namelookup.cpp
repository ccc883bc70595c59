// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/cluster/namelookup_p.h"

#include <QTest>

#include <asio/error.hpp>

#include <future>
#include <optional>

using gnat::NameLookup;

namespace {

/// A system that does not answer before it is told to.
struct StuckSystem
{
    std::promise<void> go;
    std::shared_future<void> gone = go.get_future().share();

    NameLookup::System system() const
    {
        return [wait = gone](const std::string &, std::uint16_t, std::error_code &) {
            wait.wait();
            return NameLookup::Endpoints();
        };
    }
};

} // namespace

class TestNameLookup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thisMachine();
    void unknownName();
    void doesNotWaitForTheSystem();
    void notTooManyAtOnce();
};

void TestNameLookup::thisMachine()
{
    asio::io_context io;
    NameLookup lookup(io);
    NameLookup::Endpoints found;
    const auto work = asio::make_work_guard(io);
    lookup.find("localhost", 4222, [&](const std::error_code &error, const NameLookup::Endpoints &endpoints) {
        QVERIFY(!error);
        found = endpoints;
        io.stop();
    });
    QVERIFY(found.empty()); // never from within
    io.run_for(std::chrono::seconds(10));
    QVERIFY(!found.empty());
    QVERIFY(found.front().address().is_loopback());
    QCOMPARE(found.front().port(), quint16(4222));
}

void TestNameLookup::unknownName()
{
    asio::io_context io;
    NameLookup lookup(io, [](const std::string &, std::uint16_t, std::error_code &error) {
        error = asio::error::host_not_found;
        return NameLookup::Endpoints();
    });
    std::error_code told;
    const auto work = asio::make_work_guard(io);
    lookup.find("nowhere", 1, [&](const std::error_code &error, const NameLookup::Endpoints &) {
        told = error;
        io.stop();
    });
    io.run_for(std::chrono::seconds(10));
    QCOMPARE(told.value(), int(asio::error::host_not_found));
}

void TestNameLookup::doesNotWaitForTheSystem()
{
    StuckSystem stuck;
    const auto held = std::make_shared<int>(1);
    { // it would never end if it waited
        asio::io_context io;
        NameLookup lookup(io, stuck.system());
        lookup.find("slow", 1, [held](const std::error_code &, const NameLookup::Endpoints &) { QFAIL("too late"); });
        QCOMPARE(held.use_count(), 2L);
        io.poll();
    }
    QCOMPARE(held.use_count(), 1L); // what waited is gone with it, not with the thread
    stuck.go.set_value();
}

void TestNameLookup::notTooManyAtOnce()
{
    StuckSystem stuck;
    asio::io_context io;
    NameLookup lookup(io, stuck.system());
    int answered = 0;
    std::optional<std::error_code> refused;
    for (int i = 0; i < NameLookup::most; ++i)
        lookup.find("slow", 1, [&](const std::error_code &, const NameLookup::Endpoints &) { ++answered; });
    lookup.find("slow", 1, [&](const std::error_code &error, const NameLookup::Endpoints &) { refused = error; });
    io.poll();
    QCOMPARE(answered, 0);
    QVERIFY(refused && *refused == asio::error::try_again);
    stuck.go.set_value();
    const auto work = asio::make_work_guard(io);
    QTRY_VERIFY((io.restart(), io.poll(), answered == NameLookup::most));
    refused.reset();
    lookup.find("slow", 1, [&](const std::error_code &error, const NameLookup::Endpoints &) { refused = error; });
    QTRY_VERIFY((io.poll(), refused && !*refused));
}

QTEST_GUILESS_MAIN(TestNameLookup)
#include "tst_namelookup.moc"
