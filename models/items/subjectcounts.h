// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/recordingreader.h"
#include "traffic/subjecttree.h"

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace gnat {

struct RecordedSubject;

/// The subjects of a recording with what they amount to, the most frequent first. Takes 24 bytes a subject beside the
/// names, which are those of all who read the file. A value, cheap to copy.
class SubjectCounts
{
public:
    struct Count
    {
        quint64 messages = 0;
        quint64 bytes = 0;                  ///< payload
        NodeIndex node = SubjectTree::root; ///< on which it counts in the tree, together with others where that folds
        quint32 number = 0;                 ///< in the file
    };

    SubjectCounts() = default;
    /// In any order; of all of them the names were read.
    SubjectCounts(std::vector<Count> counts, std::shared_ptr<const RecordedNames> names);

    bool isEmpty() const { return size() == 0; }
    qsizetype size() const { return m_counts ? static_cast<qsizetype>(m_counts->size()) : 0; }
    RecordedSubject at(qsizetype index) const;
    void visit(const std::function<void(std::string_view name, const Count &count)> &visit) const;

private:
    std::shared_ptr<const std::vector<Count>> m_counts;
    std::shared_ptr<const RecordedNames> m_names;
};

} // namespace gnat
