// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// makecorpus VECTORS.json PARSERFOLDER SESSIONFOLDER: what the protocol vectors send, as first inputs of the fuzzers.
#include <nlohmann/json.hpp>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

namespace {

/// The vectors hold bytes as the characters of Latin-1.
std::string bytesOf(const std::string &text)
{
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte < 0x80 || i + 1 == text.size())
            bytes.push_back(text[i]);
        else
            bytes.push_back(static_cast<char>((byte & 0x03U) << 6U | (static_cast<unsigned char>(text[++i]) & 0x3FU)));
    }
    return bytes;
}

bool write(const std::filesystem::path &path, const std::string &bytes)
{
    std::ofstream file(path, std::ios::binary);
    file << bytes;
    return file.good();
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    std::ifstream file(argv[1]);
    const auto vectors = nlohmann::json::parse(file, nullptr, false);
    std::filesystem::create_directories(argv[2]);
    std::filesystem::create_directories(argv[3]);
    bool isWritten = vectors.is_array();
    for (const auto &vector : vectors) {
        std::string all;
        std::string byTurns;
        std::string last = "a";
        for (const auto &step : vector["steps"]) {
            const auto sent = step.contains("split_send") ? step["split_send"] : step.value("send", nlohmann::json(""));
            if (const auto speaker = step.value("on", "a"); speaker != last)
                byTurns += '\xff';
            last = step.value("on", "a");
            all += bytesOf(sent.get<std::string>());
            byTurns += bytesOf(sent.get<std::string>());
        }
        const auto name = vector["name"].get<std::string>();
        isWritten &= write(std::filesystem::path(argv[2]) / name, std::string("\x60\x07") + all);
        isWritten &= write(std::filesystem::path(argv[3]) / name, byTurns);
    }
    // What nodes of a cluster say to each other.
    const std::string node("\x60\x87");
    isWritten &=
        write(std::filesystem::path(argv[2]) / "route_interest",
              node + "INFO {\"server_id\":\"A\"}\r\nRS+ $G a.b\r\nRS+ $G a.> workers 3\r\nRS- $G a.b\r\nPING\r\n");
    isWritten &= write(std::filesystem::path(argv[2]) / "route_messages",
                       node + "RMSG $G a.b 2\r\nhi\r\nRMSG $G a.b r 2\r\nhi\r\nRMSG $G a.b + r q1 q2 2\r\nhi\r\n"
                              "RMSG $G a.b | q1 2\r\nhi\r\nHMSG $G a.b r 12 14\r\nNATS/1.0\r\n\r\nhi\r\n");
    if (!isWritten)
        std::fprintf(stderr, "The corpus could not be made of %s\n", argv[1]);
    return isWritten ? 0 : 1;
}
