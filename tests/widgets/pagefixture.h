// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "resources/resources.h"
#include "support/qtwarnings.h"
#include "theme/themecontroller.h"
#include "workspace.h"

#include <QTest>

#include <memory>

namespace gnat::test {

/// A workspace with its theme, as main() makes it; on the embedded broker with or without demo traffic. A broker on a
/// free port, so that tests can run beside each other.
class PageFixture
{
public:
    PageFixture()
    {
        initResources();
        failOnQtWarnings();
        m_workspace = std::make_unique<Workspace>();
        m_theme = std::make_unique<ThemeController>(m_workspace->preferences());
    }

    Workspace &workspace() { return *m_workspace; }
    ThemeController &theme() { return *m_theme; }

    /// Null if the broker cannot be started.
    Connection *connectToBroker(const QStringList &subscriptions, bool withDemo)
    {
        BrokerOptions options;
        options.port = -1;
        if (!m_workspace->broker().start(options))
            return nullptr;
        if (withDemo)
            m_workspace->broker().startDemo();
        ConnectionProfile profile;
        profile.name = QStringLiteral("demo");
        profile.servers = QStringList{m_workspace->broker().clientUrl()};
        profile.subscriptions = subscriptions;
        auto *connection = m_workspace->connectTo(profile);
        const bool isUp = QTest::qWaitFor([&] { return connection->state() == ConnectionState::Connected; }, 10'000);
        return isUp ? connection : nullptr;
    }

private:
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<ThemeController> m_theme;
};

} // namespace gnat::test
