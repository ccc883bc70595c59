// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/faultspane.h"

#include "base/text.h"
#include "cluster/faultedit.h"
#include "common/buttons.h"
#include "common/docktitle.h"
#include "common/ground.h"
#include "common/humantext.h"
#include "common/textlabel.h"
#include "theme/fonts.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTableWidget>

#include <limits>

namespace gnat {

namespace {
enum Column { What, Value, Where, Hits, ColumnCount };
}

FaultsPane::FaultsPane(BrokerFaults &faults, QWidget *parent) : QWidget(parent), m_faults(faults)
{
    useBaseGround(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildTable(), 1);
    layout->addWidget(buildEditor());
    connect(&m_faults, &BrokerFaults::changed, this, &FaultsPane::fill);
    fill();
    showProblem();
}

QWidget *FaultsPane::buildTable()
{
    auto *pane = new QWidget(this);
    m_title = new DockTitle(tr("Faults"), pane);
    m_title->setInner(true);
    auto *remove = m_title->addButton(QStringLiteral("minus"), tr("Remove the fault"));
    auto *add = m_title->addButton(QStringLiteral("plus"), tr("Write a new fault"));
    m_table = new QTableWidget(0, ColumnCount, pane);
    m_table->setHorizontalHeaderLabels({tr("What"), tr("Value"), tr("Where"), tr("Hits")});
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setFont(monoFont(px::figure));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setAccessibleName(tr("Faults"));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setMinimumSectionSize(24);
    m_table->verticalHeader()->setDefaultSectionSize(24);
    auto *columns = m_table->horizontalHeader();
    columns->setHighlightSections(false);
    columns->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    columns->setSectionResizeMode(Where, QHeaderView::Stretch);
    columns->resizeSection(What, 104);
    columns->resizeSection(Value, 76);
    columns->resizeSection(Hits, 62);
    m_table->horizontalHeaderItem(Hits)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *layout = new QVBoxLayout(pane);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_title);
    layout->addWidget(m_table, 1);
    connect(remove, &QToolButton::clicked, this, &FaultsPane::removeSelected);
    connect(add, &QToolButton::clicked, this, [this] {
        m_table->clearSelection();
        m_table->setCurrentItem(nullptr);
        m_edit->clear();
        m_edit->setFocus();
    });
    connect(m_table, &QTableWidget::cellChanged, this, [this](int row, int column) {
        if (!m_isFilling && column == What)
            m_faults.setOn(row, m_table->item(row, What)->checkState() == Qt::Checked);
    });
    connect(m_table, &QTableWidget::currentCellChanged, this, [this](int row) {
        if (m_isFilling)
            return;
        m_edited = row;
        m_edit->setText(row < 0 ? QString() : m_faults.rules().value(row).text);
        showProblem();
    });
    return pane;
}

QWidget *FaultsPane::buildEditor()
{
    auto *pane = new QWidget(this);
    m_edit = new FaultEdit(pane);
    m_edit->setPlaceholderText(QStringLiteral("delay=50ms~20ms,subject=shop.>"));
    m_problem = new TextLabel({}, TextRole::ErrorSmall, pane);
    m_problem->setWordWrap(true);
    m_button = new QPushButton(pane);
    setButtonSmall(m_button);
    setButtonKind(m_button, ButtonKind::Primary);
    auto *examples = new QPushButton(tr("Examples"), pane);
    setButtonSmall(examples);
    addExamples(examples);
    auto *label = new TextLabel(tr("Seed"), TextRole::Small, pane);
    m_seed = new QSpinBox(pane);
    m_seed->setRange(0, std::numeric_limits<int>::max());
    m_seed->setAccessibleName(tr("Seed"));
    m_seed->setToolTip(tr("The same seed decides the same on the same messages"));
    m_seed->setFixedWidth(86);
    label->setBuddy(m_seed);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_button);
    row->addWidget(examples);
    row->addStretch(1);
    row->addWidget(label);
    row->addWidget(m_seed);
    auto *layout = new QVBoxLayout(pane);
    layout->setContentsMargins(14, 8, 14, 8);
    layout->setSpacing(6);
    layout->addWidget(m_edit);
    layout->addWidget(m_problem);
    layout->addLayout(row);
    connect(m_edit, &FaultEdit::problemChanged, this, &FaultsPane::showProblem);
    connect(m_edit, &QLineEdit::returnPressed, this, &FaultsPane::accept);
    connect(m_button, &QPushButton::clicked, this, &FaultsPane::accept);
    connect(m_seed, &QSpinBox::valueChanged, this, [this](int seed) { m_faults.setSeed(quint64(seed)); });
    return pane;
}

void FaultsPane::addExamples(QPushButton *button)
{
    auto *menu = new QMenu(button);
    const QList<QPair<QString, QString>> examples = {
        {tr("Orders take 200 ms longer"), QStringLiteral("delay=200ms,subject=shop.orders.>")},
        {tr("One log line in twenty is lost"), QStringLiteral("drop=5%,subject=logs.>")},
        {tr("Now and then a message comes twice"), QStringLiteral("duplicate=1%,on=deliver")},
        {tr("Messages overtake each other"), QStringLiteral("reorder=10%,window=3")},
        {tr("A client on a slow line"), QStringLiteral("bandwidth=64k,client=worker*")},
        {tr("A connection breaks amid a message"), QStringLiteral("cut=midframe,subject=shop.orders.created")},
        {tr("For ten seconds nobody new gets in"), QStringLiteral("refuse,until=10s")},
        {tr("A subject is forbidden"), QStringLiteral("deny,subject=secret.>")}};
    for (const auto &example : examples) {
        connect(menu->addAction(example.first), &QAction::triggered, this, [this, text = example.second] {
            m_table->setCurrentItem(nullptr);
            m_edit->setText(text);
            m_edit->setFocus();
        });
    }
    button->setMenu(menu);
}

void FaultsPane::fill()
{
    m_isFilling = true;
    const auto rules = m_faults.rules();
    m_table->setRowCount(static_cast<int>(rules.size()));
    for (int row = 0; row < rules.size(); ++row)
        showRow(row, rules.at(row));
    m_title->setRemark(rules.isEmpty() ? tr("none: everything gets through") : tr("on all servers"));
    const QSignalBlocker blocker(m_seed);
    m_seed->setValue(static_cast<int>(m_faults.seed()));
    m_edited = m_table->currentRow();
    m_isFilling = false;
}

void FaultsPane::showRow(int row, const FaultView &rule)
{
    const QStringList texts = {rule.kind, rule.value, rule.where.isEmpty() ? tr("everywhere") : rule.where,
                               countShort(rule.applied)};
    for (int column = 0; column < ColumnCount; ++column) {
        auto *item = m_table->item(row, column);
        if (!item) {
            item = new QTableWidgetItem;
            m_table->setItem(row, column, item);
        }
        if (item->text() != texts.at(column))
            item->setText(texts.at(column));
    }
    m_table->item(row, What)->setCheckState(rule.isOn ? Qt::Checked : Qt::Unchecked);
    m_table->item(row, Where)->setToolTip(rule.text);
    auto *hits = m_table->item(row, Hits);
    hits->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    hits->setToolTip(tr("%1 matched, %2 applied, %3 let go early")
                         .arg(countFull(rule.matched), countFull(rule.applied), countFull(rule.hurried)));
}

void FaultsPane::refresh()
{
    if (!isVisible())
        return;
    m_isFilling = true;
    const auto rules = m_faults.rules();
    for (int row = 0; row < rules.size() && row < m_table->rowCount(); ++row)
        showRow(row, rules.at(row));
    m_isFilling = false;
}

void FaultsPane::showProblem()
{
    const auto &problem = m_edit->problem();
    m_problem->setText(problem ? tr("Character %1: %2").arg(problem->at + 1).arg(problem->words) : QString());
    m_problem->setVisible(problem.has_value());
    m_button->setText(m_edited < 0 ? tr("Add") : tr("Change"));
    m_button->setEnabled(!problem && !m_edit->text().trimmed().isEmpty());
}

QString FaultsPane::problem() const
{
    return m_problem->isHidden() ? QString() : m_problem->text();
}

void FaultsPane::accept()
{
    const auto text = m_edit->text().trimmed();
    if (m_edit->problem() || text.isEmpty())
        return;
    const bool isNew = m_edited < 0;
    const auto done = isNew ? m_faults.add(text) : m_faults.change(m_edited, text);
    if (!done) {
        m_problem->setText(errorText(done.error()));
        m_problem->show();
        return;
    }
    if (isNew)
        m_edit->clear();
}

void FaultsPane::removeSelected()
{
    if (const int row = m_table->currentRow(); row >= 0)
        m_faults.remove(row);
    m_table->setCurrentItem(nullptr);
    m_edit->clear();
}

} // namespace gnat
