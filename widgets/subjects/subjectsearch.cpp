// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "subjects/subjectsearch.h"

#include "common/humantext.h"
#include "common/textlabel.h"
#include "items/subjectmatcher.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QToolButton>

namespace gnat {

namespace {
constexpr int afterTypingMs = 120;
}

SubjectSearch::SubjectSearch(QWidget *parent)
    : QWidget(parent), m_line(new QLineEdit(this)), m_hits(new TextLabel({}, TextRole::Caption, this)),
      m_case(new QToolButton(this))
{
    m_line->setPlaceholderText(tr("Words, a.*.c or /regex/"));
    m_line->setAccessibleName(tr("Search subjects"));
    m_line->setClearButtonEnabled(true);
    m_line->installEventFilter(this);
    m_case->setText(QStringLiteral("Aa"));
    m_case->setCheckable(true);
    m_case->setAutoRaise(true);
    m_case->setToolTip(tr("Match case"));
    m_case->setAccessibleName(tr("Match case"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 6, 4);
    row->setSpacing(6);
    row->addWidget(m_line, 1);
    row->addWidget(m_hits);
    row->addWidget(m_case);
    m_typed.setSingleShot(true);
    m_typed.setInterval(afterTypingMs);
    connect(m_line, &QLineEdit::textChanged, &m_typed, qOverload<>(&QTimer::start));
    connect(&m_typed, &QTimer::timeout, this, &SubjectSearch::compile);
    connect(m_case, &QToolButton::toggled, this, &SubjectSearch::compile);
    hide();
}

void SubjectSearch::open()
{
    if (isHidden())
        Q_EMIT opened();
    show();
    m_line->setFocus();
    m_line->selectAll();
}

void SubjectSearch::close()
{
    m_line->clear();
    m_typed.stop();
    m_accepts = {};
    m_isWrong = false;
    say({}, false);
    hide();
    Q_EMIT closed();
}

void SubjectSearch::compile()
{
    m_typed.stop();
    auto matcher = subjectMatcher(m_line->text(), m_case->isChecked());
    m_isWrong = !matcher;
    if (!matcher) {
        say(QString::fromStdString(matcher.error().message), true);
        return;
    }
    m_accepts = std::move(matcher).value();
    say({}, false);
    Q_EMIT changed();
}

void SubjectSearch::setHits(quint64 hits, bool isComplete)
{
    if (m_isWrong)
        return;
    if (!m_accepts)
        say({}, false);
    else
        say(isComplete ? tr("%1 found").arg(countFull(hits)) : tr("%1 so far").arg(countFull(hits)), false);
}

void SubjectSearch::say(const QString &text, bool isError)
{
    m_hits->setToolTip(isError ? text : QString());
    const auto shown = isError ? tr("mistake") : text;
    if (m_hits->text() == shown)
        return;
    m_hits->setText(shown);
    m_hits->setRole(isError ? TextRole::ErrorSmall : TextRole::Caption);
}

bool SubjectSearch::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    switch (key->key()) {
    case Qt::Key_Escape:
        close();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_typed.isActive())
            compile();
        if (key->modifiers().testFlag(Qt::ShiftModifier))
            Q_EMIT previousWanted();
        else
            Q_EMIT nextWanted();
        return true;
    case Qt::Key_Down:
        Q_EMIT nextWanted();
        return true;
    case Qt::Key_Up:
        Q_EMIT previousWanted();
        return true;
    default:
        return QWidget::eventFilter(watched, event);
    }
}

} // namespace gnat
