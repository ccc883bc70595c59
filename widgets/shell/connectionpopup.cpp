// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/connectionpopup.h"

#include "client/connectionset.h"
#include "common/buttons.h"
#include "common/humantext.h"
#include "common/textlabel.h"
#include "shell/statusstrip.h"
#include "traffic/trafficview.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

namespace gnat {

ConnectionPopup::ConnectionPopup(const WindowParts &parts, Connection *connection, QWidget *parent)
    : PopupFrame(parent), m_parts(parts), m_connection(connection)
{
    setFixedWidth(420);
    setAccessibleName(tr("Connection %1").arg(connection->profile().name));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(5);
    grid->setColumnMinimumWidth(0, 96);
    grid->setColumnStretch(1, 1);
    m_state = addFact(grid, tr("State"));
    m_url = addFact(grid, tr("URL"));
    m_server = addFact(grid, tr("Server"));
    m_roundTrip = addFact(grid, tr("Round trip"));
    m_rate = addFact(grid, tr("Received"));
    m_subscriptions = addFact(grid, tr("Subscriptions"));

    auto *disconnectButton = new QPushButton(tr("Disconnect"), this);
    auto *editButton = new QPushButton(tr("Edit"), this);
    auto *copyButton = new QPushButton(tr("Copy URL"), this);
    copyButton->setToolTip(tr("Without user and password"));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QPushButton *button : {disconnectButton, editButton, copyButton}) {
        setButtonSmall(button);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(10);
    column->addWidget(new TextLabel(connection->profile().name, TextRole::Heading, this));
    column->addLayout(grid);
    column->addLayout(buttons);

    connect(disconnectButton, &QPushButton::clicked, this, [this] {
        const SourceId id = m_connection ? m_connection->id() : SourceId();
        close();
        m_parts.connections.remove(id);
    });
    connect(editButton, &QPushButton::clicked, this, [this] {
        close();
        Q_EMIT editRequested();
    });
    connect(copyButton, &QPushButton::clicked, this, [this] {
        if (m_connection)
            QGuiApplication::clipboard()->setText(displayUrl(m_connection->profile()));
        close();
    });
    auto *timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, &ConnectionPopup::fill);
    timer->start(500);
    fill();
}

TextLabel *ConnectionPopup::addFact(QGridLayout *grid, const QString &name)
{
    const int row = grid->rowCount();
    auto *value = new TextLabel({}, TextRole::MonoSmall, this);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    value->setWordWrap(true);
    grid->addWidget(new TextLabel(name, TextRole::Small, this), row, 0, Qt::AlignTop);
    grid->addWidget(value, row, 1);
    return value;
}

void ConnectionPopup::fill()
{
    if (!m_connection) {
        close();
        return;
    }
    const QString state = connectionStateText(*m_connection);
    m_state->setText(state.isEmpty() ? tr("connected") : state);
    const ServerFacts server = m_connection->server();
    m_url->setText(server.url.isEmpty() ? displayUrl(m_connection->profile()) : server.url);
    const QString about = QStringList{server.name, server.version, server.cluster}.join(QLatin1Char(' ')).simplified();
    m_server->setText(about.isEmpty() ? missingText() : about);
    m_roundTrip->setText(latencyText(m_connection->roundTripNs()));
    m_rate->setText(rateText(m_parts.view.messageRate(m_connection->id())));
    QStringList patterns;
    const QList<SubscriptionInfo> subscriptions = m_connection->subscriptions();
    for (const SubscriptionInfo &subscription : subscriptions) {
        const auto pattern = QString::fromUtf8(subscription.pattern);
        patterns.append(subscription.error.isEmpty() ? pattern : tr("%1 (refused)").arg(pattern));
    }
    m_subscriptions->setText(patterns.isEmpty() ? tr("none") : patterns.join(QStringLiteral(", ")));
}

} // namespace gnat
