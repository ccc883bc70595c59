// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace gnat {

/// A toolbar button: icon and word, 28 px high; tinted while on. GUI thread.
class BarButton : public QToolButton
{
    Q_OBJECT

public:
    BarButton(const QString &iconName, const QString &text, QWidget *parent = nullptr);

    void setLook(const QString &iconName, const QString &text);
    /// Red while on, and a red icon: the record button.
    void setAlarming(bool isAlarming);
    /// A chevron at the right: the button has a menu.
    void setHasArrow(bool hasArrow);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_iconName;
    bool m_isAlarming = false;
    bool m_hasArrow = false;
};

} // namespace gnat
