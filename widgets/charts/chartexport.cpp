// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartexport.h"

#include "base/text.h"
#include "charts/graphpane.h"
#include "charts/timechart.h"
#include "transfer/transferjob.h"

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
#include <functional>
#include <stop_token>

namespace gnat {

namespace {

constexpr QSize drawingSize(960, 320); // of each chart

Error notWritten(const QSaveFile &file)
{
    const QString text = GraphPane::tr("%1 could not be written: %2").arg(file.fileName(), file.errorString());
    return {ErrorKind::StorageFailure, text.toStdString()};
}

Result<void> save(const QByteArray &content, const QString &path)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.commit())
        return {};
    return notWritten(file);
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

/// One line of a chart, taken from it on the GUI thread to be written by another.
struct ChartColumn
{
    QString name;
    ChartPoints points;
};

QList<ChartColumn> columnsOf(const QList<TimeChart *> &charts)
{
    QList<ChartColumn> columns;
    for (const TimeChart *chart : charts) {
        for (const int line : chart->lines())
            columns.append({chart->lineName(line), chart->allPoints(line)});
    }
    return columns;
}

QByteArray rowOf(const QByteArray &line, double seconds, double value)
{
    auto row = timeOf(seconds) + ',' + line + ',';
    if (std::isfinite(value))
        row += QByteArray::number(value, 'g', 17);
    return row + '\n';
}

/// Also on a worker.
Result<void> write(const QList<ChartColumn> &columns, const QString &path, const std::stop_token &stop)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write("time,line,value\n") < 0)
        return notWritten(file);
    for (const auto &[name, points] : columns) {
        const QByteArray line = quoted(name);
        for (qsizetype i = 0; i < points.times.size() && !stop.stop_requested(); ++i) {
            if (file.write(rowOf(line, points.times[i], points.values[i])) < 0)
                return notWritten(file);
        }
    }
    if (stop.stop_requested() || file.commit())
        return {};
    return notWritten(file);
}

void showUnsaved(GraphPane &graphs, const QString &why)
{
    QMessageBox::warning(&graphs, GraphPane::tr("The graphs were not saved"), why);
}

/// A million points take a while.
void savePointsBeside(GraphPane &graphs, const QString &path)
{
    auto *job = new TransferJob(&graphs);
    QObject::connect(job, &TransferJob::succeeded, job, &QObject::deleteLater);
    QObject::connect(job, &TransferJob::failed, &graphs, [&graphs, job](const QString &why) {
        job->deleteLater();
        showUnsaved(graphs, why);
    });
    job->start([columns = columnsOf(graphs.charts()), path](const JobControl &control) -> Result<QString> {
        const auto saved = write(columns, path, control.stop);
        return saved ? Result<QString>(path) : Result<QString>(saved.error());
    });
}

using Save = Result<void> (*)(GraphPane &graphs, const QString &path);

void ask(GraphPane &graphs, const QString &filter, const QString &suffix,
         const std::function<void(const QString &path)> &save)
{
    auto *dialog = new QFileDialog(&graphs, GraphPane::tr("Save graphs"), {}, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(GraphPane::tr("graphs") + u'.' + suffix);
    QObject::connect(dialog, &QFileDialog::fileSelected, &graphs, save);
    dialog->open();
}

void askAndSave(GraphPane &graphs, const QString &filter, const QString &suffix, Save save)
{
    ask(graphs, filter, suffix, [&graphs, save](const QString &path) {
        if (const auto saved = save(graphs, path); !saved)
            showUnsaved(graphs, errorText(saved.error()));
    });
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
    return write(columnsOf(charts), path, {});
}

void addExportActions(QMenu &menu, GraphPane &graphs)
{
    menu.addAction(GraphPane::tr("Copy picture"), &graphs,
                   [&graphs] { QGuiApplication::clipboard()->setPixmap(graphs.grab()); });
    menu.addAction(GraphPane::tr("Save as PNG…"), &graphs, [&graphs] {
        askAndSave(graphs, GraphPane::tr("PNG pictures (*.png)"), QStringLiteral("png"),
                   [](GraphPane &pane, const QString &path) { return saveChartPicture(pane, path); });
    });
    menu.addAction(GraphPane::tr("Save as SVG…"), &graphs, [&graphs] {
        askAndSave(graphs, GraphPane::tr("SVG drawings (*.svg)"), QStringLiteral("svg"),
                   [](GraphPane &pane, const QString &path) { return saveChartDrawing(pane.charts(), path); });
    });
    menu.addAction(GraphPane::tr("Save points as CSV…"), &graphs, [&graphs] {
        ask(graphs, GraphPane::tr("CSV tables (*.csv)"), QStringLiteral("csv"),
            [&graphs](const QString &path) { savePointsBeside(graphs, path); });
    });
}

} // namespace gnat
