// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/subjectcells_p.h"

#include "base/text.h"
#include "core/clock.h"
#include "items/subjectgaps.h"
#include "items/treeinterest.h"

#include <QLocale>

#include <limits>

namespace gnat {

namespace {
using Column = SubjectTreeModel::Column;

bool isText(int column)
{
    return static_cast<Column>(column) == Column::Name || static_cast<Column>(column) == Column::LastValue;
}

QString headerText(Column column)
{
    switch (column) {
    case Column::Messages:
        return SubjectTreeModel::tr("Messages");
    case Column::Rate:
        return SubjectTreeModel::tr("Messages/s");
    case Column::ByteRate:
        return SubjectTreeModel::tr("Bytes/s");
    case Column::Share:
        return SubjectTreeModel::tr("Share");
    case Column::Subjects:
        return SubjectTreeModel::tr("Subjects");
    case Column::LastSeen:
        return SubjectTreeModel::tr("Last seen");
    case Column::LastValue:
        return SubjectTreeModel::tr("Last value");
    case Column::ShortestGap:
        return SubjectTreeModel::tr("Shortest gap");
    case Column::LongestGap:
        return SubjectTreeModel::tr("Longest gap");
    default:
        return SubjectTreeModel::tr("Subject");
    }
}

QString headerTip(Column column)
{
    if (column != Column::ShortestGap && column != Column::LongestGap)
        return {};
    return SubjectTreeModel::tr(
               "Time between two messages of a subject, since this column is shown and among the newest "
               "%1 before.\nOf a branch: that of any one subject below it.\nWhere messages may be "
               "missing is no gap.")
        .arg(QLocale().toString(static_cast<qulonglong>(gapReach)));
}

QString subscribersText(const SubjectInterest &interest)
{
    auto first = SubjectTreeModel::tr("%n subscription(s):", nullptr, static_cast<int>(interest.subscribers));
    if (interest.subjects > 1)
        first = SubjectTreeModel::tr("%1 subscriptions on %2 subjects:")
                    .arg(QLocale().toString(interest.subscribers), QLocale().toString(interest.subjects));
    QStringList lines{first};
    for (const auto &client : interest.clients)
        lines << QStringLiteral("  ") + client;
    if (interest.clients.size() == SubjectInterest::maxClients && interest.subscribers > interest.clients.size())
        lines << QStringLiteral("  ") + SubjectTreeModel::tr("and more");
    if (!interest.queueGroups.isEmpty())
        lines << SubjectTreeModel::tr("Queue groups: %1").arg(interest.queueGroups.join(QStringLiteral(", ")));
    return lines.join(u'\n');
}
} // namespace

QString SubjectCells::name(NodeIndex node) const
{
    return m_tree.parent(node) == SubjectTree::root ? m_connectionName(m_tree.source(node))
                                                    : toText(m_tree.token(node));
}

NodeKind SubjectCells::kind(NodeIndex node) const
{
    if (m_tree.parent(node) == SubjectTree::root)
        return NodeKind::Connection;
    if (m_tree.isInbox(node))
        return NodeKind::Inbox;
    return m_tree.isSubject(node) ? NodeKind::Subject : NodeKind::Branch;
}

QString SubjectCells::sentence(NodeIndex node) const
{
    const QLocale locale;
    const auto messages = locale.toString(static_cast<qulonglong>(m_tree.figures(node).messages));
    const auto perSecond = rate(node);
    if (perSecond < 0)
        return SubjectTreeModel::tr("%1: %2 messages").arg(name(node), messages);
    return SubjectTreeModel::tr("%1: %2 messages, %3 per second")
        .arg(name(node), messages, locale.toString(perSecond, 'f', 1));
}

QString SubjectCells::folding(NodeIndex node) const
{
    const auto values = QLocale().toString(static_cast<qulonglong>(m_tree.foldedValues(node)));
    return m_tree.isFolding(node)
               ? SubjectTreeModel::tr("About %1 distinct values are folded here.").arg(values)
               : SubjectTreeModel::tr("About %1 distinct values were folded here before.").arg(values);
}

QString SubjectCells::toolTip(NodeIndex node) const
{
    if (m_tree.parent(node) == SubjectTree::root)
        return name(node);
    QStringList lines{toText(m_tree.subject(node))};
    if (m_tree.isFolded(node))
        lines << folding(node);
    if (m_tree.isRequested(node))
        lines << SubjectTreeModel::tr("Requests were seen on it.");
    if (const auto *interest = m_interest ? m_interest->at(node) : nullptr)
        lines << subscribersText(*interest);
    if (const auto gaps = m_gaps ? m_gaps(node) : QString(); !gaps.isEmpty())
        lines << gaps;
    return lines.join(u'\n');
}

double SubjectCells::rate(NodeIndex node) const
{
    return m_past.rate ? m_past.rate(node) : static_cast<double>(m_tree.figures(node).messageRate);
}

/// Of all messages that the tree counted.
double SubjectCells::share(NodeIndex node) const
{
    const auto all = m_tree.figures(SubjectTree::root).messages;
    return all == 0 ? 0 : static_cast<double>(m_tree.figures(node).messages) / static_cast<double>(all);
}

bool SubjectCells::isSilent(NodeIndex node) const
{
    const auto lastNs = m_tree.figures(node).lastNs;
    return !m_past.rate && lastNs != 0 && wallNanoseconds() - lastNs > SubjectTreeModel::silentNs;
}

QVariant SubjectCells::figure(NodeIndex node, int role) const
{
    const auto figures = m_tree.figures(node);
    switch (role) {
    case CountRole:
        return static_cast<qulonglong>(figures.messages);
    case BytesRole:
        return static_cast<qulonglong>(figures.bytes);
    case RateRole:
        return rate(node);
    case LastSeenRole:
        return static_cast<qlonglong>(figures.lastNs);
    case IsSilentRole:
        return isSilent(node);
    case SubscribersRole: {
        const auto *interest = m_interest ? m_interest->at(node) : nullptr;
        return interest ? QVariant(interest->subscribers) : QVariant();
    }
    case IsRequestedRole:
        return m_tree.isRequested(node);
    case FoldedValuesRole:
        return m_tree.isFolded(node) ? QVariant(static_cast<qulonglong>(m_tree.foldedValues(node))) : QVariant();
    default:
        return {};
    }
}

QVariant SubjectCells::meaning(NodeIndex node, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case SortRole:
        return name(node);
    case Qt::ToolTipRole:
        return toolTip(node);
    case Qt::AccessibleTextRole:
        return sentence(node);
    case SourceRole:
        return m_tree.source(node).number();
    case SubjectRole:
        return toByteArray(m_tree.pattern(node));
    case NodeKindRole:
        return static_cast<int>(kind(node));
    case ChildCountRole:
        return static_cast<int>(m_tree.childCount(node));
    case SparklineRole: {
        const auto values = m_past.sparkline ? m_past.sparkline(node) : m_tree.sparkline(node);
        return QVariant::fromValue(QList<float>(values.begin(), values.end()));
    }
    default:
        return role > Qt::UserRole ? figure(node, role) : QVariant();
    }
}

QVariant SubjectCells::shown(NodeIndex node, int column) const
{
    const auto figures = m_tree.figures(node);
    switch (static_cast<Column>(column)) {
    case Column::Messages:
        return static_cast<qulonglong>(figures.messages);
    case Column::Rate:
        return rate(node);
    case Column::ByteRate: // of a recording's subjects nobody counted them by time
        return m_past.rate ? -1.0 : static_cast<double>(figures.byteRate);
    case Column::Share:
        return share(node);
    case Column::Subjects:
        return static_cast<qulonglong>(figures.subjects);
    case Column::LastSeen:
        return static_cast<qlonglong>(figures.lastNs);
    case Column::LastValue:
        return m_lastValue ? m_lastValue(node) : QString();
    case Column::ShortestGap:
        return static_cast<qlonglong>(m_tree.gaps(node).shortestNs);
    case Column::LongestGap:
        return static_cast<qlonglong>(m_tree.gaps(node).longestNs);
    default:
        return name(node);
    }
}

QVariant SubjectCells::at(NodeIndex node, int column, int role) const
{
    return column > 0 && (role == Qt::DisplayRole || role == SortRole) ? shown(node, column) : meaning(node, role);
}

double SubjectCells::sortKey(NodeIndex node, int column, Qt::SortOrder order) const
{
    constexpr auto never = std::numeric_limits<double>::infinity();
    switch (static_cast<Column>(column)) {
    case Column::LastValue:
        return static_cast<double>(m_tree.figures(node).lastNs);
    case Column::ShortestGap:
    case Column::LongestGap: {
        const auto gap = shown(node, column).toDouble();
        return gap >= 0 ? gap : order == Qt::AscendingOrder ? never : -never;
    }
    default:
        return shown(node, column).toDouble();
    }
}

QVariant SubjectCells::header(int column, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return headerText(static_cast<Column>(column));
    case Qt::ToolTipRole:
        return headerTip(static_cast<Column>(column));
    case Qt::InitialSortOrderRole: {
        const bool isRising = column == 0 || static_cast<Column>(column) == Column::ShortestGap;
        return isRising ? Qt::AscendingOrder : Qt::DescendingOrder;
    }
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (isText(column) ? Qt::AlignLeft : Qt::AlignRight));
    default:
        return {};
    }
}

} // namespace gnat
