// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strongid.h"

namespace gnat {

class MessageTable;
class SubjectsPane;

/// What a newcomer sees when the demo begins: once its traffic is there, `iot` and `shop` are opened in the tree and
/// the first telemetry message is selected, so that a decoded payload is on screen. Happens once; does nothing for
/// others.
class FirstLook
{
public:
    FirstLook(SubjectsPane &subjects, MessageTable &table) : m_subjects(subjects), m_table(table) {}

    /// The demo's connection is there.
    void begin(SourceId demo) { m_demo = demo; }
    /// Called at each refresh of the tree until all is shown.
    void refresh();

private:
    bool openTree();
    bool selectTelemetry();

    SubjectsPane &m_subjects;
    MessageTable &m_table;
    SourceId m_demo; ///< none: not begun, or done
    bool m_isTreeOpen = false;
};

} // namespace gnat
