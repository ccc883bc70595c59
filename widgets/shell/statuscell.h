// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QColor>

namespace gnat {

/// A cell of the status bar: dot, words, figures in mono, a meter. Its width only grows while figures change. A button.
/// GUI thread.
class StatusCell : public QAbstractButton
{
    Q_OBJECT

public:
    enum class Tone { Plain, Warn, Err };

    explicit StatusCell(QWidget *parent = nullptr);

    /// No colour: no dot.
    void setDot(const QColor &color, bool isFilled);
    void set(const QString &words, const QString &figure, Tone tone = Tone::Plain, const QString &dimFigure = {});
    /// 0…1; negative: no meter.
    void setMeter(double share);
    /// No line at the left: the first of a group.
    void setFirst(bool isFirst);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    qreal contentWidth() const;

    QColor m_dot;
    bool m_isFilled = true;
    QString m_words;
    QString m_figure;
    QString m_dimFigure;
    Tone m_tone = Tone::Plain;
    double m_meter = -1;
    bool m_isFirst = false;
    int m_width = 0;
};

} // namespace gnat
