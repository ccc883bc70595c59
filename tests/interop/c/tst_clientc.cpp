// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "interop/clientscenarios.h"

#include <QTest>

using namespace gnat::test;

/// The C client, libnats, in each scenario on either server.
class ClientCTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plays_data() { addScenarioRows(); }
    void plays() { playScenario(QStringLiteral(GNAT_BINARY_DIR "/bin/interopc")); }
};

QTEST_GUILESS_MAIN(ClientCTest)
#include "tst_clientc.moc"
