// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/remaprules.h"

#include "base/text.h"
#include "common/docktitle.h"
#include "common/textlabel.h"
#include "core/subjectpattern.h"
#include "theme/fonts.h"
#include "theme/theme.h"

#include <QHeaderView>
#include <QSignalBlocker>
#include <QStyledItemDelegate>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace gnat {

namespace {

constexpr int rowHeight = 25;
constexpr int mostRows = 4; // more scroll

/// "from → to", what is off is quiet, an empty target says that it skips.
class RuleDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const auto &theme = themeOf(option->palette);
        const bool isOn = index.siblingAtColumn(0).data(Qt::CheckStateRole).toInt() == Qt::Checked;
        const bool isSkip = index.column() == 1 && option->text.trimmed().isEmpty();
        if (index.column() == 1)
            option->text = QStringLiteral("→  ") + (isSkip ? RemapRules::tr("skip") : option->text);
        const auto color = isOn && !isSkip ? theme.text : theme.text3;
        option->palette.setColor(QPalette::Text, color);
        option->palette.setColor(QPalette::HighlightedText, color);
    }
};

} // namespace

RemapRules::RemapRules(QWidget *parent) : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *title = new DockTitle(tr("Remap subjects"), this);
    title->setInner(true);
    title->setRemark(tr("first match wins"));
    auto *up = title->addButton(QStringLiteral("chevron-up"), tr("Move the rule up"));
    auto *down = title->addButton(QStringLiteral("chevron-down"), tr("Move the rule down"));
    auto *remove = title->addButton(QStringLiteral("minus"), tr("Remove the rule"));
    auto *add = title->addButton(QStringLiteral("plus"), tr("Add a rule"));
    m_table = new QTableWidget(0, 2, this);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setFont(monoFont(px::data));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setHorizontalHeaderLabels({tr("From"), tr("To")});
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setMinimumSectionSize(rowHeight);
    m_table->verticalHeader()->setDefaultSectionSize(rowHeight);
    m_table->setItemDelegate(new RuleDelegate(m_table));
    m_table->horizontalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->setAccessibleName(tr("Remap rules"));
    m_table->setToolTip(tr("$1 stands for the first wildcard, > keeps the tail, an empty target skips."));
    m_none = new TextLabel(tr("Subjects stay as they are."), TextRole::Caption, this);
    m_none->setContentsMargins(14, 4, 14, 4);
    auto *rows = new QHBoxLayout;
    rows->setContentsMargins(10, 2, 6, 2);
    rows->addWidget(m_table);
    layout->addWidget(title);
    layout->addWidget(m_none);
    layout->addLayout(rows);
    connect(up, &QToolButton::clicked, this, [this] { move(-1); });
    connect(down, &QToolButton::clicked, this, [this] { move(1); });
    connect(add, &QToolButton::clicked, this, &RemapRules::addProposed);
    connect(remove, &QToolButton::clicked, this, &RemapRules::removeCurrent);
    connect(m_table, &QTableWidget::cellChanged, this, &RemapRules::edited);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_table->model(), signal, this, &RemapRules::fit);
    fit();
}

/// As high as the rules need.
void RemapRules::fit()
{
    const int rows = m_table->rowCount();
    m_table->setFixedHeight(std::min(rows, mostRows) * rowHeight);
    m_table->setVisible(rows > 0);
    m_none->setVisible(rows == 0);
}

void RemapRules::addProposed()
{
    const bool isPattern = bool(SubjectPattern::parse(m_proposal.toStdString()));
    addRule(isPattern ? m_proposal : QStringLiteral(">"), QStringLiteral("test.>"));
    m_table->setCurrentCell(m_table->rowCount() - 1, 0);
    m_table->editItem(m_table->currentItem());
}

void RemapRules::removeCurrent()
{
    if (m_table->currentRow() < 0)
        return;
    m_table->removeRow(m_table->currentRow());
    Q_EMIT edited();
}

void RemapRules::move(int step)
{
    const int row = m_table->currentRow();
    const int other = row + step;
    if (row < 0 || other < 0 || other >= m_table->rowCount())
        return;
    {
        const QSignalBlocker blocker(m_table);
        for (int column = 0; column < m_table->columnCount(); ++column) {
            auto *here = m_table->takeItem(row, column);
            m_table->setItem(row, column, m_table->takeItem(other, column));
            m_table->setItem(other, column, here);
        }
    }
    m_table->setCurrentCell(other, m_table->currentColumn());
    m_table->viewport()->update();
    Q_EMIT edited();
}

void RemapRules::addRule(const QString &from, const QString &to, bool isOn)
{
    {
        const QSignalBlocker blocker(m_table);
        const int row = m_table->rowCount();
        m_table->insertRow(row);
        auto *first = new QTableWidgetItem(from);
        first->setCheckState(isOn ? Qt::Checked : Qt::Unchecked);
        m_table->setItem(row, 0, first);
        m_table->setItem(row, 1, new QTableWidgetItem(to));
    }
    Q_EMIT edited();
}

int RemapRules::count() const
{
    return m_table->rowCount();
}

Result<Remap> RemapRules::remap() const
{
    Remap remap;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const auto *from = m_table->item(row, 0);
        const auto *to = m_table->item(row, 1);
        if (!from || !to || from->checkState() != Qt::Checked)
            continue;
        const auto added = remap.addRule(from->text().trimmed().toStdString(), to->text().trimmed().toStdString());
        if (!added)
            return makeError(ErrorKind::InvalidInput, tr("Rule %1: %2").arg(row + 1).arg(errorText(added.error())));
    }
    return remap;
}

QVariantList RemapRules::state() const
{
    QVariantList rules;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const auto *from = m_table->item(row, 0);
        rules << QVariant(QVariantList{from->checkState() == Qt::Checked, from->text(), m_table->item(row, 1)->text()});
    }
    return rules;
}

void RemapRules::setState(const QVariantList &rules)
{
    m_table->setRowCount(0);
    for (const auto &rule : rules) {
        const auto parts = rule.toList();
        if (parts.size() == 3)
            addRule(parts.at(1).toString(), parts.at(2).toString(), parts.at(0).toBool());
    }
    Q_EMIT edited();
}

} // namespace gnat
