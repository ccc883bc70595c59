// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <optional>
#include <vector>

class QTableView;

namespace gnat {

class MessageListModel;

/// Where somebody is in a message list, by positions and not by rows: put back when the rows are made anew, by another
/// filter for instance, as soon as the message is there again. Owned by the list. GUI thread.
class ListPlace
{
public:
    /// Selected rows beyond these are not put back.
    static constexpr int maxSelected = 1000;

    /// Notes current row, selection and the row on top, before the rows go.
    void remember(const QTableView &list);
    void forget() { *this = {}; }
    /// Something waits to be put back.
    bool isWaiting() const { return m_current || m_top; }
    /// The message to come back to, if it was chosen.
    std::optional<quint64> current() const { return m_current; }

    /// Makes it current and selects it, once it is a row; `isHeld`: and puts it where it was in the view. True if done.
    bool restore(QTableView &list, const MessageListModel &messages, bool isHeld);

private:
    void select(QTableView &list, const MessageListModel &messages, int row) const;

    std::optional<quint64> m_current;
    std::optional<quint64> m_top;
    std::vector<quint64> m_selected;
    int m_column = 0;
    int m_rowsAbove = 0; ///< between the top of the view and the current row
};

} // namespace gnat
