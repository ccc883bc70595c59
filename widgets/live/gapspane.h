// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strongid.h"
#include "traffic/fieldseries.h"
#include "traffic/gapfigures.h"

#include <QWidget>

class QGridLayout;

namespace gnat {

class GapHistogram;
class TextLabel;

/// How regularly the selected subject or branch sends: the times between its messages as figures and as a histogram. It
/// looks at messages only while it is shown; the owner calls refresh() about once a second. GUI thread.
class GapsPane final : public QWidget
{
    Q_OBJECT

public:
    /// Must outlive it.
    explicit GapsPane(FieldSeries &fields, QWidget *parent = nullptr);

    /// A subject, or a pattern: of all messages on it. Empty: none.
    void setSubject(SourceId source, const QByteArray &pattern);
    void refresh();
    const GapFigures &figures() const { return m_figures; }

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    enum Figure { Count, Shortest, Median, P99, Longest, Mean, Jitter, FigureCount };

    QLayout *buildFigures();
    void look();
    void stopLooking();
    void showFigures();

    FieldSeries &m_fields;
    SourceId m_source;
    QByteArray m_subject;
    FieldSeries::SeriesId m_series = 0;
    GapFigures m_figures;
    TextLabel *m_title = nullptr;
    QList<TextLabel *> m_values;
    GapHistogram *m_histogram = nullptr;
};

} // namespace gnat
