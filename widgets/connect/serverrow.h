// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QColor>

namespace gnat {

/// A server to choose with one click: ring, name, URL, remark. A button over the whole width. GUI thread.
class ServerRow : public QAbstractButton
{
    Q_OBJECT

public:
    ServerRow(const QString &name, const QString &url, QWidget *parent = nullptr);

    /// At the right: icon and a few words ("credentials file").
    void setRemark(const QString &iconName, const QString &remark);
    /// The ring's colour by its number in the series; -1: the colour for "up".
    void setSeries(int number);

    QSize sizeHint() const override { return {400, 34}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_url;
    QString m_iconName;
    QString m_remark;
    int m_series = -1;
};

} // namespace gnat
