// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/limitfields.h"

#include <QHBoxLayout>
#include <QSpinBox>

namespace gnat {

QSpinBox *limitField(const QString &name, const QString &none, const QString &unit, int most, QWidget *parent)
{
    auto *spin = new QSpinBox(parent);
    spin->setAccessibleName(name);
    spin->setRange(0, most);
    spin->setSpecialValueText(none);
    spin->setSuffix(unit);
    return spin;
}

qint64 msOfMinutes(const QSpinBox &minutes)
{
    constexpr qint64 msPerMinute = 60'000;
    return minutes.value() * msPerMinute;
}

quint64 bytesOfMegabytes(const QSpinBox &megabytes)
{
    constexpr quint64 bytesPerMegabyte = 1'000'000;
    return static_cast<quint64>(megabytes.value()) * bytesPerMegabyte;
}

QWidget *sideBySide(const QList<QWidget *> &fields, QWidget *parent)
{
    auto *row = new QWidget(parent);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    for (auto *field : fields)
        layout->addWidget(field, 1);
    return row;
}

} // namespace gnat
