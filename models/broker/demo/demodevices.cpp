// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/demo/demodevices.h"

#include <nlohmann/json.hpp>

namespace gnat {

namespace {

struct Kind
{
    std::string_view prefix;
    std::array<std::string_view, 6> numbers; ///< empty: fewer
    double temperature;
    double pressure;
    double rpm;
};

constexpr std::array<Kind, 7> kinds{{{"pump-", {"01", "02", "07", "12", "14", ""}, 64, 4.2, 1480},
                                     {"valve-", {"03", "04", "09", "11", "", ""}, 31, 3.8, 0},
                                     {"mixer-", {"01", "02", "05", "", "", ""}, 48, 1.1, 320},
                                     {"fan-", {"08", "17", "22", "23", "", ""}, 37, 1.0, 2900},
                                     {"oven-", {"01", "02", "03", "", "", ""}, 212, 1.0, 0},
                                     {"press-", {"05", "06", "", "", "", ""}, 71, 160, 45},
                                     {"belt-", {"01", "04", "10", "", "", ""}, 29, 1.0, 90}}};

} // namespace

DemoDevices::DemoDevices()
{
    for (const auto &kind : kinds) {
        for (const auto number : kind.numbers) {
            if (!number.empty())
                m_devices.push_back({std::string(kind.prefix).append(number), kind.temperature, kind.pressure, kind.rpm,
                                     kind.temperature, kind.pressure, kind.rpm});
        }
    }
}

void DemoDevices::wander(Device &device, DemoRandom &random)
{
    if (device.strain < 0.05 && random.happens(0.0015))
        device.strain = random.between(0.8, 2.0); // a bearing runs hot for a while
    device.strain *= 0.985;
    const auto pull = [&random](double value, double usual, double spread, double strain) {
        return value + 0.06 * (usual * (1 + strain) - value) + random.noise() * usual * spread;
    };
    device.temperature = pull(device.temperature, device.usualTemperature, 0.004, device.strain * 0.2);
    device.pressure = pull(device.pressure, device.usualPressure, 0.006, -device.strain * 0.1);
    device.rpm = pull(device.rpm, device.usualRpm, 0.005, -device.strain * 0.08);
}

DemoMessage DemoDevices::reading(std::size_t index, std::int64_t wallNs, DemoRandom &random)
{
    auto &device = m_devices[index];
    wander(device, random);
    const auto shake = (device.rpm > 0 ? 0.4 : 0.05) * (1 + device.strain * 2);
    nlohmann::ordered_json value;
    value["device"] = device.name;
    value["ts"] = static_cast<std::uint64_t>(wallNs / 1'000'000);
    value["temp_c"] = rounded(device.temperature, 2);
    value["pressure_bar"] = rounded(device.pressure, 3);
    value["rpm"] = rounded(device.rpm, 1);
    value["power_kw"] = rounded(device.rpm * device.pressure / 900 + device.usualTemperature / 40, 2);
    value["vibration"] = {{"x", rounded(shake * (1 + random.noise() * 0.2), 3)},
                          {"y", rounded(shake * (1 + random.noise() * 0.2), 3)},
                          {"z", rounded(shake * 0.6 * (1 + random.noise() * 0.2), 3)}};
    value["state"] = device.strain > 0.7 ? "warning" : "running";
    value["alarms"] = nlohmann::ordered_json::array();
    if (device.strain > 0.7)
        value["alarms"].push_back("temperature_high");
    if (device.strain > 1.2)
        value["alarms"].push_back("vibration_high");

    DemoMessage message;
    message.subject = "iot." + device.name + ".telemetry";
    const auto packed = nlohmann::ordered_json::to_msgpack(value);
    message.payload.assign(packed.begin(), packed.end());
    return message;
}

} // namespace gnat
