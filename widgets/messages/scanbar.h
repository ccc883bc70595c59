// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QTableView;

namespace gnat {

class MessageListModel;

/// Two pixels under a list's header that grow while its filter looks through the messages; shown from the tenth of a
/// second on that this takes. Owned by the view.
class ScanBar final : public QWidget
{
    Q_OBJECT

public:
    /// `model` must outlive it.
    ScanBar(const MessageListModel &model, QTableView *view);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void follow(bool isFiltering);
    void place();

    const MessageListModel &m_model;
    QTableView *m_view;
    QTimer m_delay;
};

} // namespace gnat
