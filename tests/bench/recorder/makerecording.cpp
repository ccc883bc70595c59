// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a large recording to look at: gnat_makerecording FILE MEGABYTES
#include "base/text.h"
#include "bench/support/largerecording.h"

#include <QCoreApplication>

#include <cstdio>

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const auto words = QCoreApplication::arguments();
    bool isNumber = false;
    const auto megabytes = words.value(2).toLongLong(&isNumber);
    if (words.size() != 3 || !isNumber) {
        std::fputs("usage: gnat_makerecording FILE MEGABYTES\n", stderr);
        return 2;
    }
    const auto written = gnat::bench::writeLargeRecording(words.at(1), megabytes * 1'000'000);
    if (!written) {
        std::fprintf(stderr, "%s\n", qPrintable(gnat::errorText(written.error())));
        return 1;
    }
    std::printf("%llu messages\n", static_cast<unsigned long long>(written.value()));
    return 0;
}
