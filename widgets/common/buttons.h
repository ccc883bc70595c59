// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/gnatstyle.h"
#include "theme/icons.h"

#include <QPushButton>
#include <QToolButton>

namespace gnat {

void setButtonKind(QPushButton *button, ButtonKind kind);
/// 24 px high with small text.
void setButtonSmall(QPushButton *button, bool isSmall = true);

/// A button that is an icon only, 22×22, with a name for screen readers that is also its tooltip. `keys` goes behind
/// it in the tooltip.
QToolButton *makeIconButton(const QString &iconName, const QString &name, QWidget *parent,
                            IconTone tone = IconTone::Hint, const QString &keys = {});

} // namespace gnat
