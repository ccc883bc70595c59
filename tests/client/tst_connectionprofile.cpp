// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
class T_connectionprofile : public QObject
{
    Q_OBJECT
};
QTEST_GUILESS_MAIN(T_connectionprofile)
#include "tst_connectionprofile.moc"
