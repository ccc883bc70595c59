// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/banner.h"

#include "common/buttons.h"
#include "common/linklabel.h"
#include "common/textlabel.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>

namespace gnat {

namespace {

constexpr int textLeft = 14 + 16 + 9;

QColor groundOf(const Theme &theme, BannerTone tone)
{
    switch (tone) {
    case BannerTone::Info:
        return theme.accentBg;
    case BannerTone::Ok:
        return theme.okBg;
    case BannerTone::Warn:
        return theme.warnBg;
    case BannerTone::Err:
        return theme.errBg;
    }
    return theme.window;
}

QColor iconColorOf(const Theme &theme, BannerTone tone)
{
    switch (tone) {
    case BannerTone::Info:
        return theme.accent;
    case BannerTone::Ok:
        return theme.ok;
    case BannerTone::Warn:
        return theme.warn;
    case BannerTone::Err:
        return theme.err;
    }
    return theme.text2;
}

} // namespace

Banner::Banner(QWidget *parent) : QWidget(parent)
{
    setMinimumHeight(34);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_text = new TextLabel({}, TextRole::Body, this);
    m_text->setFont(uiFont(px::small));
    m_text->setTextFormat(Qt::RichText);
    m_text->setMinimumWidth(40);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_linkRow = new QHBoxLayout;
    m_linkRow->setSpacing(20);
    m_close = makeIconButton(QStringLiteral("close"), tr("Close this strip"), this);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(textLeft, 4, 8, 5);
    row->setSpacing(9);
    row->addWidget(m_text, 1);
    row->addLayout(m_linkRow);
    row->addWidget(m_close);
    connect(m_close, &QToolButton::clicked, this, &Banner::closed);
}

void Banner::set(BannerTone tone, const QString &iconName, const QString &html, const QList<Link> &links)
{
    const bool isNews = m_iconName != iconName || m_tone != tone;
    m_tone = tone;
    m_iconName = iconName;
    m_text->setText(html);
    // Shown whole in the tooltip when the window is too narrow for it.
    m_text->setToolTip(html);
    if (links != m_links) {
        m_links = links;
        while (QLayoutItem *item = m_linkRow->takeAt(0)) {
            if (item->widget())
                item->widget()->deleteLater();
            delete item;
        }
        for (const Link &link : links) {
            auto *label = new LinkLabel(link.second, this);
            label->setFont(uiFont(px::small, QFont::Medium));
            m_linkRow->addWidget(label);
            connect(label, &LinkLabel::clicked, this, [this, id = link.first] { Q_EMIT linkActivated(id); });
        }
    }
    if (isNews) {
        setAccessibleName(m_text->text());
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
    update();
}

QString Banner::html() const
{
    return m_text->text();
}

void Banner::paintEvent(QPaintEvent * /*event*/)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), groundOf(theme, m_tone));
    painter.fillRect(0, height() - 1, width(), 1, theme.line);
    if (!m_iconName.isEmpty())
        paintIcon(&painter, QRectF(14, (height() - 17) / 2.0, 16, 16), m_iconName, iconColorOf(theme, m_tone));
}

} // namespace gnat
