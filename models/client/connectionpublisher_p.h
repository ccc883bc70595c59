// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connectionprofile.h"
#include "client/connectionpublisher.h"
#include "client/nathandles_p.h"
#include "client/publishrefusals_p.h"
#include "client/sendinglock_p.h"

namespace gnat {

std::shared_ptr<ConnectionPublisher> makePublisher(std::shared_ptr<NatsLink> link, const ConnectionProfile &profile,
                                                   std::shared_ptr<SendingLock> lock, const SendingPass &pass,
                                                   std::shared_ptr<PublishRefusals> refusals);

} // namespace gnat
