// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/plural.h"
#include "base/text.h"
#include "base/words.h"
#include "core/subjectpattern.h"
#include "terminal/clientsession.h"
#include "terminal/command.h"
#include "terminal/connectionflags.h"
#include "terminal/filterflag.h"
#include "terminal/messageprinter.h"

#include <QTimer>

namespace gnat::terminal {

namespace {

/// Prints what the queue holds and the filter lets pass; ends the loop at `most` messages or when nobody reads any
/// more.
class Printing
{
public:
    Printing(BatchQueue &queue, QEventLoop &loop, PrintForm form, Filter filter, quint64 most)
        : m_queue(queue), m_loop(loop), m_form(form), m_filter(std::move(filter)), m_most(most)
    {
    }

    void printWaiting()
    {
        QByteArray out;
        const auto batches = m_queue.take();
        for (const auto &batch : batches) {
            for (std::size_t i = 0; i < batch->size() && !isDone(); ++i) {
                if (m_filter.accepts(batch->at(i)))
                    appendMessage(out, batch->at(i), ++m_count, m_form);
            }
        }
        if (!print(out) || isDone())
            m_loop.quit();
    }

    bool isDone() const { return m_most > 0 && m_count >= m_most; }
    quint64 count() const { return m_count; }

private:
    BatchQueue &m_queue;
    QEventLoop &m_loop;
    PrintForm m_form;
    Filter m_filter;
    quint64 m_most;
    quint64 m_count = 0;
};

PrintForm chosenForm(const QCommandLineParser &flags)
{
    if (flags.isSet(QStringLiteral("json")))
        return PrintForm::Json;
    return flags.isSet(QStringLiteral("raw")) ? PrintForm::Raw : PrintForm::Text;
}

int receive(ClientSession &session, const Invocation &invocation, const Filter &filter, quint64 most, qint64 waitMs)
{
    auto queue = std::make_shared<BatchQueue>(BatchQueue::Limits());
    QEventLoop loop;
    Printing printing(*queue, loop, chosenForm(invocation.flags), filter, most);
    queue->setWake([&] {
        QMetaObject::invokeMethod(
            &loop, [&] { printing.printWaiting(); }, Qt::QueuedConnection);
    });
    session.fanout().attach(queue);
    const auto detach = qScopeGuard([&] { session.fanout().detach(queue.get()); });

    const auto group = invocation.flags.value(QStringLiteral("queue")).toUtf8();
    for (const auto &pattern : invocation.words) {
        const auto subscribed = session.connection().subscribe(pattern.toUtf8(), group);
        if (!subscribed)
            return fail(errorText(subscribed.error()));
    }
    if (const auto confirmed = session.confirmSubscriptions(); !confirmed)
        return session.stopSignal().isRequested() ? Success : fail(errorText(confirmed.error()));
    say(QStringLiteral("Ready"));

    session.endWith(loop);
    if (waitMs > 0)
        QTimer::singleShot(static_cast<int>(waitMs), &loop, &QEventLoop::quit);
    printing.printWaiting();
    const int code = printing.isDone() ? Success : loop.exec();
    session.fanout().detach(queue.get());
    printing.printWaiting();
    const auto dropped = queue->figures().droppedMessages + session.ledger().figures().droppedInClient;
    if (dropped > 0)
        say(Words::tr("%1 message(s) were dropped here: this computer was too busy.", nullptr, pluralOf(dropped))
                .arg(dropped));
    return code == Failed ? fail(session.connection().lastError()) : Success;
}

int run(const Invocation &invocation)
{
    if (invocation.words.isEmpty())
        return refuseUsage(Words::tr("A subject is expected."));
    for (const auto &pattern : invocation.words) {
        if (const auto parsed = SubjectPattern::parse(pattern.toStdString()); !parsed)
            return refuseUsage(errorText(parsed.error()));
    }
    const auto profile = profileFromFlags(invocation.flags);
    if (!profile)
        return refuseUsage(errorText(profile.error()));
    const auto most = numberFlag(invocation.flags, QStringLiteral("count"), 0);
    const auto wait = durationFlag(invocation.flags, QStringLiteral("wait"), 0);
    if (!most || !wait)
        return refuseUsage(Words::tr("--count takes a number, --wait a duration such as 10s."));
    const auto filter = filterFromFlags(invocation.flags);
    if (!filter)
        return refuseUsage(errorText(filter.error()));
    ClientSession session(profile.value());
    if (const auto opened = session.open(); !opened)
        return fail(errorText(opened.error()));
    return receive(session, invocation, filter.value(), static_cast<quint64>(*most), *wait);
}

} // namespace

Command subCommand()
{
    auto options = connectionOptions();
    options += {{QStringLiteral("queue"), Words::tr("Subscribe in a queue group."), QStringLiteral("GROUP")},
                {QStringLiteral("count"), Words::tr("End after so many messages."), QStringLiteral("N")},
                {QStringLiteral("wait"), Words::tr("End after this time."), QStringLiteral("DURATION")},
                filterOption(),
                {{QStringLiteral("r"), QStringLiteral("raw")}, Words::tr("Print payloads alone.")},
                jsonOption()};
    return {QStringLiteral("sub"),
            {QStringLiteral("subscribe")},
            QStringLiteral("SUBJECT…"),
            Words::tr("Print what arrives on subjects."),
            options,
            run};
}

} // namespace gnat::terminal
