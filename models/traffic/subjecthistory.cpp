// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/subjecthistory.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace gnat {

namespace {
constexpr std::size_t mostSparklines = 5000;
} // namespace

SubjectHistory::SubjectHistory(std::int64_t firstNs, std::int64_t lastNs, std::size_t most)
    : m_firstNs(firstNs), m_durationNs(std::max<std::int64_t>(lastNs - firstNs, 0)), m_most(most)
{
    const auto wanted = std::clamp<std::int64_t>(m_durationNs / shortestStepNs, 1, mostSteps);
    m_steps = std::bit_floor(static_cast<std::uint32_t>(wanted));
    m_stepNs = m_durationNs / m_steps + 1; // so that the last message lies in the last step
}

void SubjectHistory::add(NodeIndex subject, std::int64_t atNs)
{
    const auto step = std::clamp<std::int64_t>((atNs - m_firstNs) / m_stepNs, 0, m_steps - 1);
    if (subject >= m_last.size())
        m_last.resize(subject + 1);
    Count one;
    one.node = subject;
    one.in.step = static_cast<std::uint32_t>(step);
    one.in.messages = 1;
    if (!join(one)) {
        m_open.append(one);
        m_last[subject] = m_open.size();
    }
    if (m_open.size() > m_most && m_steps > 1)
        coarsen();
}

/// Adds it to the newest of its node, if that is of the same step and has room.
bool SubjectHistory::join(const Count &one)
{
    const auto last = m_last[one.node];
    if (last == 0)
        return false;
    auto &newest = m_open[last - 1].in;
    const std::uint32_t sum = newest.messages + one.in.messages;
    if (newest.step != one.in.step || sum > StepCount::mostMessages)
        return false;
    newest.messages = sum;
    return true;
}

/// Makes steps twice as long and joins the counts that fall into the same one, in place.
void SubjectHistory::coarsen()
{
    m_steps /= 2;
    m_stepNs *= 2;
    std::ranges::fill(m_last, 0);
    std::uint32_t kept = 0;
    for (std::uint32_t i = 0; i < m_open.size(); ++i) {
        auto one = m_open[i];
        one.in.step /= 2;
        if (join(one))
            continue;
        m_open[kept] = one;
        m_last[one.node] = ++kept;
    }
    m_open.truncate(kept);
}

/// Sorts the counts so that those of a node and all below lie side by side. A parent has a smaller number than its
/// children, so one pass backwards sums up the room each needs, and one forwards places them.
void SubjectHistory::close(const SubjectTree &tree)
{
    const auto nodes = tree.nodeCount();
    std::vector<std::uint32_t> own(nodes);
    for (std::uint32_t i = 0; i < m_open.size(); ++i) {
        auto &one = m_open[i];
        one.node = tree.current(one.node); // its level may have been folded since
        ++own[one.node];
    }
    auto whole = own;
    for (auto node = nodes; node-- > 1;)
        whole[tree.parent(static_cast<NodeIndex>(node))] += whole[node];
    m_stretches.assign(nodes, {});
    std::vector<std::uint32_t> next(nodes); // where a node's next child begins
    for (std::size_t node = 0; node < nodes; ++node) {
        const auto begin = node == SubjectTree::root ? 0 : next[tree.parent(static_cast<NodeIndex>(node))];
        m_stretches[node] = {begin, begin + own[node], begin + whole[node]};
        if (node != SubjectTree::root)
            next[tree.parent(static_cast<NodeIndex>(node))] += whole[node];
        next[node] = begin + own[node];
    }
    m_counts.resize(m_open.size());
    for (std::uint32_t i = 0; i < m_open.size(); ++i) {
        const auto &one = m_open[i];
        m_counts[m_stretches[one.node].ownEnd - own[one.node]--] = one.in;
    }
    m_open.clear();
    m_last = {};
}

void SubjectHistory::addOwn(NodeIndex node, std::vector<double> &into, double weight) const
{
    if (node >= m_stretches.size())
        return;
    const auto &stretch = m_stretches[node];
    for (auto i = stretch.begin; i < stretch.ownEnd; ++i)
        into[m_counts[i].step] += weight * m_counts[i].messages;
}

std::vector<float> SubjectHistory::makeSparkline(NodeIndex node) const
{
    const auto points = std::min(m_steps, sparkPoints);
    const auto group = m_steps / points;
    const auto seconds = static_cast<float>(m_stepNs) * static_cast<float>(group) / 1e9F;
    std::vector<float> rates(points);
    const auto &stretch = m_stretches[node];
    for (auto i = stretch.begin; i < stretch.end; ++i)
        rates[m_counts[i].step / group] += static_cast<float>(m_counts[i].messages) / seconds;
    return rates;
}

std::vector<float> SubjectHistory::sparkline(NodeIndex node)
{
    if (node >= m_stretches.size())
        return {};
    if (m_sparklines.size() >= mostSparklines)
        m_sparklines.clear();
    auto found = m_sparklines.find(node);
    if (found == m_sparklines.end())
        found = m_sparklines.emplace(node, makeSparkline(node)).first;
    return found->second;
}

} // namespace gnat
