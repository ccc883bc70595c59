// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/messageexport.h"

#include <memory>

namespace gnat {

/// One format of exports: bytes for one message after the other.
class ExportForm
{
public:
    virtual ~ExportForm() = default;
    /// Whether learn() must see all messages before the first append().
    virtual bool mustLearn() const { return false; }
    virtual void learn(const MessageView & /*message*/) {}
    virtual void begin(QByteArray & /*out*/) {}
    /// `note`: null if the message is not marked.
    virtual Result<void> append(QByteArray &out, const MessageView &message, const QString *note) = 0;
    virtual void end(QByteArray & /*out*/) {}
    /// What was lost, beside the count of messages.
    virtual void report(ExportFigures & /*figures*/) const {}
};

std::unique_ptr<ExportForm> makeExportForm(const ExportRequest &request);

} // namespace gnat
