// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "subjects/subjectsearch.h"

#include "common/filterassist.h"
#include "common/filteredit.h"
#include "common/humantext.h"
#include "common/textlabel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QToolButton>
#include <QVBoxLayout>

namespace gnat {

SubjectSearch::SubjectSearch(QWidget *parent)
    : QWidget(parent), m_line(new FilterEdit(this)), m_case(new QToolButton(this)),
      m_hits(new TextLabel({}, TextRole::Caption, this)), m_remark(new TextLabel({}, TextRole::Caption, this))
{
    m_line->setIcon(QStringLiteral("search"));
    m_line->setPlaceholderText(tr("Find subjects"));
    m_line->setAccessibleName(tr("Search subjects"));
    m_line->setSaysWhatIsWrong(false);  // there is no room beside the text
    m_line->assist().setOnDemand(true); // the rows below are what it finds
    m_case->setObjectName(QStringLiteral("case"));
    m_case->setText(QStringLiteral("Aa"));
    m_case->setCheckable(true);
    m_case->setAutoRaise(true);
    m_case->setToolTip(tr("Match case"));
    m_case->setAccessibleName(tr("Match case"));
    auto *row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(m_line, 1);
    row->addWidget(m_case);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 4, 6, 4);
    column->setSpacing(3);
    column->addLayout(row);
    column->addWidget(m_hits);
    column->addWidget(m_remark);
    for (auto *label : {m_hits, m_remark}) {
        label->setWordWrap(true);
        label->setContentsMargins(4, 0, 0, 0);
    }
    m_line->installEventFilter(this);
    connect(m_line, &FilterEdit::filterEdited, this, &SubjectSearch::compile);
    connect(m_line, &QLineEdit::returnPressed, this,
            [this] { m_isBackwards ? Q_EMIT previousWanted() : Q_EMIT nextWanted(); });
    connect(m_case, &QToolButton::toggled, this, &SubjectSearch::compile);
    tell({}, {});
    hide();
}

void SubjectSearch::setVocabulary(std::function<FilterVocabulary()> vocabulary)
{
    m_line->assist().setVocabulary(std::move(vocabulary));
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
    m_line->setFilterText({});
    m_accepts = {};
    tell({}, {});
    hide();
    Q_EMIT closed();
}

void SubjectSearch::noteConnections()
{
    if (m_line->text().contains(u'@'))
        compile();
}

void SubjectSearch::compile()
{
    SubjectReading reading{m_case->isChecked()};
    FilterContext context;
    context.findConnection = m_findConnection;
    context.subjects = &reading;
    FilterError error;
    const auto filter = Filter::compile(m_line->text(), &error, context);
    tell(filter ? FilterError() : error, filter ? reading.undecided : std::vector<FilterError>());
    if (filter)
        use(*filter);
}

void SubjectSearch::use(const Filter &filter)
{
    m_accepts = {};
    if (!filter.isEmpty())
        m_accepts = [filter](SourceId source, std::string_view subject) {
            return filter.acceptsSubject(subject, source);
        };
    Q_EMIT changed();
}

/// What the text says, as far as it was understood.
void SubjectSearch::tell(const FilterError &error, const std::vector<FilterError> &undecided)
{
    m_isWrong = !error.message.isEmpty();
    m_line->setError(error);
    m_line->setRemarks({undecided.begin(), undecided.end()});
    QStringList remarks;
    for (const auto &term : undecided)
        remarks << term.message;
    remarks.removeDuplicates();
    m_remark->setText(remarks.join(u'\n'));
    m_remark->setVisible(!remarks.isEmpty());
    if (m_isWrong)
        say(error.message, true);
    else
        say(tr("pump, shop.*.created, !word, a or b, /regex/"));
}

void SubjectSearch::setHits(quint64 hits, bool isComplete)
{
    if (!m_isWrong && m_accepts)
        say(isComplete ? tr("%1 found").arg(countFull(hits)) : tr("%1 so far").arg(countFull(hits)));
}

void SubjectSearch::say(const QString &text, bool isError)
{
    if (m_hits->text() == text)
        return;
    m_hits->setText(text);
    m_hits->setRole(isError ? TextRole::ErrorSmall : TextRole::Caption);
}

bool SubjectSearch::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress || m_line->assist().isOpen())
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    m_isBackwards = key->modifiers().testFlag(Qt::ShiftModifier);
    switch (key->key()) {
    case Qt::Key_Escape:
        close();
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
