// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/serverspane.h"

#include "cluster/nodecolors.h"
#include "cluster/serveractions.h"
#include "common/buttons.h"
#include "common/ground.h"
#include "common/humantext.h"
#include "common/linklabel.h"
#include "common/painting.h"
#include "common/textlabel.h"
#include "items/clustertables.h"
#include "theme/fonts.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>

namespace gnat {

namespace {
LinkLabel *makeLink(const QString &text, QWidget *parent)
{
    auto *link = new LinkLabel(text, parent);
    link->setFont(uiFont(px::small, QFont::Medium));
    return link;
}
} // namespace

ServerCard::ServerCard(int node, ServerActions &actions, QWidget *parent)
    : QWidget(parent), m_node(node), m_actions(actions)
{
    m_name = new TextLabel({}, TextRole::Mono, this);
    m_address = new TextLabel({}, TextRole::Caption, this);
    m_figures = new TextLabel({}, TextRole::Caption, this);
    m_button = new QPushButton(this);
    setButtonSmall(m_button);
    m_pause = makeLink(tr("Pause"), this);
    m_lameDuck = makeLink(tr("Lame duck"), this);
    m_lameDuck->setToolTip(tr("Takes no more clients, sends its clients to other servers one by one, and ends"));
    m_pause->setToolTip(tr("Freezes the server: it keeps its connections and does nothing"));
    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_name);
    first->addWidget(m_address, 1);
    first->addWidget(m_button);
    auto *second = new QHBoxLayout;
    second->setSpacing(12);
    second->addWidget(m_figures, 1);
    second->addWidget(m_pause);
    second->addWidget(m_lameDuck);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(30, 6, 14, 6);
    layout->setSpacing(0);
    layout->addLayout(first);
    layout->addLayout(second);
    connect(m_button, &QPushButton::clicked, this, &ServerCard::press);
    connect(m_pause, &QAbstractButton::clicked, this, [this] {
        if (m_state == NodeState::Paused)
            m_actions.resume(m_node);
        else
            m_actions.pause(m_node);
    });
    connect(m_lameDuck, &QAbstractButton::clicked, this, [this] { m_actions.lameDuck(m_node); });
}

void ServerCard::press()
{
    if (m_state == NodeState::Stopped)
        m_actions.start(m_node);
    else
        m_actions.kill(m_node);
}

void ServerCard::show(const NodeView &node, qint64 nowNs)
{
    m_state = node.state;
    m_name->setText(node.name);
    m_address->setText(QString(node.url).remove(QStringLiteral("nats://")));
    const bool isUp = node.isUp();
    m_figures->setText(
        node.state == NodeState::Running ? tr("%n client(s), %1 in, %2 out", nullptr, static_cast<int>(node.clients))
                                               .arg(rateText(node.inPerSecond), rateText(node.outPerSecond))
        : isUp ? tr("%1, %n client(s)", nullptr, static_cast<int>(node.clients)).arg(nodeStateText(node, nowNs))
               : nodeStateText(node, nowNs));
    m_button->setText(isUp ? tr("Kill") : tr("Start again"));
    m_button->setAccessibleName(isUp ? tr("Kill %1").arg(node.name) : tr("Start %1 again").arg(node.name));
    setButtonKind(m_button, isUp ? ButtonKind::Danger : ButtonKind::Normal);
    m_pause->setVisible(node.state == NodeState::Running || node.state == NodeState::Paused);
    const auto pause = node.state == NodeState::Paused ? tr("Resume") : tr("Pause");
    if (m_pause->text() != pause) {
        m_pause->setText(pause);
        m_pause->updateGeometry();
    }
    m_pause->setAccessibleName((node.state == NodeState::Paused ? tr("Resume %1") : tr("Pause %1")).arg(node.name));
    m_lameDuck->setVisible(node.state == NodeState::Running);
    m_lameDuck->setAccessibleName(tr("Lame duck %1").arg(node.name));
    update();
}

void ServerCard::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    paintDot(&painter, QPointF(18, m_button->geometry().center().y() + 0.5), nodeColor(themeOf(this), m_state), true);
}

ServersPane::ServersPane(ServerActions &actions, QWidget *parent) : QWidget(parent), m_actions(actions)
{
    useBaseGround(this);
    auto *content = new QWidget;
    m_list = new QVBoxLayout(content);
    m_list->setContentsMargins(0, 6, 0, 6);
    m_list->setSpacing(0);
    m_list->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    useBaseGround(content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(scroll, 1);
    layout->addWidget(buildFoot());
}

QWidget *ServersPane::buildFoot()
{
    auto *foot = new QWidget(this);
    auto *layout = new QVBoxLayout(foot);
    layout->setContentsMargins(12, 4, 12, 6);
    layout->setSpacing(0);
    auto *first = new QHBoxLayout;
    auto *add = makeLink(tr("Add a server"), foot);
    auto *turns = makeLink(tr("Kill one every 30 s"), foot);
    auto *copy = makeLink(tr("Copy URL"), foot);
    first->addWidget(add);
    first->addSpacing(6);
    first->addWidget(turns);
    first->addStretch(1);
    first->addWidget(copy);
    auto *certificates = makeLink(tr("Make certificates…"), foot);
    certificates->setToolTip(tr("A set for TLS tests: an authority, a server's and a client's certificate"));
    layout->addLayout(first);
    layout->addWidget(certificates);
    copy->setToolTip(tr("The URLs of all servers, for a client that may move among them"));
    connect(add, &QAbstractButton::clicked, &m_actions, &ServerActions::add);
    connect(turns, &QAbstractButton::clicked, this, [this] { m_actions.setKillsInTurn(!m_actions.killsInTurn()); });
    connect(&m_actions, &ServerActions::killsInTurnChanged, turns, [turns](bool isOn) {
        turns->setText(isOn ? tr("Stop killing") : tr("Kill one every 30 s"));
        turns->setAccessibleName(turns->text());
        turns->updateGeometry();
    });
    connect(copy, &QAbstractButton::clicked, this, &ServersPane::copyUrl);
    connect(certificates, &QAbstractButton::clicked, this, &ServersPane::certificatesRequested);
    return foot;
}

void ServersPane::copyUrl()
{
    QStringList urls;
    for (const auto &node : std::as_const(m_view.nodes))
        urls += node.url;
    QGuiApplication::clipboard()->setText(urls.join(u','));
}

void ServersPane::setView(const BrokerView &view)
{
    m_view = view;
    while (m_cards.size() > view.nodes.size())
        delete m_cards.takeLast();
    while (m_cards.size() < view.nodes.size()) {
        m_cards.append(new ServerCard(static_cast<int>(m_cards.size()), m_actions, m_list->parentWidget()));
        m_list->insertWidget(m_list->count() - 1, m_cards.last());
    }
    for (int i = 0; i < m_cards.size(); ++i)
        m_cards[i]->show(view.nodes.at(i), view.atNs);
}

} // namespace gnat
