// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vectorconnection.h"

#include <QJsonArray>

namespace gnat::test {

/// Plays the steps of a protocol vector (tests/data/vectors.json: what nats-server 2.9.10 was seen to answer) against
/// the server on `port`. Returns what was wrong, empty if nothing. A vector with a `split_send` step is played once for
/// each place where its bytes can be cut in two.
QString playVector(const QJsonArray &steps, quint16 port, const VectorCertificates &certificates);

} // namespace gnat::test
