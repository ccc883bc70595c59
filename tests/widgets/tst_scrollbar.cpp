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

/// Frame, track and the corner between two tracks leave nothing black.
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
        list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
        dialog.resize(300, 200);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
        const auto *bar = list->verticalScrollBar();
        const auto track = bar->mapTo(&dialog, QPoint(bar->width() / 2, bar->height() - 10)); // the slider is on top
        const auto corner = bar->mapTo(&dialog, QPoint(bar->width() / 2, bar->height() + 5)); // between the two bars
        const auto shown = [&](QPoint at) {
            return dialog.screen()->grabWindow(dialog.winId()).toImage().pixelColor(at).name();
        };
        QTRY_COMPARE(shown(track), theme->base.name());
        QTRY_COMPARE(shown(corner), theme->base.name());
    }
}

QTEST_MAIN(ScrollBarTest)
#include "tst_scrollbar.moc"
