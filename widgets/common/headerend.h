// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAbstractScrollArea;
class QHeaderView;

namespace gnat {

/// The ground of a view's header goes on above its scroll bar, which stands beside both. GUI thread.
class HeaderEnd final : public QWidget
{
public:
    static void addTo(QAbstractScrollArea &view, QHeaderView &header);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    explicit HeaderEnd(QHeaderView &header);
};

} // namespace gnat
