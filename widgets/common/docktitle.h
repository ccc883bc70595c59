// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/icons.h"

#include <QWidget>

class QHBoxLayout;
class QToolButton;

namespace gnat {

class ElidedLabel;
class TextLabel;

/// The 30 px title of a dock or pane: name, a quiet remark beside it ("61 seen"), buttons at the right. Give it to
/// QDockWidget::setTitleBarWidget(), or put it above a pane. GUI thread.
class DockTitle : public QWidget
{
    Q_OBJECT

public:
    explicit DockTitle(const QString &title, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    /// What does not fit ends in dots: a remark that grows widens no dock.
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
    TextLabel *m_title = nullptr;
    ElidedLabel *m_remark = nullptr;
    QHBoxLayout *m_row = nullptr;
    bool m_isInner = false;
};

} // namespace gnat
