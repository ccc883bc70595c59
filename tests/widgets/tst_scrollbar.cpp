// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/gnatstyle.h"
#include "theme/theme.h"

#include <QApplication>
#include <QDialog>
#include <QListWidget>
#include <QScreen>
#include <QScrollBar>
#include <QTest>
#include <QVBoxLayout>
#include <QWindow>

using namespace gnat;

/// What a list shows beside its rows.
class ScrollBarTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasTheGroundOfWhatItScrolls();
};

/// In a dialog nothing else paints there: what the style leaves out is black on the screen.
void ScrollBarTest::hasTheGroundOfWhatItScrolls()
{
    QApplication::setStyle(new GnatStyle);
    for (const auto *theme : {&Theme::light(), &Theme::dark()}) {
        QApplication::setPalette(theme->palette());
        QDialog dialog;
        auto *list = new QListWidget(&dialog);
        for (int row = 0; row < 100; ++row)
            list->addItem(QString::number(row));
        (new QVBoxLayout(&dialog))->addWidget(list);
        dialog.resize(300, 200);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
        const auto *bar = list->verticalScrollBar();
        const auto track = bar->mapTo(&dialog, QPoint(bar->width() / 2, bar->height() - 10)); // the slider is on top
        const auto shown = [&] {
            return dialog.screen()->grabWindow(dialog.winId()).toImage().pixelColor(track);
        };
        QTRY_COMPARE(shown().name(), theme->base.name());
    }
}

QTEST_MAIN(ScrollBarTest)
#include "tst_scrollbar.moc"
