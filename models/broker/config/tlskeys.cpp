// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/config/clusterkeys_p.h"
#include "broker/config/configfields_p.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

namespace gnat {

namespace {

template <auto Field>
Result<void> takeFile(TlsOptions &tls, const ConfigEntry &entry)
{
    if (auto taken = takeText<Field>(tls, entry); !taken)
        return taken;
    const auto &path = tls.*Field;
    errno = 0;
    const std::unique_ptr<std::FILE, int (*)(std::FILE *)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
    if (!file)
        return configProblem(entry, "names " + path + ", which cannot be read: " + std::strerror(errno));
    return {};
}

Result<void> takeMapping(TlsOptions &tls, const ConfigEntry &entry)
{
    auto taken = takeFlag<&TlsOptions::mapsUsers>(tls, entry);
    tls.verify = tls.verify || tls.mapsUsers;
    return taken;
}

Result<void> takeVerify(TlsOptions &tls, const ConfigEntry &entry)
{
    auto taken = takeFlag<&TlsOptions::verify>(tls, entry);
    tls.verify = tls.verify || tls.mapsUsers;
    return taken;
}

/// Of later servers: 2.9.10 always takes 1.2.
Result<void> takeMinVersion(TlsOptions &tls, const ConfigEntry &entry)
{
    const auto &text = entry.value.text;
    if (text != "1.2" && text != "1.3")
        return configProblem(entry, R"(must be "1.2" or "1.3")");
    tls.minVersion = text == "1.3" ? TlsOptions::MinVersion::Tls13 : TlsOptions::MinVersion::Tls12;
    return {};
}

constexpr std::array<ConfigKey<TlsOptions>, 13> tlsKeys{{
    {"cert_file", takeFile<&TlsOptions::certFile>},
    {"key_file", takeFile<&TlsOptions::keyFile>},
    {"ca_file", takeFile<&TlsOptions::caFile>},
    {"verify", takeVerify},
    {"verify_and_map", takeMapping},
    {"timeout", takeTime<&TlsOptions::timeout, configTimeout>},
    {"min_version", takeMinVersion},
    {"insecure"},
    {"verify_cert_and_check_known_urls"},
    {"cipher_suites"},
    {"curve_preferences"},
    {"connection_rate_limit"},
    {"pinned_certs"},
}};

} // namespace

Result<TlsOptions> readTls(const ConfigEntry &entry)
{
    if (auto map = requireConfigMap(entry); !map)
        return map.error();
    TlsOptions tls;
    if (auto applied = applyConfig<TlsOptions>(tls, entry.value, tlsKeys, entry.key); !applied)
        return applied.error();
    if (tls.certFile.empty())
        return configProblem(entry, "needs \"cert_file\"");
    if (tls.keyFile.empty())
        return configProblem(entry, "needs \"key_file\"");
    return tls;
}

} // namespace gnat
