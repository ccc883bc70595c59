// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRegularExpression>
#include <QTest>

namespace gnat::test {

/// Makes every Qt warning (but one of the offscreen platform about itself) fail the running test function, except those
/// declared with QTest::ignoreMessage(). Qt forgets it after each test function: call it in init().
inline void failOnQtWarnings()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support propagateSizeHints).")));
}

} // namespace gnat::test
