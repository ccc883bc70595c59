// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QWidget>

namespace gnat {

/// A white card with a thin frame.
class Card : public QWidget
{
public:
    explicit Card(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// An icon in a colour of the theme.
class IconView : public QWidget
{
public:
    IconView(QString iconName, int side, QColor Theme::*color, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_iconName;
    QColor Theme::*m_color;
};

/// What the demo sends: four subjects, their formats and a sketch of their rates.
class DemoPreview : public QWidget
{
    Q_OBJECT

public:
    explicit DemoPreview(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// "Ctrl+L filter": a key cap and what it does.
class KeyHint : public QWidget
{
public:
    KeyHint(const QString &keys, const QString &meaning, QWidget *parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_keys;
    QString m_meaning;
};

} // namespace gnat
