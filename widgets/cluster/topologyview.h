// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/qt/brokerview.h"

#include <QWidget>

namespace gnat {

struct Theme;

/// A map of the cluster: servers as cards on a circle, routes with their rates between them, clients as dots. A server
/// that is down is a dashed red card; an arrow shows where its clients went. Its twin is the table of servers. A click,
/// or the arrow keys, choose a server. GUI thread.
class TopologyView : public QWidget
{
    Q_OBJECT

public:
    explicit TopologyView(QWidget *parent = nullptr);

    void setView(const BrokerView &view);
    void setCurrentNode(int node); ///< -1: none; does not emit
    int currentNode() const { return m_current; }
    QRectF cardRect(int node) const;

    QSize sizeHint() const override { return {752, 288}; }
    QSize minimumSizeHint() const override { return {420, 210}; }

Q_SIGNALS:
    void nodeChosen(int node);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    QList<QRectF> cards() const;
    int nodeAt(const QPointF &point) const;
    QString tipAt(const QPointF &point) const;
    void choose(int node);
    QString summary() const;
    const RouteView *route(int from, int to) const;
    QList<const ClientView *> clientsOf(int node) const;
    bool hasDotsAtLeft(const QRectF &card) const;
    QPointF dotCenter(const QRectF &card, int number) const;
    void paintRoutes(QPainter &painter, const Theme &theme) const;
    void paintMoves(QPainter &painter, const Theme &theme) const;
    void paintMove(QPainter &painter, const Theme &theme, const QRectF &from, const QRectF &to, int clients) const;
    void paintCard(QPainter &painter, const Theme &theme, int node) const;
    void paintClients(QPainter &painter, const Theme &theme, int node) const;

    BrokerView m_view;
    int m_current = -1;
};

} // namespace gnat
