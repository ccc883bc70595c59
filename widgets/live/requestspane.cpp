// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/requestspane.h"

#include "base/text.h"
#include "cluster/clusterdelegate.h"
#include "common/ground.h"
#include "common/textlabel.h"
#include "exchange/exchangeanalyser.h"
#include "filter/filterfor.h"
#include "flow/frameticker.h"
#include "items/requestrows.h"
#include "items/roles.h"
#include "live/latencybars.h"

#include <QItemSelectionModel>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

namespace gnat {

RequestsPane::RequestsPane(ExchangeAnalyser &exchanges, FrameTicker &ticker, QWidget *parent)
    : QWidget(parent), m_exchanges(exchanges)
{
    useBaseGround(this);
    m_model = makeRequestTable(this);
    auto *sorted = new QSortFilterProxyModel(this);
    sorted->setSourceModel(m_model);
    sorted->setSortRole(SortRole);
    auto *splitter = new QSplitter(this);
    m_table = makeClusterTable(sorted, tr("Requests by subject"), {}, true, splitter);
    setColumnWidths(m_table, {0, 104, 78, 66, 74, 66, 68, 68, 68, 68});
    m_table->sortByColumn(static_cast<int>(RequestColumn::Requests), Qt::DescendingOrder);
    auto *side = new QWidget(splitter);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 6, 0, 0);
    column->setSpacing(2);
    m_caption = new TextLabel({}, TextRole::Small, side);
    m_caption->setIndent(12);
    m_caption->setMinimumWidth(40);
    m_bars = new LatencyBars(side);
    column->addWidget(m_caption);
    column->addWidget(m_bars, 1);
    splitter->addWidget(m_table);
    splitter->addWidget(side);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({760, 300});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RequestsPane::showLatencies);
    connect(m_table, &QTableView::doubleClicked, this, [this] {
        if (const auto *one = current(); one && !one->subject.empty())
            Q_EMIT filterRequested(filterForSubject(one->subject));
    });
    connect(&ticker, &FrameTicker::ticked, this, [this] {
        if (isVisible())
            refresh();
    });
    showLatencies();
}

RequestsPane::~RequestsPane()
{
    m_exchanges.wantStatistics(false);
}

void RequestsPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_exchanges.wantStatistics(true);
}

void RequestsPane::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_exchanges.wantStatistics(false);
}

void RequestsPane::refresh()
{
    auto figures = m_exchanges.takeStatistics();
    if (!figures)
        return;
    m_figures = std::move(*figures);
    m_model->setRows(requestRows(m_figures));
    if (!m_table->currentIndex().isValid() && m_model->rowCount() > 0)
        m_table->selectRow(0);
    showLatencies();
}

/// The figures of the current row; null if there is none.
const RequestFigures *RequestsPane::current() const
{
    const auto *sorted = qobject_cast<const QSortFilterProxyModel *>(m_table->model());
    const auto row = sorted->mapToSource(m_table->currentIndex()).row(); // rows stand as the figures do
    return row >= 0 && row < static_cast<int>(m_figures.size()) ? &m_figures[static_cast<std::size_t>(row)] : nullptr;
}

void RequestsPane::showLatencies()
{
    const auto *one = current();
    m_caption->setText(
        one ? tr("Latencies on %1, within 1.6 %").arg(m_table->currentIndex().siblingAtColumn(0).data().toString())
            : tr("No request was seen yet."));
    m_bars->setLatencies(one ? one->latencies : LatencyHistogram());
}

} // namespace gnat
