// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "translations/translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <memory>

namespace gnat {

namespace {

bool install(const QLocale &locale, const QString &name, const QString &folder)
{
    auto translator = std::make_unique<QTranslator>(QCoreApplication::instance());
    return translator->load(locale, name, QStringLiteral("_"), folder) &&
           QCoreApplication::installTranslator(translator.release());
}

} // namespace

void installTranslations()
{
    install(QLocale(), QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    const auto ours = QStringLiteral("gnatcatcher");
    const auto folder = QStringLiteral(":/i18n");
    if (!install(QLocale(), ours, folder))
        install(QLocale(QLocale::English), ours, folder); // English has plural forms, too
}

} // namespace gnat
