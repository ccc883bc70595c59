// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/clientpane.h"

#include "cluster/clusterdelegate.h"
#include "common/ground.h"
#include "common/humantext.h"
#include "common/painting.h"
#include "common/textlabel.h"
#include "items/clustertables.h"

#include <QTableView>
#include <QVBoxLayout>

namespace gnat {

ClientPane::ClientPane(QWidget *parent) : QWidget(parent)
{
    useBaseGround(this);
    m_name = new TextLabel({}, TextRole::Heading, this);
    m_facts = new TextLabel({}, TextRole::Small, this);
    m_facts->setTextFormat(Qt::RichText);
    m_facts->setWordWrap(true);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_model = makeSubscriptionTable(this);
    m_table = makeClusterTable(m_model, tr("Subscriptions of the client"), {}, false, this);
    setColumnWidths(m_table, {0, 78, 76});
    auto *head = new QWidget(this);
    auto *facts = new QVBoxLayout(head);
    facts->setContentsMargins(14, 10, 14, 10);
    facts->setSpacing(4);
    facts->addWidget(m_name);
    facts->addWidget(m_facts);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(head);
    layout->addWidget(m_table, 1);
}

void ClientPane::setClient(const ClientView &client, const QString &server)
{
    m_name->setText(clientName(client));
    QStringList lines = {
        tr("Connection %1 on %2, from %3").arg(client.id).arg(monoHtml(server), monoHtml(client.address)),
        client.library.isEmpty() ? QString() : tr("Library %1").arg(monoHtml(client.library)),
        client.user.isEmpty() ? QString() : tr("Logged in as %1").arg(monoHtml(client.user)),
        client.tls.isEmpty() ? QString() : tr("TLS %1").arg(client.tls),
        tr("Sent %1 messages, %2; was sent %3, %4")
            .arg(countFull(client.inMessages), bytesText(client.inBytes), countFull(client.outMessages),
                 bytesText(client.outBytes))};
    lines.removeAll(QString());
    const auto text = lines.join(QStringLiteral("<br>"));
    if (m_facts->text() != text)
        m_facts->setText(text);
}

void ClientPane::setSubscriptions(const QList<SubscriptionView> &subscriptions)
{
    m_model->setRows(subscriptionRows(subscriptions));
}

} // namespace gnat
