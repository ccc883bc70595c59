// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/textlabel.h"

#include "theme/fonts.h"
#include "theme/theme.h"

#include <QEvent>

namespace gnat {

namespace {

QFont fontOf(TextRole role)
{
    switch (role) {
    case TextRole::Body:
    case TextRole::Secondary:
    case TextRole::Error:
        return uiFont(px::body);
    case TextRole::Title:
        return uiFont(px::title, QFont::DemiBold);
    case TextRole::Heading:
        return uiFont(px::body, QFont::DemiBold);
    case TextRole::DockTitle:
        return uiFont(px::small, QFont::DemiBold);
    case TextRole::Small:
    case TextRole::ErrorSmall:
        return uiFont(px::small);
    case TextRole::Caption:
        return uiFont(px::caption);
    case TextRole::Mono:
        return monoFont(px::data);
    case TextRole::MonoSmall:
        return monoFont(px::figure);
    }
    return uiFont();
}

QColor colorOf(TextRole role, const Theme &theme)
{
    switch (role) {
    case TextRole::Secondary:
    case TextRole::DockTitle:
    case TextRole::Small:
    case TextRole::MonoSmall:
        return theme.text2;
    case TextRole::Caption:
        return theme.text3;
    case TextRole::Error:
    case TextRole::ErrorSmall:
        return theme.err;
    default:
        return theme.text;
    }
}

} // namespace

TextLabel::TextLabel(const QString &text, TextRole role, QWidget *parent) : QLabel(text, parent), m_role(role)
{
    setFont(fontOf(role));
    applyRole();
}

void TextLabel::setRole(TextRole role)
{
    m_role = role;
    setFont(fontOf(role));
    applyRole();
}

void TextLabel::applyRole()
{
    m_isApplying = true;
    // Only the text colour is set: the window colour must go on coming from the parent, it tells the theme.
    QPalette own;
    const QColor color = colorOf(m_role, themeOf(this));
    own.setColor(QPalette::WindowText, color);
    own.setColor(QPalette::Text, color); // what a label on a white ground takes
    setPalette(own);
    m_isApplying = false;
}

void TextLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_isApplying)
        applyRole();
}

} // namespace gnat
