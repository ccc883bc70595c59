// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/topologyview.h"

#include "cluster/nodecolors.h"
#include "cluster/topologylayout.h"
#include "common/humantext.h"
#include "items/clustertables.h"
#include "theme/fonts.h"
#include "theme/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>

namespace gnat {

namespace {

constexpr int dotsInRow = 4;
constexpr int dotRows = 3;
constexpr qreal dotStep = 14;
constexpr int pieces = 100; // of which a bowed line is drawn

struct Label
{
    QString text;
    QFont font;
    QColor color;
};

/// Words on a line; they are left out where a card would cover them, and stay inside `area`.
void paintLabel(QPainter &painter, const Theme &theme, const QPointF &center, const Label &label,
                const QList<QRectF> &cards, const QRectF &area)
{
    const auto width = QFontMetricsF(label.font).horizontalAdvance(label.text) + 12;
    QRectF where(center.x() - width / 2, center.y() - 9, width, 18);
    where.moveBottom(std::min(where.bottom(), area.bottom()));
    where.moveTop(std::max(where.top(), area.top()));
    if (std::ranges::any_of(cards, [&](const QRectF &card) { return card.intersects(where); }))
        return;
    painter.setFont(label.font);
    painter.fillRect(where, theme.base);
    painter.setPen(label.color);
    painter.drawText(where, Qt::AlignCenter, label.text);
}

} // namespace

TopologyView::TopologyView(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Map of the servers and their clients"));
}

void TopologyView::setView(const BrokerView &view)
{
    m_view = view;
    if (m_current >= view.nodes.size())
        m_current = -1;
    setAccessibleDescription(summary());
    update();
}

void TopologyView::setCurrentNode(int node)
{
    m_current = node;
    update();
}

QList<QRectF> TopologyView::cards() const
{
    return topologyCards(static_cast<int>(m_view.nodes.size()), QRectF(rect()).adjusted(16, 20, -16, -22));
}

QRectF TopologyView::cardRect(int node) const
{
    return cards().value(node);
}

const RouteView *TopologyView::route(int from, int to) const
{
    const auto isIt = [&](const RouteView &route) {
        return (route.from == from && route.to == m_view.nodes.at(to).name) ||
               (route.from == to && route.to == m_view.nodes.at(from).name);
    };
    const auto found = std::ranges::find_if(m_view.routes, isIt);
    return found == m_view.routes.end() ? nullptr : &*found;
}

QList<const ClientView *> TopologyView::clientsOf(int node) const
{
    QList<const ClientView *> found;
    for (const auto &client : m_view.clients) {
        if (client.node == node)
            found.append(&client);
    }
    return found;
}

QString TopologyView::summary() const
{
    QStringList parts;
    for (const auto &node : m_view.nodes)
        parts += tr("%1 is %2, %n client(s)", nullptr, static_cast<int>(node.clients))
                     .arg(node.name, nodeStateText(node, m_view.atNs));
    return parts.join(QStringLiteral("; "));
}

void TopologyView::paintEvent(QPaintEvent * /*event*/)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.base);
    painter.setRenderHint(QPainter::Antialiasing);
    paintRoutes(painter, theme);
    paintMoves(painter, theme);
    for (int i = 0; i < m_view.nodes.size(); ++i) {
        paintCard(painter, theme, i);
        paintClients(painter, theme, i);
    }
}

void TopologyView::paintRoutes(QPainter &painter, const Theme &theme) const
{
    const auto places = cards();
    for (int i = 0; i < m_view.nodes.size(); ++i) {
        for (int j = i + 1; j < m_view.nodes.size(); ++j) {
            const bool isUp = m_view.nodes.at(i).isUp() && m_view.nodes.at(j).isUp();
            const auto *found = route(i, j);
            const QLineF line(places.at(i).center(), places.at(j).center());
            QPen pen(isUp ? theme.text3 : theme.err, isUp ? 1.5 : 1.3);
            if (!isUp || !found)
                pen.setDashPattern({3, 4});
            painter.setPen(pen);
            painter.drawLine(line);
            const bool hasRoom = m_view.nodes.size() <= mostServersWithDots;
            // where lines cross in the middle, their words stand aside
            const auto at = line.pointAt(m_view.nodes.size() > 3 && j - i == 2 ? 0.36 : 0.5);
            if (!hasRoom || (isUp && !found))
                continue;
            const Label label =
                isUp ? Label{rateText(found->inPerSecond + found->outPerSecond), monoFont(px::figure), theme.text2}
                     : Label{tr("route lost"), uiFont(px::caption), theme.err};
            paintLabel(painter, theme, at, label, places, rect());
        }
    }
}

void TopologyView::paintMoves(QPainter &painter, const Theme &theme) const
{
    const auto places = cards();
    for (int from = 0; from < m_view.nodes.size(); ++from) {
        if (m_view.nodes.at(from).isUp())
            continue;
        for (int to = 0; to < m_view.nodes.size(); ++to) {
            const auto clients = std::ranges::count_if(m_view.clients, [&](const ClientView &client) {
                return client.movedFrom == from && client.node == to;
            });
            if (clients > 0)
                paintMove(painter, theme, places.at(from), places.at(to), static_cast<int>(clients));
        }
    }
}

/// A dotted arrow that bows outwards, away from the routes.
void TopologyView::paintMove(QPainter &painter, const Theme &theme, const QRectF &from, const QRectF &to,
                             int clients) const
{
    const QLineF straight(from.center(), to.center());
    const QPointF middle = QRectF(rect()).center();
    QPointF outward = straight.center() - middle;
    QLineF normal = straight.normalVector().unitVector();
    QPointF side(normal.dx(), normal.dy());
    if (QPointF::dotProduct(side, outward) < 0)
        side = -side;
    const QPointF bend = straight.center() + side * std::min(96.0, height() / 3.0);
    QPainterPath path(from.center());
    path.quadTo(bend, to.center());
    // the arrow ends where it meets the card
    int steps = pieces;
    while (steps > pieces / 2 && to.adjusted(-6, -6, 6, 6).contains(path.pointAtPercent(qreal(steps) / pieces)))
        --steps;
    QPainterPath shown(path.pointAtPercent(0));
    for (int step = 0; step < steps; ++step)
        shown.lineTo(path.pointAtPercent(qreal(step) / pieces));
    const qreal end = qreal(steps) / pieces;
    const QPointF tip = path.pointAtPercent(end);
    shown.lineTo(tip);
    painter.setBrush(Qt::NoBrush);
    painter.strokePath(shown, QPen(theme.accent, 1.5, Qt::DotLine, Qt::RoundCap));
    const QLineF last(tip, path.pointAtPercent(end - 0.03));
    painter.setPen(QPen(theme.accent, 1.5, Qt::SolidLine, Qt::RoundCap));
    for (const qreal turn : {28.0, -28.0}) {
        QLineF barb = last;
        barb.setLength(9);
        barb.setAngle(last.angle() + turn);
        painter.drawLine(barb);
    }
    const Label label{tr("%n client(s) moved", nullptr, clients), uiFont(px::caption), theme.accent};
    paintLabel(painter, theme, path.pointAtPercent(end / 2) + side * 17, label, {}, rect());
}

void TopologyView::paintCard(QPainter &painter, const Theme &theme, int node) const
{
    const auto &server = m_view.nodes.at(node);
    const auto card = cardRect(node);
    const auto frame = card.adjusted(0.5, 0.5, -0.5, -0.5);
    QPen pen(server.isUp() ? theme.lineCtl : theme.err, server.isUp() ? 1 : 1.5);
    if (!server.isUp())
        pen.setDashPattern({4, 3});
    if (server.isUp() && node == m_current)
        pen = QPen(theme.accent, hasFocus() ? 2 : 1.3);
    painter.setPen(pen);
    painter.setBrush(server.isUp() ? theme.base : theme.errBg);
    painter.drawRoundedRect(frame, 6, 6);
    painter.setPen(Qt::NoPen);
    painter.setBrush(nodeColor(theme, server.state));
    const bool isSmall = card.height() < topologyCardSize.height();
    const qreal headLine = isSmall ? 14 : 19;
    painter.drawEllipse(card.topLeft() + QPointF(17, headLine), 4.5, 4.5);
    painter.setPen(theme.text);
    painter.setFont(uiFont(13, QFont::DemiBold));
    painter.drawText(QRectF(card.left() + 29, card.top() + headLine - 10, 60, 20),
                     int(Qt::AlignLeft | Qt::AlignVCenter), server.name);
    const bool isFine = server.state == NodeState::Running;
    painter.setPen(isFine ? theme.text3 : nodeColor(theme, server.state));
    painter.setFont(uiFont(px::caption, isFine ? QFont::Normal : QFont::DemiBold));
    painter.drawText(QRectF(card.left() + 60, card.top() + headLine - 10, card.width() - 70, 20),
                     int(Qt::AlignRight | Qt::AlignVCenter),
                     !isFine ? nodeStateText(server, m_view.atNs)
                     : m_view.nodes.size() > mostServersWithDots
                         ? tr("%n client(s)", nullptr, static_cast<int>(server.clients))
                         : QStringLiteral(":%1").arg(server.port));
    const bool isUp = server.isUp();
    if (isSmall) {
        painter.setPen(isUp ? theme.text : theme.text2);
        painter.setFont(monoFont(px::figure));
        painter.drawText(QRectF(card.left() + 12, card.top() + 24, card.width() - 20, 18),
                         int(Qt::AlignLeft | Qt::AlignVCenter),
                         isUp ? tr("%1 in, %2 out").arg(rateFigure(server.inPerSecond), rateFigure(server.outPerSecond))
                              : missingText());
        return;
    }
    const QList<QPair<QString, QString>> figures = {
        {tr("In/s"), isUp ? rateFigure(server.inPerSecond) : missingText()},
        {tr("Out/s"), isUp ? rateFigure(server.outPerSecond) : missingText()},
        {tr("Clients"), isUp ? countShort(server.clients) : QStringLiteral("0")}};
    for (int i = 0; i < figures.size(); ++i) {
        const QRectF column(card.left() + 14 + i * 58, card.top() + 36, 56, 18);
        painter.setPen(isUp ? theme.text3 : theme.text2);
        painter.setFont(uiFont(px::caption));
        painter.drawText(column, int(Qt::AlignLeft | Qt::AlignVCenter), figures.at(i).first);
        painter.setPen(isUp ? theme.text : theme.text2);
        painter.setFont(monoFont(px::body));
        painter.drawText(column.translated(0, 20), int(Qt::AlignLeft | Qt::AlignVCenter), figures.at(i).second);
    }
}

/// Dots stand on the outer side, where no routes are.
bool TopologyView::hasDotsAtLeft(const QRectF &card) const
{
    return card.center().x() < rect().center().x() - card.width() / 2;
}

QPointF TopologyView::dotCenter(const QRectF &card, int number) const
{
    const int row = number / dotsInRow;
    const QPointF step(21 + dotStep * (number % dotsInRow), 20 + dotStep * row);
    return hasDotsAtLeft(card) ? card.topLeft() + QPointF(-step.x(), step.y()) : card.topRight() + step;
}

void TopologyView::paintClients(QPainter &painter, const Theme &theme, int node) const
{
    const auto &server = m_view.nodes.at(node);
    if (!server.isUp() || m_view.nodes.size() > mostServersWithDots)
        return;
    const auto card = cardRect(node);
    const auto clients = clientsOf(node);
    const int shown = std::min(static_cast<int>(clients.size()), dotsInRow * dotRows);
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < shown; ++i) {
        QColor color = clients.at(i)->movedFrom >= 0 ? theme.accent : theme.text3;
        color.setAlphaF(clients.at(i)->movedFrom >= 0 ? 1.0F : 0.7F);
        painter.setBrush(color);
        painter.drawEllipse(dotCenter(card, i), 4, 4);
    }
    const int rows = (shown + dotsInRow - 1) / dotsInRow;
    painter.setPen(theme.text3);
    painter.setFont(uiFont(px::caption));
    const bool isLeft = hasDotsAtLeft(card);
    const auto left = isLeft ? card.left() - 15 - topologyDotsWidth : card.right() + 15;
    painter.drawText(QRectF(left, card.top() + 13 + dotStep * rows, topologyDotsWidth, 18),
                     int((isLeft ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter),
                     tr("%n client(s)", nullptr, static_cast<int>(server.clients)));
}

int TopologyView::nodeAt(const QPointF &point) const
{
    const auto places = cards();
    for (int i = 0; i < places.size(); ++i) {
        if (places.at(i).contains(point))
            return i;
    }
    return -1;
}

QString TopologyView::tipAt(const QPointF &point) const
{
    const auto places = cards();
    for (int i = 0; i < places.size(); ++i) {
        const auto &node = m_view.nodes.at(i);
        if (places.at(i).contains(point))
            return tr("%1, %2").arg(node.url, nodeStateText(node, m_view.atNs));
        const auto clients = clientsOf(i);
        for (int k = 0; k < std::min(static_cast<int>(clients.size()), dotsInRow * dotRows); ++k) {
            if (node.isUp() && places.size() <= mostServersWithDots &&
                QLineF(dotCenter(places.at(i), k), point).length() <= dotStep / 2)
                return clientName(*clients.at(k));
        }
    }
    return {};
}

void TopologyView::choose(int node)
{
    setCurrentNode(node);
    Q_EMIT nodeChosen(node);
}

void TopologyView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        choose(nodeAt(event->position()));
}

void TopologyView::keyPressEvent(QKeyEvent *event)
{
    const auto count = static_cast<int>(m_view.nodes.size());
    const int step = event->key() == Qt::Key_Right || event->key() == Qt::Key_Down ? 1
                     : event->key() == Qt::Key_Left || event->key() == Qt::Key_Up  ? -1
                                                                                   : 0;
    if (step == 0 || count == 0) {
        QWidget::keyPressEvent(event);
        return;
    }
    choose(m_current < 0 ? (step > 0 ? 0 : count - 1) : (m_current + step + count) % count);
}

bool TopologyView::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QToolTip::showText(help->globalPos(), tipAt(help->pos()), this);
    return true;
}

} // namespace gnat
