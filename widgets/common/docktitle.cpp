// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/docktitle.h"

#include "common/buttons.h"
#include "common/elidedlabel.h"
#include "common/textlabel.h"
#include "theme/theme.h"

#include <QHBoxLayout>
#include <QPainter>

namespace gnat {

DockTitle::DockTitle(const QString &title, QWidget *parent) : QWidget(parent)
{
    setFixedHeight(30);
    m_title = new TextLabel(title, TextRole::DockTitle, this);
    m_remark = new ElidedLabel(TextRole::Caption, this);
    m_row = new QHBoxLayout(this);
    m_row->setContentsMargins(12, 0, 6, 0);
    m_row->setSpacing(6);
    m_row->addWidget(m_title);
    m_row->addWidget(m_remark);
    m_row->addStretch(1);
}

void DockTitle::setTitle(const QString &title)
{
    m_title->setText(title);
}

void DockTitle::setRemark(const QString &remark)
{
    if (m_remark->text() != remark)
        m_remark->setWhole(remark);
}

QToolButton *DockTitle::addButton(const QString &iconName, const QString &name, const QString &keys)
{
    QToolButton *button = makeIconButton(iconName, name, this, IconTone::Hint, keys);
    m_row->addWidget(button);
    return button;
}

void DockTitle::addWidget(QWidget *widget)
{
    m_row->addWidget(widget);
}

void DockTitle::setInner(bool isInner)
{
    m_isInner = isInner;
    setFixedHeight(isInner ? 28 : 30);
    update();
}

void DockTitle::paintEvent(QPaintEvent * /*event*/)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.panel);
    if (!m_isInner)
        painter.fillRect(0, height() - 1, width(), 1, theme.line);
}

} // namespace gnat
