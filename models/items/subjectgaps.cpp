// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/subjectgaps.h"

#include "base/latency.h"
#include "base/words.h"
#include "flow/messagesource.h"
#include "traffic/gapfigures.h"

#include <QLocale>

#include <algorithm>
#include <vector>

namespace gnat {

QString gapsText(const SubjectTree &tree, MessageSource &messages, NodeIndex node)
{
    std::vector<std::int64_t> arrivals;
    const auto end = messages.end();
    for (auto at = std::max(messages.begin(), end > gapReach ? end - gapReach : 0); at < end; ++at) {
        const auto handle = messages.at(at);
        if (handle.isEmpty())
            continue;
        const auto view = handle.view();
        auto above = tree.find(view.source, view.subject);
        while (above != SubjectTree::root && above != node)
            above = tree.parent(above);
        if (above == node)
            arrivals.push_back(view.atNs);
    }
    std::ranges::sort(arrivals); // connections overlap
    const auto gaps = gapFigures(arrivals);
    if (gaps.count == 0)
        return {};
    return Words::tr("Between its newest %1 messages: %2 to %3, mostly %4")
        .arg(QLocale().toString(static_cast<qulonglong>(arrivals.size())), latencyText(gaps.shortest),
             latencyText(gaps.longest), latencyText(gaps.median));
}

void keepGaps(SubjectTree &tree, MessageSource &messages, bool isOn)
{
    if (isOn == tree.keepsGaps())
        return;
    tree.setGapsKept(isOn);
    const auto end = isOn ? messages.end() : 0;
    for (auto at = std::max(messages.begin(), end > gapReach ? end - gapReach : 0); at < end; ++at) {
        if (const auto handle = messages.at(at); !handle.isEmpty())
            tree.noteForGaps(handle.view().source, handle.view().subject, handle.view().atNs);
    }
}

} // namespace gnat
