// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace gnat {

enum class ChipTone { Neutral, Ok, Warn, Err, Accent, Violet, Teal };

/// A short word on a tint: "Replied", "latest", "List shows 1 in 410". 20 px high. GUI thread.
class Chip : public QWidget
{
    Q_OBJECT

public:
    explicit Chip(QWidget *parent = nullptr);
    Chip(ChipTone tone, const QString &text, QWidget *parent = nullptr);

    void set(ChipTone tone, const QString &text, const QString &iconName = {});
    QString text() const { return m_text; }
    /// Mono text, for what came off the wire.
    void setMono(bool isMono);
    /// With a cross at the right; a click on it, or Delete with the focus, emits closeRequested().
    void setClosable(bool isClosable);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void clicked();
    void closeRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QFont textFont() const;

    ChipTone m_tone = ChipTone::Neutral;
    QString m_text;
    QString m_icon;
    bool m_isMono = false;
    bool m_isClosable = false;
};

/// The same look for a delegate; the width it needs without an icon.
qreal chipWidth(const QString &text);
void paintChip(class QPainter *painter, const QRectF &where, const struct Theme &theme, ChipTone tone,
               const QString &text);

} // namespace gnat
