// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/recordingtools.h"

#include "common/docktitle.h"
#include "items/recordinglistmodel.h"
#include "recording/recordingsource.h"
#include "recordings/comparedialog.h"
#include "recordings/comparisonview.h"
#include "recordings/cutdialog.h"
#include "recordings/densitytimeline.h"
#include "recordings/exportdialog.h"
#include "recordings/importdialog.h"
#include "recordings/maskdialog.h"
#include "recordings/mergedialog.h"
#include "recordings/reaskdialog.h"
#include "recordings/recordingspage.h"
#include "recordings/recordingspane.h"
#include "recordings/reworkfilter.h"
#include "recordings/salvagedialog.h"
#include "recordings/searchindexdialog.h"

#include <QListView>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>

namespace gnat {

namespace {
constexpr qint64 nsPerMs = 1'000'000;
}

RecordingTools::RecordingTools(RecordingsPage &page, QStackedWidget &center, ConnectionSet &connections,
                               const CodecRegistry &codecs)
    : QObject(&page), m_page(page), m_center(center), m_connections(connections), m_codecs(codecs)
{
    m_comparison = new ComparisonView(&m_center);
    m_center.addWidget(m_comparison);
    connect(m_comparison, &ComparisonView::closed, this, &RecordingTools::leaveComparison);
    connect(m_comparison, &ComparisonView::filterRequested, this, &RecordingTools::filterRequested);
    buildMenu();
    auto *more = m_page.list().title()->addButton(QStringLiteral("more"), tr("Import, export, cut, merge, compare"));
    connect(more, &QToolButton::clicked, this,
            [this, more] { m_menu->popup(more->mapToGlobal(QPoint(0, more->height()))); });
    auto *list = m_page.list().list();
    list->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(list, &QWidget::customContextMenuRequested, this,
            [this, list](const QPoint &at) { m_menu->popup(list->viewport()->mapToGlobal(at)); });
}

void RecordingTools::buildMenu()
{
    m_menu = new QMenu(&m_page);
    const auto add = [this](const QString &text, auto make) {
        auto *action = m_menu->addAction(text);
        connect(action, &QAction::triggered, this, [this, make] { show(make()); });
        return action;
    };
    const auto addForOpened = [add](const QString &text, auto make) {
        add(text, make)->setData(true);
    };
    add(tr("&Import…"), [this] { return new ImportDialog(m_page.list().model()->folder(), &m_page); });
    connect(m_menu->addAction(tr("&Export…")), &QAction::triggered, this, &RecordingTools::exportOpened);
    m_menu->actions().constLast()->setData(true);
    m_menu->addSeparator();
    addForOpened(tr("&Cut to a range…"), [this] { return makeCut(); });
    addForOpened(tr("Me&rge…"), [this] { return new MergeDialog(known(), current(), &m_page); });
    addForOpened(tr("&Mask and share…"), [this] { return new MaskDialog(current(), &m_page); });
    m_menu->addSeparator();
    addForOpened(tr("Com&pare with…"), [this] {
        auto *dialog = new CompareDialog(known(), current(), m_codecs, &m_page);
        connect(dialog, &CompareDialog::compared, this, &RecordingTools::showComparison);
        return dialog;
    });
    addForOpened(tr("&Index of words…"), [this] { return new SearchIndexDialog(m_page.opened()->summary(), &m_page); });
    addForOpened(tr("&Ask the requests again…"),
                 [this] { return new ReaskDialog(current(), filter(), m_connections, m_codecs, &m_page); });
    connect(m_menu, &QMenu::aboutToShow, this, &RecordingTools::refreshMenu);
}

/// From A to B of the timeline, whose millisecond belongs to it, as far as these are set.
CutDialog *RecordingTools::makeCut()
{
    const auto &summary = m_page.opened()->summary();
    const auto &timeline = m_page.timeline();
    auto *dialog = new CutDialog(summary, filter(), &m_page);
    if (timeline.rangeBegin() || timeline.rangeEnd())
        dialog->setRange(summary.firstNs + timeline.rangeBegin().value_or(0),
                         summary.firstNs + timeline.rangeEnd().value_or(timeline.durationNs()) + nsPerMs);
    return dialog;
}

void RecordingTools::refreshMenu()
{
    const bool isOpen = !current().isEmpty();
    const auto actions = m_menu->actions();
    for (auto *action : actions) {
        if (action->data().toBool())
            action->setEnabled(isOpen);
    }
}

void RecordingTools::exportOpened()
{
    show(new ExportDialog(current(), filter(), m_codecs, &m_page));
}

QString RecordingTools::current() const
{
    const auto *opened = m_page.opened();
    return opened ? opened->path() : QString();
}

ListFilter RecordingTools::filter() const
{
    return {m_page.filterText(), m_page.opened()->exchanges()};
}

QStringList RecordingTools::known() const
{
    QStringList paths;
    const auto *model = m_page.list().model();
    for (int row = 0; row < model->rowCount(); ++row)
        paths << model->path(model->index(row, 0));
    return paths;
}

void RecordingTools::show(ReworkDialog *dialog)
{
    m_dialog = dialog;
    connect(dialog, &ReworkDialog::written, m_page.list().model(), &RecordingListModel::refresh);
    connect(dialog, &ReworkDialog::openRequested, &m_page, &RecordingsPage::open);
    dialog->show();
}

void RecordingTools::salvage(const QString &damaged)
{
    show(new SalvageDialog(damaged, &m_page));
}

void RecordingTools::showComparison(const std::shared_ptr<const RecordingComparison> &comparison)
{
    if (m_center.currentWidget() != m_comparison)
        m_before = m_center.currentIndex();
    m_comparison->setComparison(comparison);
    m_center.setCurrentWidget(m_comparison);
}

void RecordingTools::leaveComparison()
{
    if (m_center.currentWidget() == m_comparison)
        m_center.setCurrentIndex(m_before);
}

} // namespace gnat
