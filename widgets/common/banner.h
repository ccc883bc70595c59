// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPair>
#include <QString>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace gnat {

enum class BannerTone { Info, Ok, Warn, Err };

/// A strip under the toolbar: what happened, the server's words, one or two links, a cross. Announced to screen
/// readers. GUI thread.
class Banner : public QWidget
{
    Q_OBJECT

public:
    /// A link's id and its text.
    using Link = QPair<QString, QString>;

    explicit Banner(QWidget *parent = nullptr);

    /// `html` is one sentence or two; quote with monoHtml().
    void set(BannerTone tone, const QString &iconName, const QString &html, const QList<Link> &links = {});
    QString html() const;

Q_SIGNALS:
    void linkActivated(const QString &id);
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    BannerTone m_tone = BannerTone::Info;
    QString m_iconName;
    QList<Link> m_links;
    QLabel *m_text = nullptr;
    QHBoxLayout *m_linkRow = nullptr;
    QToolButton *m_close = nullptr;
};

} // namespace gnat
