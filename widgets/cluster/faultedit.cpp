// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/faultedit.h"

#include "theme/fonts.h"
#include "theme/gnatstyle.h"
#include "theme/theme.h"

#include <QApplication>
#include <QInputMethodEvent>
#include <QStyle>
#include <QTextCharFormat>

#include <algorithm>

namespace gnat {

FaultEdit::FaultEdit(QWidget *parent) : QLineEdit(parent)
{
    setFont(monoFont(px::data));
    setAccessibleName(tr("Rule of a fault"));
    connect(this, &QLineEdit::textChanged, this, &FaultEdit::check);
}

void FaultEdit::check()
{
    m_problem = text().trimmed().isEmpty() ? std::nullopt : BrokerFaults::problemIn(text());
    setProperty(badFieldProperty, m_problem.has_value());
    style()->unpolish(this);
    style()->polish(this);
    mark();
    Q_EMIT problemChanged();
}

/// A line edit has no formats of its own, but shows those of an input method.
void FaultEdit::mark()
{
    QList<QInputMethodEvent::Attribute> marks;
    if (m_problem && !text().isEmpty()) {
        const int last = static_cast<int>(text().size()) - 1;
        const int at = std::clamp(m_problem->at, 0, last);
        const auto comma = text().indexOf(u',', at);
        const int length = std::max(1, static_cast<int>(comma < 0 ? text().size() : comma) - at);
        QTextCharFormat format;
        format.setForeground(themeOf(this).err);
        format.setFontUnderline(true);
        marks.append({QInputMethodEvent::TextFormat, at - cursorPosition(), length, format});
    }
    QInputMethodEvent event({}, marks);
    QApplication::sendEvent(this, &event);
}

} // namespace gnat
