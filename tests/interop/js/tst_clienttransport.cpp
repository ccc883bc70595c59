// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "interop/clientscenarios.h"

#include <QTest>

using namespace gnat::test;

/// The npm client "@nats-io/transport-node", in each scenario on either server.
class ClientTransportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plays_data() { addScenarioRows(); }
    void plays()
    {
        playScenario(QStringLiteral("node"),
                     {QStringLiteral(GNAT_JS_FOLDER "/main.mjs"), QStringLiteral("@nats-io/transport-node")});
    }
};

QTEST_GUILESS_MAIN(ClientTransportTest)
#include "tst_clienttransport.moc"
