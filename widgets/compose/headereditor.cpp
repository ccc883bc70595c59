// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/headereditor.h"

#include "base/text.h"
#include "common/buttons.h"
#include "theme/fonts.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QSignalBlocker>
#include <QTableWidget>

namespace gnat {

HeaderEditor::HeaderEditor(QWidget *parent) : QWidget(parent)
{
    m_table = new QTableWidget(0, 2, this);
    m_table->setHorizontalHeaderLabels({tr("Key"), tr("Value")});
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setMinimumHeight(26 + 24);
    m_table->setFont(monoFont(px::data));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setMinimumSectionSize(24);
    m_table->verticalHeader()->setDefaultSectionSize(24);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setColumnWidth(0, 150);
    m_table->setAccessibleName(tr("Headers to send"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_table, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(12, 4, 12, 6);
    auto *add = new QPushButton(tr("Add header"), this);
    auto *remove = new QPushButton(tr("Remove"), this);
    setButtonSmall(add);
    setButtonSmall(remove);
    buttons->addWidget(add);
    buttons->addWidget(remove);
    buttons->addStretch(1);
    layout->addLayout(buttons);
    connect(add, &QPushButton::clicked, this, [this] {
        addRow({}, {});
        m_table->setCurrentCell(m_table->rowCount() - 1, 0);
        m_table->editItem(m_table->currentItem());
    });
    connect(remove, &QPushButton::clicked, this, &HeaderEditor::removeSelected);
    connect(m_table, &QTableWidget::cellChanged, this, &HeaderEditor::changed);
}

HeaderEditor::Headers HeaderEditor::headers() const
{
    Headers headers;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const auto key = m_table->item(row, 0)->text().trimmed();
        if (!key.isEmpty())
            headers.append({key.toUtf8(), m_table->item(row, 1)->text().toUtf8()});
    }
    return headers;
}

void HeaderEditor::setHeaders(const Headers &headers)
{
    {
        const QSignalBlocker blocker(m_table);
        m_table->setRowCount(0);
        for (const auto &[key, value] : headers)
            addRow(toText(viewOf(key)), toText(viewOf(value)));
    }
    Q_EMIT changed();
}

void HeaderEditor::addRow(const QString &key, const QString &value)
{
    const QSignalBlocker blocker(m_table);
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    m_table->setItem(row, 0, new QTableWidgetItem(key));
    m_table->setItem(row, 1, new QTableWidgetItem(value));
}

void HeaderEditor::removeSelected()
{
    if (m_table->currentRow() < 0)
        return;
    m_table->removeRow(m_table->currentRow());
    Q_EMIT changed();
}

} // namespace gnat
