// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/segmented.h"

#include "theme/fonts.h"
#include "theme/theme.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QFontMetricsF>
#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace gnat {

namespace {

// One segment; the bar draws the frame around all.
class Segment final : public QAbstractButton
{
public:
    Segment(const QString &text, bool isFirst, bool isLast, QWidget *parent)
        : QAbstractButton(parent), m_isFirst(isFirst), m_isLast(isLast)
    {
        setText(text);
        setAccessibleName(text);
        setCheckable(true);
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Expanding);
    }

    // As wide as with bold text, so that nothing moves when the choice does.
    QSize sizeHint() const override
    {
        const QFontMetricsF bold(uiFont(px::small, QFont::DemiBold));
        return {static_cast<int>(std::ceil(bold.horizontalAdvance(text()))) + 19, 22};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent * /*event*/) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        if (isChecked() || underMouse()) {
            painter.setRenderHint(QPainter::Antialiasing);
            painter.fillPath(outline(), isChecked() ? theme.accentBg : theme.hover);
        }
        if (!m_isLast)
            painter.fillRect(width() - 1, 0, 1, height(), theme.line);
        painter.setFont(uiFont(px::small, isChecked() ? QFont::DemiBold : QFont::Normal));
        const QColor color = isChecked() ? theme.accent : theme.text2;
        painter.setPen(isEnabled() ? color : blended(color, theme.base, 0.5));
        painter.drawText(rect().adjusted(0, 0, m_isLast ? 0 : -1, 0), Qt::AlignCenter, text());
        if (hasFocus()) {
            painter.setPen(QPen(theme.accent, 1));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(rect()).adjusted(1.5, 1.5, -2.5, -1.5), 2, 2);
        }
    }

private:
    // Rounded only at the ends of the bar.
    QPainterPath outline() const
    {
        QPainterPath path;
        path.addRoundedRect(QRectF(rect()), 3, 3);
        QPainterPath square;
        square.addRect(QRectF(rect()).adjusted(m_isFirst ? 4 : 0, 0, m_isLast ? -4 : 0, 0));
        return path.united(square);
    }

    bool m_isFirst = false;
    bool m_isLast = false;
};

} // namespace

Segmented::Segmented(const QStringList &choices, const QString &name, QWidget *parent) : QWidget(parent)
{
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setBarHeight(24);
    m_group = new QButtonGroup(this);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(1, 1, 1, 1);
    row->setSpacing(0);
    for (qsizetype i = 0; i < choices.size(); ++i) {
        auto *segment = new Segment(choices[i], i == 0, i + 1 == choices.size(), this);
        m_group->addButton(segment, static_cast<int>(i));
        row->addWidget(segment);
    }
    setCurrent(0);
    connect(m_group, &QButtonGroup::idClicked, this, &Segmented::currentChanged);
}

int Segmented::current() const
{
    return m_group->checkedId();
}

void Segmented::setCurrent(int index)
{
    if (QAbstractButton *button = m_group->button(index)) {
        button->setChecked(true);
    } else if (QAbstractButton *checked = m_group->checkedButton()) {
        m_group->setExclusive(false);
        checked->setChecked(false);
        m_group->setExclusive(true);
    }
}

void Segmented::setChoiceEnabled(int index, bool isEnabled)
{
    if (QAbstractButton *button = m_group->button(index))
        button->setEnabled(isEnabled);
}

void Segmented::setBarHeight(int height)
{
    setFixedHeight(height);
}

void Segmented::paintEvent(QPaintEvent * /*event*/)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.lineCtl, 1));
    painter.setBrush(theme.base);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

} // namespace gnat
