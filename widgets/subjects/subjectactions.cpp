// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "subjects/subjectactions.h"

#include "common/buttons.h"
#include "items/roles.h"
#include "subjects/subjectspane.h"
#include "theme/theme.h"

#include <QCursor>
#include <QHBoxLayout>
#include <QHoverEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTreeView>

namespace gnat {

SubjectActions::SubjectActions(SubjectsPane &pane) : QWidget(pane.tree()->viewport()), m_pane(pane)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(4, 0, 0, 0);
    row->setSpacing(0);
    connect(add(QStringLiteral("filter"), tr("Filter to this")), &QToolButton::clicked, this,
            [this] { Q_EMIT m_pane.filterRequested(SubjectChoice({m_row}).filter(m_pane.connections())); });
    connect(add(QStringLiteral("plot"), tr("Plot rate")), &QToolButton::clicked, this, [this] {
        const auto chosen = chosenSubject(m_row);
        for (const auto &pattern : chosen.patterns)
            Q_EMIT m_pane.pinRequested(chosen.source, pattern);
    });
    m_request = add(QStringLiteral("request"), tr("Request"));
    connect(m_request, &QToolButton::clicked, this, [this] {
        Q_EMIT m_pane.requestRequested(SourceId(m_row.data(SourceRole).toUInt()),
                                       m_row.data(SubjectRole).toByteArray());
    });
    hide();
    pane.tree()->viewport()->installEventFilter(this);
    connect(pane.tree()->verticalScrollBar(), &QScrollBar::valueChanged, this, &SubjectActions::follow);
    connect(pane.tree()->horizontalScrollBar(), &QScrollBar::valueChanged, this, &SubjectActions::follow);
}

QToolButton *SubjectActions::add(const QString &iconName, const QString &name)
{
    auto *button = makeIconButton(iconName, name, this, IconTone::Quiet);
    button->setFocusPolicy(Qt::NoFocus); // they come and go with the mouse
    layout()->addWidget(button);
    return button;
}

void SubjectActions::follow()
{
    const auto *viewport = parentWidget();
    if (viewport->underMouse())
        standAt(viewport->mapFromGlobal(QCursor::pos()));
    else
        hide();
}

bool SubjectActions::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::HoverMove:
        standAt(static_cast<QHoverEvent *>(event)->position().toPoint());
        break;
    case QEvent::Leave:
    case QEvent::Hide:
        hide();
        break;
    case QEvent::Resize:
        follow();
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void SubjectActions::standAt(const QPoint &position)
{
    const auto &tree = *m_pane.tree();
    m_row = tree.indexAt(position).siblingAtColumn(0);
    if (!m_row.isValid() || SubjectsPane::isMore(m_row)) {
        hide();
        return;
    }
    m_request->setVisible(m_pane.isLive() && SubjectChoice({m_row}).isLiteral());
    const auto row = tree.visualRect(m_row);
    const auto size = sizeHint(); // over the rate: the middle of a row must stay a place to click on
    setGeometry(row.right() - size.width() + 1, row.top(), size.width(), row.height());
    show();
    update();
}

/// As the row beneath: they are part of it.
void SubjectActions::paintEvent(QPaintEvent * /*event*/)
{
    const auto &theme = themeOf(palette());
    const auto &tree = *m_pane.tree();
    const bool isSelected = tree.selectionModel()->isSelected(m_row);
    QPainter painter(this);
    painter.fillRect(rect(), !isSelected ? theme.hover : tree.hasFocus() ? theme.select : theme.selectIn);
}

} // namespace gnat
