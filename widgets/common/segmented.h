// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QButtonGroup;

namespace gnat {

/// A choice of few, side by side: Tree | Text | Hex. Arrow keys move it. GUI thread.
class Segmented : public QWidget
{
    Q_OBJECT

public:
    /// `name` is for screen readers: what is chosen here ("View").
    Segmented(const QStringList &choices, const QString &name, QWidget *parent = nullptr);

    int current() const;
    /// -1: none of them. Does not emit.
    void setCurrent(int index);
    void setChoiceEnabled(int index, bool isEnabled);
    /// 24 px at the start; 28 in forms, 21 in popups.
    void setBarHeight(int height);

Q_SIGNALS:
    /// The user chose another.
    void currentChanged(int index);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QButtonGroup *m_group = nullptr;
};

} // namespace gnat
