// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "terminal/recordconsole.h"

#include "base/elapsed.h"
#include "base/text.h"
#include "base/words.h"
#include "core/clock.h"
#include "terminal/command.h"
#include "terminal/counted.h"

#include <QLocale>
#include <QSocketNotifier>
#include <QStringList>

#ifdef Q_OS_UNIX
#include <array>
#include <unistd.h>
#endif

namespace gnat::terminal {

namespace {

constexpr qint64 msPerRate = 1000;
constexpr qsizetype longestLine = 64 * 1024; // who sends no line end must not fill the memory

} // namespace

RecordConsole::RecordConsole(Recorder &recorder, QObject *parent)
    : QObject(parent), m_recorder(recorder), m_path(recorder.path())
{
    connect(&m_recorder, &Recorder::started, this, [this](const QString &path) { m_path = path; });
    connect(&m_recorder, &Recorder::figuresChanged, this, &RecordConsole::tell);
    listen();
}

void RecordConsole::listen()
{
#ifdef Q_OS_UNIX
    auto *notifier = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this, notifier] {
        // A job in the background of a shell must leave what is typed to others.
        if (::isatty(STDIN_FILENO) && ::tcgetpgrp(STDIN_FILENO) != ::getpgrp())
            return notifier->setEnabled(false);
        std::array<char, 4096> bytes{};
        const auto count = ::read(STDIN_FILENO, bytes.data(), bytes.size());
        if (count <= 0)
            return notifier->setEnabled(false);
        m_typed.append(bytes.data(), count);
        for (auto end = m_typed.indexOf('\n'); end >= 0; end = m_typed.indexOf('\n')) {
            if (::isatty(STDIN_FILENO))
                m_line.noteTyped();
            obey(m_typed.left(end).trimmed());
            m_typed.remove(0, end + 1);
        }
        m_typed.truncate(longestLine);
    });
#endif
}

void RecordConsole::obey(const QByteArray &line)
{
    if (line == "pause")
        m_recorder.pause();
    else if (line == "resume")
        m_recorder.resume();
    else if (line.startsWith("mark ") || line.startsWith("note "))
        m_recorder.addMark(wallNanoseconds(), QString::fromLatin1(line.left(4)), toText(viewOf(line)).mid(5).trimmed());
    else if (!line.isEmpty())
        tellLine(Words::tr("Type pause, resume, mark TEXT or note TEXT."));
}

void RecordConsole::tellRemoved(const RecordingParts &parts)
{
    if (parts.removedFiles > m_parts.removedFiles)
        tellLine(Words::tr("Removed to keep within the limits: %1 with %2.")
                     .arg(olderFilesText(parts.removedFiles - m_parts.removedFiles),
                          messagesText(parts.removedMessages - m_parts.removedMessages)));
    if (!parts.problem.isEmpty() && parts.problem != m_parts.problem)
        tellLine(Words::tr("%1 The recording goes on and takes more room than it should.").arg(parts.problem));
    m_parts = parts;
}

void RecordConsole::tell(const RecordingFigures &figures)
{
    tellState(figures);
    show(figures);
}

void RecordConsole::tellState(const RecordingFigures &figures)
{
    if (figures.path != m_path)
        tellLine(Words::tr("The recording goes on in %1").arg(figures.path));
    m_path = figures.path;
    tellRemoved(figures.parts);
    const auto dropped = figures.dropped - m_droppedBefore;
    if (figures.state != RecordingState::Held)
        m_droppedBefore = figures.dropped;
    if (figures.state == m_said)
        return;
    const auto before = std::exchange(m_said, figures.state);
    if (figures.state == RecordingState::Held)
        tellLine(Words::tr("%1 The recording waits and holds what arrives.").arg(figures.problem));
    else if (figures.state == RecordingState::Paused)
        tellLine(Words::tr("Paused"));
    else if (before == RecordingState::Held && dropped > 0)
        tellLine(Words::tr("The recording goes on. %1 message(s) were dropped here; the file states the gap.", nullptr,
                           pluralOf(dropped))
                     .arg(dropped));
    else if (before == RecordingState::Held)
        tellLine(Words::tr("The recording goes on. Nothing was lost."));
    else if (figures.state == RecordingState::Recording)
        tellLine(Words::tr("Recording"));
}

void RecordConsole::tellLine(const QString &text)
{
    m_line.clear();
    say(text);
}

void RecordConsole::showFigures()
{
    m_isShown = true;
    m_rated = m_recorder.figures();
    show(m_rated);
}

void RecordConsole::show(const RecordingFigures &figures)
{
    if (!m_isShown)
        return;
    if (const auto ms = figures.elapsedMs - m_rated.elapsedMs; ms >= msPerRate) {
        m_rate = (figures.messages - m_rated.messages) * 1000 / static_cast<quint64>(ms);
        m_rated = figures;
    }
    const QLocale locale;
    QStringList parts{durationText(figures.elapsedMs), messagesText(figures.messages),
                      Words::tr("%1/s").arg(locale.toString(m_rate)),
                      locale.formattedDataSize(static_cast<qint64>(figures.fileBytes), 1, QLocale::DataSizeSIFormat)};
    if (figures.state == RecordingState::Waiting)
        parts << Words::tr("waits for the message that starts it");
    if (figures.gaps > 0)
        parts << Words::tr("%n gap(s)", nullptr, pluralOf(figures.gaps));
    if (figures.waiting > 0 && figures.state == RecordingState::Held)
        parts << Words::tr("%1 in memory").arg(messagesText(figures.waiting));
    m_line.show(parts.join(QStringLiteral(" · ")));
}

} // namespace gnat::terminal
