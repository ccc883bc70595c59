// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/requeststatistics.h"

#include <QWidget>

#include <vector>

class QLabel;
class QTableView;

namespace gnat {

class ExchangeAnalyser;
class FrameTicker;
class KeyedTableModel;
class LatencyBars;

/// What became of requests, by subject: how many, answered, timed out, and how long answers took; the latencies of the
/// selected subject as bars. Asks for figures only while it is seen. GUI thread.
class RequestsPane final : public QWidget
{
    Q_OBJECT

public:
    /// Both must outlive it.
    RequestsPane(ExchangeAnalyser &exchanges, FrameTicker &ticker, QWidget *parent = nullptr);
    ~RequestsPane() override;

    QTableView &table() { return *m_table; }

Q_SIGNALS:
    /// Show what is sent to this subject.
    void filterRequested(const QString &pattern);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void refresh();
    const RequestFigures *current() const;
    void showLatencies();

    ExchangeAnalyser &m_exchanges;
    KeyedTableModel *m_model = nullptr;
    QTableView *m_table = nullptr;
    LatencyBars *m_bars = nullptr;
    QLabel *m_caption = nullptr;
    std::vector<RequestFigures> m_figures;
};

} // namespace gnat
