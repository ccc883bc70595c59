// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/wiresubject.h"

#include <QTest>

#include <array>

using namespace gnat;
using namespace std::string_view_literals;

namespace {

struct Case
{
    const char *name;
    std::string_view subject;
    bool isSubscribable;
    bool isPublishable;
};

constexpr std::array cases{Case{"plain", "a.b", true, true},
                           Case{"empty", "", false, false},
                           Case{"empty token", "a..b", false, false},
                           Case{"dot first", ".a", false, false},
                           Case{"dot last", "a.", false, false},
                           Case{"star", "a.*.b", true, false},
                           Case{"rest", "a.>", true, false},
                           Case{"rest inside", "a.>.b", false, false},
                           Case{"wildcards in words", "a*.>b", true, true},
                           Case{"zero byte", "a\0b"sv, true, true},
                           Case{"form feed", "a\fb", true, true},
                           Case{"CR", "a\rb", true, true},
                           Case{"binary", "\xff\x01", true, true}};

} // namespace

/// What nats-server was seen to take; tests/interop/sidebyside asks it.
class TestWireSubject : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesWhatNatsServerTakes_data();
    void takesWhatNatsServerTakes();
};

void TestWireSubject::takesWhatNatsServerTakes_data()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < static_cast<int>(cases.size()); ++i)
        QTest::newRow(cases.at(static_cast<std::size_t>(i)).name) << i;
}

void TestWireSubject::takesWhatNatsServerTakes()
{
    QFETCH(int, index);
    const auto &wanted = cases.at(static_cast<std::size_t>(index));
    QCOMPARE(isSubscribable(wanted.subject), wanted.isSubscribable);
    QCOMPARE(isPublishable(wanted.subject), wanted.isPublishable);
}

QTEST_GUILESS_MAIN(TestWireSubject)
#include "tst_wiresubject.moc"
