// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "traffic/chunkedarray.h"
#include "traffic/subjecttree.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace gnat {

/// When the subjects of a tree had messages, over a span of time that is known beforehand: that of a recording. The
/// span is cut into equal steps; each subject keeps a count for those in which it had some. Memory is bounded: when
/// there are too many counts the steps become twice as long. Filled by a worker, closed, and handed to the GUI thread;
/// one thread at a time.
class SubjectHistory
{
public:
    static constexpr std::uint32_t mostSteps = 1024;
    static constexpr std::int64_t shortestStepNs = 250'000'000;
    static constexpr std::size_t mostCounts = 4'000'000; ///< 32 MB while it is filled, 16 MB afterwards
    static constexpr std::uint32_t sparkPoints = 64;

    /// From the first to the last message, wall clock.
    SubjectHistory(std::int64_t firstNs, std::int64_t lastNs, std::size_t most = mostCounts);

    /// Counts a message on the node that SubjectTree::nodeFor() gave.
    void add(NodeIndex subject, std::int64_t atNs);
    /// After the last add(): from now on it answers, for the nodes that the tree has now.
    void close(const SubjectTree &tree);

    std::int64_t firstNs() const { return m_firstNs; }
    std::int64_t durationNs() const { return m_durationNs; }
    std::int64_t stepNs() const { return m_stepNs; }
    std::uint32_t steps() const { return m_steps; }

    /// Adds the messages of the node itself, each as `weight`, step by step, to `into`, which has steps() values.
    void addOwn(NodeIndex node, std::vector<double> &into, double weight = 1) const;
    /// Messages per second of the node and all below over the whole span, at most `sparkPoints` values, oldest first.
    std::vector<float> sparkline(NodeIndex node);

private:
    /// Messages in a step. What is too many for one is followed by another of the same step.
    struct StepCount
    {
        static constexpr std::uint32_t mostMessages = (1U << 22U) - 1;
        std::uint32_t step : 10 = 0;
        std::uint32_t messages : 22 = 0;
    };
    static_assert(mostSteps <= 1U << 10U && sizeof(StepCount) == 4);
    struct Count
    {
        NodeIndex node = SubjectTree::root;
        StepCount in;
    };
    /// Where a node's counts lie: its own, then those of all below.
    struct Stretch
    {
        std::uint32_t begin = 0;
        std::uint32_t ownEnd = 0;
        std::uint32_t end = 0;
    };

    bool join(const Count &one);
    void coarsen();
    std::vector<float> makeSparkline(NodeIndex node) const;

    std::int64_t m_firstNs;
    std::int64_t m_durationNs;
    std::int64_t m_stepNs;
    std::uint32_t m_steps = 1; ///< a power of two
    std::size_t m_most;
    ChunkedArray<Count> m_open;        ///< in order of time, until close()
    std::vector<std::uint32_t> m_last; ///< by node: 1 + place of its newest in m_open
    std::vector<StepCount> m_counts;
    std::vector<Stretch> m_stretches; ///< by node
    std::unordered_map<NodeIndex, std::vector<float>> m_sparklines;
};

} // namespace gnat
