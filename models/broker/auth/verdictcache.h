// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/subscriptionindex.h"

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace gnat {

/// Remembers yes or no for the subjects asked for last, one a slot: bounded, and without allocating once the slots'
/// texts have grown. One thread.
class VerdictCache
{
public:
    /// What `decide()` says, or said before for the same subject.
    template <typename Decide>
    bool verdict(std::string_view subject, Decide decide)
    {
        if (subject.size() > longest)
            return decide();
        if (!m_slots)
            m_slots = std::make_unique<Slots>();
        auto &slot = (*m_slots)[TextHash()(subject) % slotCount];
        if (slot.subject != subject) {
            slot.isYes = decide();
            slot.subject = subject;
        }
        return slot.isYes;
    }

private:
    static constexpr std::size_t slotCount = 256;
    static constexpr std::size_t longest = 256;
    struct Slot
    {
        std::string subject; ///< empty: free
        bool isYes = false;
    };
    using Slots = std::array<Slot, slotCount>;

    std::unique_ptr<Slots> m_slots; ///< made when first needed
};

} // namespace gnat
