// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/subscriptionspane.h"

#include "base/text.h"
#include "client/connectionset.h"
#include "common/docktitle.h"
#include "common/textlabel.h"
#include "items/roles.h"
#include "items/subscriptionmodel.h"
#include "live/subscriptiondelegate.h"

#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace gnat {

SubscriptionsPane::SubscriptionsPane(ConnectionSet &connections, QWidget *parent)
    : QWidget(parent), m_connections(connections)
{
    auto *title = new DockTitle(tr("Subscriptions"), this);
    title->setInner(true);
    title->setRemark(tr("what the servers send us"));
    auto *add = title->addButton(QStringLiteral("plus"), tr("Add subscription"), QStringLiteral("Ctrl+U"));
    connect(add, &QToolButton::clicked, this, [this] { openLine(); });
    buildTable();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(title);
    layout->addWidget(m_table, 1);
    layout->addWidget(buildLine());
}

void SubscriptionsPane::buildTable()
{
    m_model = new SubscriptionModel(m_connections, this);
    m_table = new QTableView(this);
    m_table->setModel(m_model);
    m_table->setItemDelegate(new SubscriptionDelegate(m_table));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setAccessibleName(tr("Subscriptions"));
    m_table->viewport()->setBackgroundRole(QPalette::AlternateBase);
    m_table->installEventFilter(this);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setMinimumSectionSize(23);
    m_table->verticalHeader()->setDefaultSectionSize(23);
    auto *columns = m_table->horizontalHeader();
    columns->hide();
    columns->setMinimumSectionSize(40);
    columns->setSectionResizeMode(SubscriptionModel::Pattern, QHeaderView::Stretch);
    columns->setSectionResizeMode(SubscriptionModel::Rate, QHeaderView::Fixed);
    columns->resizeSection(SubscriptionModel::Rate, 66);
    connect(m_table, &QTableView::customContextMenuRequested, this, &SubscriptionsPane::showMenu);
}

QWidget *SubscriptionsPane::buildLine()
{
    m_line = new QWidget(this);
    auto *layout = new QVBoxLayout(m_line);
    layout->setContentsMargins(10, 4, 8, 6);
    layout->setSpacing(4);
    m_connection = new QComboBox(m_line);
    m_connection->setAccessibleName(tr("Connection to subscribe on"));
    m_pattern = new QLineEdit(m_line);
    m_pattern->setPlaceholderText(tr("Subject, e.g. shop.orders.* or >"));
    m_pattern->setAccessibleName(tr("Subject to subscribe to"));
    m_pattern->installEventFilter(this);
    m_problem = new TextLabel({}, TextRole::ErrorSmall, m_line);
    m_problem->setWordWrap(true);
    m_problem->hide();
    layout->addWidget(m_connection);
    layout->addWidget(m_pattern);
    layout->addWidget(m_problem);
    connect(m_pattern, &QLineEdit::returnPressed, this, &SubscriptionsPane::acceptLine);
    connect(m_pattern, &QLineEdit::textEdited, m_problem, &QWidget::hide);
    m_line->hide();
    return m_line;
}

void SubscriptionsPane::fillConnections()
{
    m_connection->clear();
    for (const auto &connection : m_connections.all())
        m_connection->addItem(connection->profile().name, connection->id().number());
    m_connection->setVisible(m_connection->count() > 1);
}

void SubscriptionsPane::openLine(SourceId source, const QByteArray &pattern)
{
    fillConnections();
    m_line->show();
    m_connection->setCurrentIndex(qMax(0, m_connection->findData(source.number())));
    m_pattern->setText(toText(viewOf(pattern)));
    m_problem->hide();
    m_pattern->setFocus();
    if (m_connections.all().empty()) {
        m_problem->setText(tr("Connect first, then choose what to subscribe to."));
        m_problem->show();
    }
}

void SubscriptionsPane::closeLine()
{
    m_line->hide();
    m_table->setFocus();
}

void SubscriptionsPane::acceptLine()
{
    subscribe(SourceId(m_connection->currentData().toUInt()), m_pattern->text().trimmed().toUtf8());
    if (m_problem->isHidden())
        closeLine();
}

void SubscriptionsPane::subscribe(SourceId source, const QByteArray &pattern)
{
    auto *connection = m_connections.find(source);
    if (!connection)
        return;
    const auto result = connection->subscribe(pattern);
    if (result) {
        m_problem->hide();
        return;
    }
    if (m_line->isHidden())
        openLine(source, pattern);
    m_problem->setText(errorText(result.error()));
    m_problem->show();
}

void SubscriptionsPane::unsubscribe(SourceId source, const QByteArray &pattern)
{
    auto *connection = m_connections.find(source);
    if (!connection)
        return;
    for (const auto &subscription : connection->subscriptions()) {
        if (subscription.pattern == pattern)
            connection->unsubscribe(subscription.id);
    }
}

QString SubscriptionsPane::problem() const
{
    return m_problem->isHidden() ? QString() : m_problem->text();
}

void SubscriptionsPane::removeSelected()
{
    const auto index = m_table->currentIndex();
    if (auto *connection = index.isValid() ? m_model->connection(index) : nullptr)
        connection->unsubscribe(m_model->subscription(index));
}

void SubscriptionsPane::tryAgain(const QModelIndex &index)
{
    auto *connection = m_model->connection(index);
    if (!connection)
        return;
    const auto id = m_model->subscription(index);
    connection->setSubscriptionOn(id, false);
    connection->setSubscriptionOn(id, true);
}

void SubscriptionsPane::showMenu(const QPoint &where)
{
    QMenu menu(this);
    menu.addAction(tr("Add subscription"), this, [this] { openLine(); });
    const auto index = m_table->indexAt(where).siblingAtColumn(SubscriptionModel::Pattern);
    if (index.isValid()) {
        m_table->setCurrentIndex(index);
        const bool isOn = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
        menu.addAction(isOn ? tr("Switch off") : tr("Switch on"), this, [this, index, isOn] {
            m_model->setData(index, isOn ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
        });
        if (m_model->isRefused(index)) // permissions change while a connection stands
            menu.addAction(tr("Try again"), this, [this, index] { tryAgain(index); });
        menu.addAction(tr("Unsubscribe"), this, &SubscriptionsPane::removeSelected);
    }
    menu.exec(m_table->viewport()->mapToGlobal(where));
}

bool SubscriptionsPane::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (watched == m_pattern && key == Qt::Key_Escape) {
        closeLine();
        return true;
    }
    if (watched == m_table && key == Qt::Key_Delete) {
        removeSelected();
        return true;
    }
    if (watched == m_table && key == Qt::Key_Space && m_table->currentIndex().isValid()) {
        const auto index = m_table->currentIndex().siblingAtColumn(SubscriptionModel::Pattern);
        const bool isOn = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
        m_model->setData(index, isOn ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace gnat
