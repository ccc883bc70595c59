// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codecs/payloadcodec.h"
#include "core/batchbuilder.h"
#include "engine.h"
#include "flow/dropledger.h"
#include "items/messagelistmodel.h"
#include "messages/messagetable.h"
#include "resources/resources.h"
#include "settings/preferences.h"
#include "theme/themecontroller.h"
#include "traffic/messagelog.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QStandardPaths>
#include <QTest>

#include <optional>

namespace gnat::test {

/// A message list over a log, in a window of its own, with the model tester on; preferences in a folder for tests.
struct MessageListFixture
{
    MessageListFixture()
    {
        initResources();
        failOnOurWarnings();
        log.setBudget(64'000'000);
        model.setSource(&log);
        table.setModel(&model);
        table.resize(1100, 400);
    }

    /// Once the list is to be seen.
    bool show()
    {
        table.show();
        table.activateWindow();
        table.setFocus();
        return QTest::qWaitForWindowActive(&table);
    }

    /// Message n on "s.<n>" or `subject`; one batch, one frame.
    void append(int count, const std::string &payload = "x", const std::string &subject = {})
    {
        BatchBuilder builder{SourceId(1)};
        for (int i = 0; i < count; ++i, ++sent) {
            const auto name = subject.empty() ? "s." + std::to_string(sent) : subject;
            QVERIFY(builder.append({name, {}, {}, payload}, startNs + 1'000'000LL * sent, SubscriptionId(1)));
        }
        log.append(builder.take(firstOfNext()));
        log.announce();
    }

    void append(const MessageParts &message)
    {
        BatchBuilder builder{SourceId(1)};
        QVERIFY(builder.append(message, startNs + 1'000'000LL * sent, SubscriptionId(1)));
        log.append(builder.take(firstOfNext()));
        ++sent;
        log.announce();
    }

    std::uint64_t firstOfNext() const { return log.end() + 1; }

    static constexpr std::int64_t startNs = 1'700'000'000'000'000'000;
    Preferences preferences;
    ThemeController theme{preferences};
    CodecRegistry codecs;
    DropLedger ledger;
    MessageLog log{ledger};
    MessageListModel model{codecs, [](SourceId) {
                               return QStringLiteral("demo");
                           }};
    std::optional<QAbstractItemModelTester> tester{std::in_place, &model,
                                                   QAbstractItemModelTester::FailureReportingMode::Fatal};
    MessageTable table;
    int sent = 0;
};

} // namespace gnat::test
