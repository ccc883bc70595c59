// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/messagesource.h"

#include <QSemaphore>

#include <memory>

namespace gnat::test {

/// A recording that starts with the first message, but only when the test has done what must come before: the
/// recorder's thread waits in the trigger, and its time begins behind that. Lets go when it is destroyed.
class HeldStart
{
public:
    ~HeldStart() { letGo(); }

    /// For RecordingOptions::startWhen.
    MessagePredicate predicate() const
    {
        return [go = m_go](const MessageView &) {
            go->acquire();
            return true;
        };
    }
    void letGo() { m_go->release(1'000'000); }

private:
    std::shared_ptr<QSemaphore> m_go = std::make_shared<QSemaphore>();
};

} // namespace gnat::test
