// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/replaypreview.h"

#include "base/sendable.h"
#include "base/text.h"
#include "recording/recordingreader.h"
#include "recording/replaymessage_p.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>
#include <string>
#include <unordered_map>

namespace gnat {

namespace {

using Counts = std::unordered_map<std::string, quint64>;

QList<ReplayPreview::Target> mostFirst(const Counts &counts)
{
    QList<ReplayPreview::Target> targets;
    for (const auto &[subject, messages] : counts)
        targets.append({toByteArray(subject), messages});
    std::ranges::sort(targets, [](const auto &a, const auto &b) {
        return a.messages != b.messages ? a.messages > b.messages : a.subject < b.subject;
    });
    return targets;
}

} // namespace

Result<ReplayPreview> previewReplay(const ReplayOptions &options, const std::stop_token &stop)
{
    const auto reader = RecordingReader::open(options.path);
    if (!reader)
        return reader.error();
    const auto summary = reader.value().summary();
    if (!summary)
        return summary.error();
    const auto firstNs = summary.value().firstNs;
    const auto first = reader.value().rowAt(firstNs + std::max<qint64>(0, options.range.fromNs));
    if (!first)
        return first.error();
    const auto untilNs = options.range.untilNs ? firstNs + *options.range.untilNs : std::numeric_limits<qint64>::max();
    ReplayPreview preview;
    preview.figures.total = summary.value().messages;
    preview.figures.durationNs = summary.value().lastNs - firstNs;
    ReplayRewriter rewriter(options);
    Counts counts;
    const auto look = [&](const MessageView &message, quint64) {
        if (stop.stop_requested() || message.atNs > untilNs)
            return false;
        ++preview.figures.read;
        const auto sent = rewriter.rewrite(message, preview.figures);
        if (!sent)
            return true;
        if (const auto sendable = checkSendable(*sent); !sendable) {
            countRefusal(preview.figures, sendable.error());
            return true;
        }
        ++preview.figures.sent;
        preview.figures.changedHeaders += !canSendHeaders(sent->headers);
        ++counts[std::string(sent->subject)];
        return true;
    };
    if (const auto visited = reader.value().visit(look, first.value()); !visited)
        return visited.error();
    if (stop.stop_requested())
        return makeError(ErrorKind::Cancelled, QCoreApplication::translate("Recording", "Stopped."));
    preview.subjects = mostFirst(counts);
    return preview;
}

} // namespace gnat
