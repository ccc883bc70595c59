// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "terminal/statusline.h"

#include <cstdio>
#ifdef Q_OS_UNIX
#include <sys/ioctl.h>
#include <unistd.h>
#endif

namespace gnat::terminal {

namespace {

constexpr int usualWidth = 80;

bool isTerminal()
{
#ifdef Q_OS_UNIX
    return isatty(STDERR_FILENO) != 0;
#else
    return false;
#endif
}

int terminalWidth()
{
#ifdef Q_OS_UNIX
    winsize size = {};
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
#endif
    return usualWidth;
}

/// As much of it as fits; East Asian characters take two columns.
QString fitted(const QString &text, int width)
{
    constexpr char16_t firstWide = 0x1100;
    int columns = 0;
    qsizetype end = 0;
    for (; end < text.size(); ++end) {
        columns += text.at(end).unicode() >= firstWide ? 2 : 1;
        if (columns > width)
            break;
    }
    return text.left(end);
}

} // namespace

StatusLine::StatusLine() : m_isTerminal(isTerminal()) {}

// The sequences: https://invisible-island.net/xterm/ctlseqs/ctlseqs.html (save and restore the cursor, up, erase).
void StatusLine::show(const QString &text)
{
    if (!m_isTerminal || (m_below > 0 && text == m_text))
        return;
    m_text = text;
    const auto line = fitted(text, terminalWidth() - 1).toUtf8();
    if (m_below > 0)
        std::fprintf(stderr,
                     "\x1b"
                     "7\x1b[%dA\r%s\x1b[K\x1b"
                     "8",
                     m_below, line.constData());
    else
        std::fprintf(stderr, "%s\n", line.constData());
    m_below = 1;
    std::fflush(stderr);
}

void StatusLine::clear()
{
    if (m_below == 0)
        return;
    std::fprintf(stderr, "\x1b[%dA\r\x1b[J", m_below);
    std::fflush(stderr);
    m_below = 0;
}

void StatusLine::noteTyped()
{
    if (m_below == 0)
        return;
    ++m_below;
    clear();
}

} // namespace gnat::terminal
