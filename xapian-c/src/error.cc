// SPDX-License-Identifier: GPL-2.0-or-later
#include "error.hpp"

#include "guard.hpp"

namespace
{

// Length of the UTF-8 sequence at the start of text, 0 when there is none (Unicode, table 3-7).
size_t sequence_length(std::string_view text)
{
    const auto at = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = at(0);
    size_t length = 0;
    unsigned char low = 0x80;
    unsigned char high = 0xbf;
    if (lead < 0x80) {
        return 1;
    } else if (lead >= 0xc2 && lead <= 0xdf) {
        length = 2;
    } else if (lead >= 0xe0 && lead <= 0xef) {
        length = 3;
        low = lead == 0xe0 ? 0xa0 : low;
        high = lead == 0xed ? 0x9f : high;
    } else if (lead >= 0xf0 && lead <= 0xf4) {
        length = 4;
        low = lead == 0xf0 ? 0x90 : low;
        high = lead == 0xf4 ? 0x8f : high;
    }
    if (length == 0 || text.size() < length || at(1) < low || at(1) > high)
        return 0;
    for (size_t i = 2; i < length; i++) {
        if (at(i) < 0x80 || at(i) > 0xbf)
            return 0;
    }
    return length;
}

class message_writer
{
public:
    explicit message_writer(xapc_error &error) : out(error.message)
    {
        out[0] = '\0';
    }

    void append(std::string_view text)
    {
        while (!text.empty() && !full) {
            const size_t length = sequence_length(text);
            if (length == 0) {
                put("?");
            } else if (length == 1 && (text[0] < ' ' || text[0] == 0x7f)) {
                put(" ");
            } else {
                put(text.substr(0, length));
            }
            text.remove_prefix(length == 0 ? 1 : length);
        }
    }

private:
    void put(std::string_view character)
    {
        if (used + character.size() >= XAPC_MESSAGE_SIZE) {
            full = true;
            return;
        }
        used += character.copy(out + used, character.size());
        out[used] = '\0';
    }

    char *out;
    size_t used = 0;
    bool full = false;
};

} // namespace

namespace xapc
{

xapc_status fail(xapc_error *err, xapc_status status,
                 std::initializer_list<std::string_view> parts) noexcept
{
    if (err != nullptr) {
        err->status = status;
        message_writer message(*err);
        for (const std::string_view part : parts)
            message.append(part);
    }
    return status;
}

xapc_status report(xapc_error *err, xapc_status status, const Xapian::Error &e)
{
    const std::string &context = e.get_context();
    const char *system = e.get_error_string();
    const std::string_view detail = system == nullptr ? "" : system;
    const bool both = !context.empty() && !detail.empty();
    const bool any = !context.empty() || !detail.empty();
    return fail(err, status,
                {e.get_type(), ": ", e.get_msg(), any ? " (" : "", context, both ? "; " : "",
                 detail, any ? ")" : ""});
}

} // namespace xapc

const char *xapc_status_name(xapc_status status)
{
    const char *name = "UNKNOWN";
    xapc::guarded(nullptr, [&] {
        static const char *const names[] = {
            "OK",     "NOMEM",   "INVALID", "NOT_FOUND", "LOCKED",  "CORRUPT",       "MODIFIED",
            "CLOSED", "VERSION", "CREATE",  "NETWORK",   "TIMEOUT", "UNIMPLEMENTED", "LIMIT",
            "RANGE",  "IO",      "INTERNAL"};
        const auto index = static_cast<size_t>(status);
        if (index < sizeof names / sizeof names[0])
            name = names[index];
    });
    return name;
}

const char *xapc_xapian_version(void)
{
    const char *version = "";
    xapc::guarded(nullptr, [&] { version = Xapian::version_string(); });
    return version;
}
