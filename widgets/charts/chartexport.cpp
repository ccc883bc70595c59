// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartexport.h"

#include "base/text.h"
#include "charts/graphpane.h"
#include "charts/timechart.h"

#include <QBuffer>
#include <QClipboard>
#include <QDateTime>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMenu>
#include <QMessageBox>
#include <QPixmap>
#include <QSaveFile>
#include <QSvgGenerator>

#include <cmath>

namespace gnat {

namespace {

constexpr QSize drawingSize(960, 320); // of each chart

Result<void> save(const QByteArray &content, const QString &path)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.commit())
        return {};
    const QString text = GraphPane::tr("%1 could not be written: %2").arg(path, file.errorString());
    return Error{ErrorKind::StorageFailure, text.toStdString()};
}

QByteArray quoted(const QString &text)
{
    return '"' + QString(text).replace(u'"', QStringLiteral("\"\"")).toUtf8() + '"';
}

QByteArray timeOf(double seconds)
{
    const auto time = QDateTime::fromMSecsSinceEpoch(qint64(std::floor(seconds)) * 1000, Qt::UTC);
    const auto micros = qRound64((seconds - std::floor(seconds)) * 1e6);
    return time.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.")).toLatin1() +
           QByteArray::number(std::min<qint64>(micros, 999'999)).rightJustified(6, '0') + 'Z';
}

using Save = Result<void> (*)(GraphPane &graphs, const QString &path);

void ask(GraphPane &graphs, const QString &filter, const QString &suffix, Save save)
{
    auto *dialog = new QFileDialog(&graphs, GraphPane::tr("Save graphs"), {}, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(GraphPane::tr("graphs") + u'.' + suffix);
    QObject::connect(dialog, &QFileDialog::fileSelected, &graphs, [&graphs, save](const QString &path) {
        if (const auto saved = save(graphs, path); !saved)
            QMessageBox::warning(&graphs, GraphPane::tr("The graphs were not saved"), errorText(saved.error()));
    });
    dialog->open();
}

} // namespace

Result<void> saveChartPicture(QWidget &graphs, const QString &path)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    graphs.grab().save(&buffer, "PNG");
    return save(buffer.data(), path);
}

Result<void> saveChartDrawing(const QList<TimeChart *> &charts, const QString &path)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator drawing;
    drawing.setOutputDevice(&buffer);
    const QSize size = TimeChart::documentSize(charts, drawingSize);
    drawing.setSize(size);
    drawing.setViewBox(QRect({}, size));
    drawing.setTitle(GraphPane::tr("Graphs"));
    TimeChart::paintDocument(charts, drawing, drawingSize);
    return save(buffer.data(), path);
}

Result<void> saveChartPoints(const QList<TimeChart *> &charts, const QString &path)
{
    QByteArray content("time,line,value\n");
    for (const TimeChart *chart : charts) {
        for (const int line : chart->lines()) {
            const QByteArray name = quoted(chart->lineName(line));
            const auto points = chart->allPoints(line);
            for (qsizetype i = 0; i < points.times.size(); ++i) {
                content += timeOf(points.times[i]) + ',' + name + ',';
                if (std::isfinite(points.values[i]))
                    content += QByteArray::number(points.values[i], 'g', 17);
                content += '\n';
            }
        }
    }
    return save(content, path);
}

void addExportActions(QMenu &menu, GraphPane &graphs)
{
    menu.addAction(GraphPane::tr("Copy picture"), &graphs,
                   [&graphs] { QGuiApplication::clipboard()->setPixmap(graphs.grab()); });
    menu.addAction(GraphPane::tr("Save as PNG…"), &graphs, [&graphs] {
        ask(graphs, GraphPane::tr("PNG pictures (*.png)"), QStringLiteral("png"),
            [](GraphPane &pane, const QString &path) { return saveChartPicture(pane, path); });
    });
    menu.addAction(GraphPane::tr("Save as SVG…"), &graphs, [&graphs] {
        ask(graphs, GraphPane::tr("SVG drawings (*.svg)"), QStringLiteral("svg"),
            [](GraphPane &pane, const QString &path) { return saveChartDrawing(pane.charts(), path); });
    });
    menu.addAction(GraphPane::tr("Save points as CSV…"), &graphs, [&graphs] {
        ask(graphs, GraphPane::tr("CSV tables (*.csv)"), QStringLiteral("csv"),
            [](GraphPane &pane, const QString &path) { return saveChartPoints(pane.charts(), path); });
    });
}

} // namespace gnat
