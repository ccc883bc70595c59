// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "interop/clientscenarios.h"

#include <QTest>

using namespace gnat::test;

/// The npm client "nats", in each scenario on either server.
class ClientJsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plays_data() { addScenarioRows(); }
    void plays()
    {
        playScenario(QStringLiteral("node"), {QStringLiteral(GNAT_JS_FOLDER "/main.mjs"), QStringLiteral("nats")});
    }
};

QTEST_GUILESS_MAIN(ClientJsTest)
#include "tst_clientjs.moc"
