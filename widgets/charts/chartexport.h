// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QList>
#include <QString>

class QMenu;
class QWidget;

namespace gnat {

class GraphPane;
class TimeChart;

/// The graphs as they stand, as a PNG picture. The error names the file and why it could not be written.
Result<void> saveChartPicture(QWidget &graphs, const QString &path);
/// The charts one below the other, as an SVG drawing.
Result<void> saveChartDrawing(const QList<TimeChart *> &charts, const QString &path);
/// All points in the stretch shown, whether they are drawn or not: time (UTC), line, value; a gap has no value.
Result<void> saveChartPoints(const QList<TimeChart *> &charts, const QString &path);

/// Adds "Copy picture", "Save as PNG…" and so on to a menu of graphs.
void addExportActions(QMenu &menu, GraphPane &graphs);

} // namespace gnat
