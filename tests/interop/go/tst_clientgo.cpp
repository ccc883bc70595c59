// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "interop/clientscenarios.h"

#include <QTest>

using namespace gnat::test;

/// The Go client, nats.go, in each scenario on either server.
class ClientGoTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plays_data() { addScenarioRows(); }
    void plays() { playScenario(QStringLiteral(GNAT_BINARY_DIR "/bin/interopgo")); }
};

QTEST_GUILESS_MAIN(ClientGoTest)
#include "tst_clientgo.moc"
