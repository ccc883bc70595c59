// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/icons.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace gnat {

/// The 30 px title of a dock or pane: name, a quiet remark beside it ("61 seen"), buttons at the right. Give it to
/// QDockWidget::setTitleBarWidget(), or put it above a pane. GUI thread.
class DockTitle : public QWidget
{
    Q_OBJECT

public:
    explicit DockTitle(const QString &title, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setRemark(const QString &remark);
    /// A button at the right end; the caller connects it.
    QToolButton *addButton(const QString &iconName, const QString &name, const QString &keys = {});
    void addWidget(QWidget *widget);
    /// Without a line below and lower (28 px), as inside a dock.
    void setInner(bool isInner);

    /// A dock places its content below what this says.
    QSize sizeHint() const override { return {QWidget::sizeHint().width(), maximumHeight()}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_title = nullptr;
    QLabel *m_remark = nullptr;
    QHBoxLayout *m_row = nullptr;
    bool m_isInner = false;
};

} // namespace gnat
