// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <optional>

class QKeyEvent;

namespace gnat {

/// What a single key asks of a replay.
enum class ReplayKey { Play, Back, Step, StepSent, Start, End, Loop, SetA, SetB, Bookmark, ZoomIn, ZoomOut };

/// Nothing: the key means nothing here.
std::optional<ReplayKey> replayKeyOf(const QKeyEvent &event);

/// The single keys of a replay, for the widgets that they act in: Space, `,` and `.`, Shift+`.`, Home, End, L, I, O, B,
/// `-`, `=` and `+`. They go before what these widgets do with them; text fields keep theirs. GUI thread.
class ReplayKeys final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// `keepsHome`: Home and End stay the widget's own, as in a list.
    void listenTo(QWidget *widget, bool keepsHome = false);

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void pressed(gnat::ReplayKey key);
};

} // namespace gnat
