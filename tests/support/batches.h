// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batchbuilder.h"

#include <string>
#include <vector>

namespace gnat::test {

/// A batch of one source with a message for each subject, all with the same payload, one nanosecond apart.
inline std::unique_ptr<MessageBatch> makeBatch(SourceId source, const std::vector<std::string> &subjects,
                                               std::int64_t atNs = 1, std::string_view payload = "x")
{
    BatchBuilder builder(source);
    for (const auto &subject : subjects) {
        if (!builder.append({subject, {}, {}, payload}, atNs++, SubscriptionId(1)))
            return {};
    }
    return builder.take();
}

} // namespace gnat::test
