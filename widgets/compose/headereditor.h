// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QWidget>

class QTableWidget;

namespace gnat {

/// Headers to be sent, in order; a key may be there more than once. GUI thread.
class HeaderEditor final : public QWidget
{
    Q_OBJECT

public:
    using Headers = QList<QPair<QByteArray, QByteArray>>;

    explicit HeaderEditor(QWidget *parent = nullptr);

    /// Rows without a key are left out.
    Headers headers() const;
    void setHeaders(const Headers &headers);

Q_SIGNALS:
    void changed();

private:
    void addRow(const QString &key, const QString &value);
    void removeSelected();

    QTableWidget *m_table = nullptr;
};

} // namespace gnat
