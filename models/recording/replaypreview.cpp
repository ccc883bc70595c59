// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/replaypreview.h"

#include "base/sendable.h"
#include "base/text.h"
#include "recording/recordingreader.h"
#include "recording/replaymessage_p.h"
#include "recording/subjecttally.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

namespace gnat {

namespace {

constexpr quint64 tellEvery = 1024;

/// A subject that something would be sent on, without its name, of which there may be a million.
struct Counted
{
    std::size_t hash = 0; ///< of its name
    quint32 source = 0;   ///< a recorded subject that is sent on it
    quint64 messages = 0;
};

/// Several subjects may be sent on one: their counts are added up.
void addUp(std::vector<Counted> &counts)
{
    std::ranges::sort(counts, {}, &Counted::hash);
    std::size_t sums = 0;
    for (const auto &count : counts) {
        if (sums > 0 && counts[sums - 1].hash == count.hash)
            counts[sums - 1].messages += count.messages;
        else
            counts[sums++] = count;
    }
    counts.resize(sums);
}

/// Lists what would be sent on each subject, by what was counted of the recorded ones.
Result<void> listSubjects(const RecordingReader &reader, const Remap &remap, const SubjectTally &tally,
                          ReplayPreview &preview)
{
    const auto sources = tally.byCount();
    std::vector<Counted> counts;
    counts.reserve(sources.size());
    for (const auto source : sources) {
        const auto name = reader.subjectName(source);
        if (!name)
            return name.error();
        const auto target = remap.apply(name.value()).value_or(std::string());
        counts.push_back({std::hash<std::string>()(target), source, tally.of(source).messages});
    }
    addUp(counts);
    const auto listed = std::min(counts.size(), ReplayPreview::mostSubjects);
    std::ranges::partial_sort(counts, counts.begin() + static_cast<std::ptrdiff_t>(listed), std::greater(),
                              &Counted::messages);
    for (std::size_t i = 0; i < listed; ++i) {
        const auto name = reader.subjectName(counts[i].source);
        if (!name)
            return name.error();
        preview.subjects.append({toByteArray(remap.apply(name.value()).value_or(std::string())), counts[i].messages});
    }
    std::ranges::sort(preview.subjects, [](const auto &a, const auto &b) {
        return a.messages != b.messages ? a.messages > b.messages : a.subject < b.subject;
    });
    preview.moreSubjects = counts.size() - listed;
    return {};
}

} // namespace

Result<ReplayPreview> previewReplay(const ReplayOptions &options, const std::stop_token &stop,
                                    const std::function<void(quint64 done, quint64 total)> &progressed)
{
    const auto reader = RecordingReader::open(options.path);
    if (!reader)
        return reader.error();
    const auto summary = reader.value().summary();
    const auto lastSubject = reader.value().lastSubject();
    if (!summary || !lastSubject)
        return summary ? lastSubject.error() : summary.error();
    const auto firstNs = summary.value().firstNs;
    const auto first = reader.value().rowAt(firstNs + std::max<qint64>(0, options.range.fromNs));
    if (!first)
        return first.error();
    const auto untilNs = options.range.untilNs ? firstNs + *options.range.untilNs : std::numeric_limits<qint64>::max();
    ReplayPreview preview;
    preview.figures.total = summary.value().messages;
    preview.figures.durationNs = summary.value().lastNs - firstNs;
    ReplayRewriter rewriter(options);
    SubjectTally tally(lastSubject.value());
    const auto look = [&](const MessageView &message, quint64 row, quint32 subject) {
        if (progressed && row % tellEvery == 0)
            progressed(row, preview.figures.total);
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
        tally.add(subject, sent->payload.size());
        return true;
    };
    if (const auto visited = reader.value().visitNumbered(look, first.value()); !visited)
        return visited.error();
    if (stop.stop_requested())
        return makeError(ErrorKind::Cancelled, QCoreApplication::translate("Recording", "Stopped."));
    const auto listed = listSubjects(reader.value(), options.remap, tally, preview);
    return listed ? Result<ReplayPreview>(std::move(preview)) : Result<ReplayPreview>(listed.error());
}

} // namespace gnat
