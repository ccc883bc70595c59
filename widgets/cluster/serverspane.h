// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/qt/brokerview.h"

#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace gnat {

class LinkLabel;
class ServerActions;
class TextLabel;

/// One server of the embedded broker: how it is, and what can be done to it. GUI thread.
class ServerCard : public QWidget
{
    Q_OBJECT

public:
    ServerCard(int node, ServerActions &actions, QWidget *parent);

    void show(const NodeView &node, qint64 nowNs);
    QPushButton *mainButton() { return m_button; } ///< Kill, or Start again

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void press();

    int m_node;
    ServerActions &m_actions;
    NodeState m_state = NodeState::Stopped;
    TextLabel *m_name = nullptr;
    TextLabel *m_address = nullptr;
    TextLabel *m_figures = nullptr;
    QPushButton *m_button = nullptr;
    LinkLabel *m_pause = nullptr;
    LinkLabel *m_lameDuck = nullptr;
};

/// The tab Servers of the broker's panel. GUI thread.
class ServersPane : public QWidget
{
    Q_OBJECT

public:
    ServersPane(ServerActions &actions, QWidget *parent);

    void setView(const BrokerView &view);
    ServerCard *card(int node) const { return m_cards.value(node); }

Q_SIGNALS:
    void certificatesRequested();

private:
    QWidget *buildFoot();
    void copyUrl();

    ServerActions &m_actions;
    BrokerView m_view;
    QList<ServerCard *> m_cards;
    QVBoxLayout *m_list = nullptr;
};

} // namespace gnat
