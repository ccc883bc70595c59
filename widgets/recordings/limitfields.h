// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

class QSpinBox;
class QWidget;

namespace gnat {

/// A field for a limit up to `most`; 0 is shown as `none`. `name` is for those who hear the window.
QSpinBox *limitField(const QString &name, const QString &none, const QString &unit, int most, QWidget *parent);
/// The value of a field of minutes in ms, and of one of megabytes in bytes.
qint64 msOfMinutes(const QSpinBox &minutes);
quint64 bytesOfMegabytes(const QSpinBox &megabytes);

/// A row of a form with several fields side by side.
QWidget *sideBySide(const QList<QWidget *> &fields, QWidget *parent);

} // namespace gnat
