// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/scanbar.h"

#include "items/messagelistmodel.h"
#include "theme/theme.h"

#include <QEvent>
#include <QHeaderView>
#include <QPainter>
#include <QTableView>

#include <chrono>

namespace gnat {

ScanBar::ScanBar(const MessageListModel &model, QTableView *view) : QWidget(view), m_model(model), m_view(view)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAccessibleName(tr("Filtering"));
    hide();
    m_delay.setSingleShot(true);
    m_delay.setInterval(std::chrono::milliseconds(100));
    connect(&m_delay, &QTimer::timeout, this, [this] {
        place();
        raise();
        show();
    });
    connect(&model, &MessageListModel::filteringChanged, this, &ScanBar::follow);
    connect(&model, &MessageListModel::filterProgressChanged, this, [this] { update(); });
    view->installEventFilter(this);
}

void ScanBar::follow(bool isFiltering)
{
    if (isFiltering) {
        m_delay.start();
        return;
    }
    m_delay.stop();
    hide();
}

void ScanBar::place()
{
    const auto *header = m_view->horizontalHeader();
    setGeometry(header->x(), header->geometry().bottom() + 1, m_view->viewport()->width(), 2);
}

bool ScanBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        place();
    return QWidget::eventFilter(watched, event);
}

void ScanBar::paintEvent(QPaintEvent * /*event*/)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.accentBg);
    painter.fillRect(QRectF(0, 0, width() * m_model.filterProgress(), height()), theme.accent);
}

} // namespace gnat
