// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/patternpopup.h"

#include "base/text.h"
#include "common/textlabel.h"
#include "core/subjectpattern.h"
#include "theme/fonts.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace gnat {

PatternPopup::PatternPopup(QWidget *parent) : PopupFrame(parent)
{
    m_line = new QLineEdit(this);
    m_line->setFont(monoFont());
    m_line->setMinimumWidth(280);
    m_line->setPlaceholderText(tr("Subject or pattern, e.g. shop.orders.*"));
    m_line->setAccessibleName(tr("Subject or pattern to plot"));
    m_problem = new TextLabel(tr("Of all connections. Enter adds the line, or takes it away if it is there."),
                              TextRole::Caption, this);
    m_problem->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 10);
    column->setSpacing(6);
    column->addWidget(m_line);
    column->addWidget(m_problem);
    connect(m_line, &QLineEdit::returnPressed, this, &PatternPopup::take);
}

void PatternPopup::showEvent(QShowEvent *event)
{
    PopupFrame::showEvent(event);
    setFocusProxy(m_line);
    m_line->setFocus();
}

void PatternPopup::take()
{
    const QByteArray text = m_line->text().trimmed().toUtf8();
    if (const auto pattern = SubjectPattern::parse(viewOf(text)); !pattern) {
        m_problem->setRole(TextRole::ErrorSmall);
        m_problem->setText(errorText(pattern.error()));
        adjustSize();
        return;
    }
    Q_EMIT accepted(text);
    close();
}

} // namespace gnat
