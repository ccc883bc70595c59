// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gnat {

class ConnectionSet;
class DropLedger;
class FilterBook;
class FrameTicker;
class Preferences;
class RecordingSet;
class ThemeController;
class TrafficView;

/// What the window shows and steers. All of it outlives the window.
struct WindowParts
{
    ConnectionSet &connections;
    TrafficView &view;
    DropLedger &ledger;
    FrameTicker &ticker;
    RecordingSet &recordings;
    Preferences &preferences;
    FilterBook &filters;
    ThemeController &theme;
};

} // namespace gnat
