// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/emptystate.h"

#include "common/buttons.h"
#include "common/textlabel.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QEvent>
#include <QVBoxLayout>

namespace gnat {

EmptyState::EmptyState(QWidget *parent) : QWidget(parent)
{
    m_icon = new QLabel(this);
    m_icon->setAlignment(Qt::AlignHCenter);
    m_title = new TextLabel({}, TextRole::Body, this);
    m_title->setAlignment(Qt::AlignHCenter);
    m_title->setFont(uiFont(px::body, QFont::Medium));
    m_text = new TextLabel({}, TextRole::Caption, this);
    m_text->setFont(uiFont(px::small));
    m_text->setAlignment(Qt::AlignHCenter);
    m_text->setWordWrap(true);
    m_text->setMaximumWidth(420);
    m_button = new QPushButton(this);
    setButtonSmall(m_button);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 8, 16, 8);
    column->setSpacing(5);
    column->addStretch(1);
    column->addWidget(m_icon, 0, Qt::AlignHCenter);
    column->addSpacing(4);
    column->addWidget(m_title);
    // A label with word wrap only gets its height for width when it fills its cell: centred by stretches.
    auto *middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(m_text, 100);
    middle->addStretch(1);
    column->addLayout(middle);
    column->addSpacing(5);
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    column->addStretch(1);

    connect(m_button, &QPushButton::clicked, this, &EmptyState::buttonClicked);
    connect(m_text, &QLabel::linkActivated, this, &EmptyState::linkActivated);
}

void EmptyState::set(const QString &iconName, const QString &title, const QString &text, const QString &button)
{
    m_iconName = iconName;
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    m_button->setText(button);
    m_button->setVisible(!button.isEmpty());
    refreshIcon();
}

void EmptyState::refreshIcon()
{
    if (!m_iconName.isEmpty())
        m_icon->setPixmap(iconPixmap(m_iconName, themeOf(this).text3, 24, devicePixelRatioF()));
}

void EmptyState::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refreshIcon();
}

} // namespace gnat
