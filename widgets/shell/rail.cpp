// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/rail.h"

#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QAction>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace gnat {

namespace {

constexpr int railWidth = 72; // "Recordings" stays clear of both edges

class RailButton final : public QToolButton
{
public:
    RailButton(QString iconName, QAction *action, QWidget *parent)
        : QToolButton(parent), m_iconName(std::move(iconName)), m_words(action->text())
    {
        setDefaultAction(action);
        setFixedSize(railWidth - 1, 50);
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
        setAccessibleName(action->text());
    }

protected:
    void paintEvent(QPaintEvent * /*event*/) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (underMouse() && !isChecked())
            painter.fillRect(rect(), blended(theme.lineCtl, theme.window, 0.22));
        const QColor color = isChecked() ? theme.accent : theme.text2;
        paintIcon(&painter, QRectF((width() - 19) / 2.0, 7, 19, 19), m_iconName, color);
        painter.setFont(uiFont(10.5, QFont::Medium));
        painter.setPen(color);
        painter.drawText(QRectF(0, 29, width(), 16), Qt::AlignCenter, m_words);
        if (isChecked()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.accent);
            painter.drawRoundedRect(QRectF(-2, 8, 5, height() - 16), 2, 2);
        }
        if (hasFocus()) {
            painter.setPen(QPen(theme.accent, 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(rect()).adjusted(4, 1, -4, -1), 4, 4);
        }
    }

private:
    QString m_iconName;
    QString m_words;
};

} // namespace

Rail::Rail(QWidget *parent) : QWidget(parent)
{
    setFixedWidth(railWidth);
    setAccessibleName(tr("Pages"));
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(0, 6, 1, 6);
    m_column->setSpacing(2);
    m_column->addStretch(1);
}

void Rail::addPage(const QString &iconName, QAction *action)
{
    m_column->insertWidget(m_column->count() - 1, new RailButton(iconName, action, this));
}

void Rail::paintEvent(QPaintEvent * /*event*/)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.window);
    painter.fillRect(width() - 1, 0, 1, height(), theme.line);
}

} // namespace gnat
