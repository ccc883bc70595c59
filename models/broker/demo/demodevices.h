// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/demo/demorandom.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gnat {

/// A message that the demo is about to send.
struct DemoMessage
{
    std::string subject;
    std::string headers; ///< raw block or empty
    std::string payload;
};

/// The machines of the demo: values that wander around what is usual for their kind, now and then an alarm.
class DemoDevices
{
public:
    DemoDevices();

    std::size_t count() const { return m_devices.size(); }
    /// The next reading of one device, as MessagePack on iot.<device>.telemetry. `wallNs` becomes its time stamp.
    DemoMessage reading(std::size_t index, std::int64_t wallNs, DemoRandom &random);

private:
    struct Device
    {
        std::string name;
        double usualTemperature;
        double usualPressure;
        double usualRpm;
        double temperature;
        double pressure;
        double rpm;
        double strain = 0; ///< above 1: something is wrong with it
    };

    static void wander(Device &device, DemoRandom &random);

    std::vector<Device> m_devices;
};

} // namespace gnat
