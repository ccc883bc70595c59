// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/replaykeys.h"

#include <QKeyEvent>
#include <QWidget>

namespace gnat {

namespace {
constexpr auto keepsHomeProperty = "gnatKeepsHome";

/// Once for each time that the key goes down: held, it would go to and fro.
bool toggles(ReplayKey key)
{
    return key == ReplayKey::Play || key == ReplayKey::Loop || key == ReplayKey::Bookmark;
}
} // namespace

std::optional<ReplayKey> replayKeyOf(const QKeyEvent &event)
{
    const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
    // What Shift makes of a full stop depends on the keyboard, and so does whether "+" needs it.
    if (modifiers == Qt::ShiftModifier &&
        (event.key() == Qt::Key_Period || event.key() == Qt::Key_Greater || event.key() == Qt::Key_Colon))
        return ReplayKey::StepSent;
    if (modifiers == Qt::ShiftModifier && (event.key() == Qt::Key_Plus || event.key() == Qt::Key_Equal))
        return ReplayKey::ZoomIn;
    if (modifiers != Qt::NoModifier)
        return std::nullopt;
    switch (event.key()) {
    case Qt::Key_Space:
        return ReplayKey::Play;
    case Qt::Key_Comma:
        return ReplayKey::Back;
    case Qt::Key_Period:
        return ReplayKey::Step;
    case Qt::Key_Home:
        return ReplayKey::Start;
    case Qt::Key_End:
        return ReplayKey::End;
    case Qt::Key_L:
        return ReplayKey::Loop;
    case Qt::Key_I:
        return ReplayKey::SetA;
    case Qt::Key_O:
        return ReplayKey::SetB;
    case Qt::Key_B:
        return ReplayKey::Bookmark;
    case Qt::Key_Minus:
        return ReplayKey::ZoomOut;
    case Qt::Key_Equal:
    case Qt::Key_Plus:
        return ReplayKey::ZoomIn;
    default:
        return std::nullopt;
    }
}

void ReplayKeys::listenTo(QWidget *widget, bool keepsHome)
{
    widget->setProperty(keepsHomeProperty, keepsHome);
    widget->installEventFilter(this);
}

bool ReplayKeys::eventFilter(QObject *watched, QEvent *event)
{
    const bool isOverride = event->type() == QEvent::ShortcutOverride;
    if (!isOverride && event->type() != QEvent::KeyPress)
        return QObject::eventFilter(watched, event);
    const auto &pressing = *static_cast<QKeyEvent *>(event);
    const auto key = replayKeyOf(pressing);
    const bool isHome = key == ReplayKey::Start || key == ReplayKey::End;
    if (!key || (isHome && watched->property(keepsHomeProperty).toBool()))
        return QObject::eventFilter(watched, event);
    event->accept();
    const bool isHeld = pressing.isAutoRepeat() && toggles(*key);
    if (!isOverride && !isHeld)
        Q_EMIT pressed(*key);
    return true;
}

} // namespace gnat
