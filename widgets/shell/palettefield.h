// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace gnat {

/// Looks like a search field with its key at the right, and opens the command palette when clicked. GUI thread.
class PaletteField final : public QAbstractButton
{
    Q_OBJECT

public:
    PaletteField(const QString &keys, QWidget *parent);

    QSize sizeHint() const override { return {238, 22}; }
    QSize minimumSizeHint() const override { return {120, 22}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_keys;
};

} // namespace gnat
