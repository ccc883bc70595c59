// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/buttons.h"

#include "theme/gnatstyle.h"

namespace gnat {

void setButtonKind(QPushButton *button, ButtonKind kind)
{
    button->setProperty(buttonKindProperty, static_cast<int>(kind));
    button->setAutoDefault(false);
    button->update();
}

void setButtonSmall(QPushButton *button, bool isSmall)
{
    button->setProperty(buttonSmallProperty, isSmall);
    button->updateGeometry();
    button->update();
}

QToolButton *makeIconButton(const QString &iconName, const QString &name, QWidget *parent, IconTone tone,
                            const QString &keys)
{
    auto *button = new QToolButton(parent);
    button->setIcon(icon(iconName, tone));
    button->setIconSize(QSize(14, 14));
    button->setAutoRaise(true);
    button->setFixedSize(22, 22);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(name);
    button->setToolTip(keys.isEmpty() ? name : QStringLiteral("%1 (%2)").arg(name, keys));
    return button;
}

} // namespace gnat
