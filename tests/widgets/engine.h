// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connectionset.h"
#include "flow/dropledger.h"
#include "flow/fanout.h"
#include "flow/frameticker.h"
#include "recording/recordingset.h"
#include "settings/filterbook.h"
#include "settings/preferences.h"
#include "shell/windowparts.h"
#include "theme/themecontroller.h"
#include "traffic/trafficview.h"

#include <QRegularExpression>
#include <QTest>
#include <QWidget>

namespace gnat::test {

/// The engine as the program has it, without the broker.
struct Engine
{
    Fanout fanout;
    DropLedger ledger;
    FrameTicker ticker;
    Preferences preferences;
    FilterBook filters{preferences};
    ThemeController theme{preferences};
    TrafficView view{fanout, ledger, ticker};
    RecordingSet recordings{fanout};
    ConnectionSet connections{fanout, ledger};

    WindowParts parts() { return {connections, view, ledger, ticker, recordings, preferences, filters, theme}; }
};

/// The visible widget that is called so, by its text or for screen readers; null if there is none.
template <typename Widget>
Widget *named(const QWidget &window, const QString &name)
{
    const auto all = window.findChildren<Widget *>();
    for (Widget *widget : all) {
        if (widget->isVisible() && (widget->text() == name || widget->accessibleName() == name))
            return widget;
    }
    return nullptr;
}

/// What Qt's offscreen platform says of dialogs and popups is no warning about us. Call it in init().
inline void failOnOurWarnings()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
}

/// Pictures of what a test sees, for people: GNAT_SHOTS names the folder.
inline void shoot(QWidget &window, const QString &name)
{
    const QString folder = qEnvironmentVariable("GNAT_SHOTS");
    if (folder.isEmpty())
        return;
    QTest::qWait(50);
    window.grab().save(QStringLiteral("%1/%2.png").arg(folder, name));
}

} // namespace gnat::test
