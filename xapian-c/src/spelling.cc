// SPDX-License-Identifier: GPL-2.0-or-later
// Reading and writing the spelling and synonym tables.
#include "visit.hpp"
#include "xapian_c/writer.h"

xapc_status xapc_database_spelling(xapc_database *db, xapc_bytes word, unsigned max_edit_distance,
                                   xapc_buffer *ret, xapc_error *err)
{
    return xapc::guarded_read(db, err, [&](Xapian::Database &x) {
        xapc::require_result(ret);
        *ret = xapc::to_buffer(x.get_spelling_suggestion(xapc::to_string(word), max_edit_distance));
    });
}

xapc_status xapc_database_each_spelling(xapc_database *db, xapc_term_visit visit, void *payload,
                                        xapc_error *err)
{
    return xapc::guarded_visit(db, err, visit, [&](Xapian::Database &x, bool &handed_out) {
        xapc::walk(
            x.spellings_begin(), x.spellings_end(), handed_out,
            [&](const Xapian::TermIterator &i) { return xapc::visit_termfreq(i, visit, payload); });
    });
}

xapc_status xapc_database_each_synonym(xapc_database *db, xapc_bytes term, xapc_bytes_visit visit,
                                       void *payload, xapc_error *err)
{
    return xapc::guarded_visit(db, err, visit, [&](Xapian::Database &x, bool &handed_out) {
        const std::string name = xapc::to_string(term);
        xapc::walk(
            x.synonyms_begin(name), x.synonyms_end(name), handed_out,
            [&](const Xapian::TermIterator &i) { return xapc::visit_bytes(i, visit, payload); });
    });
}

xapc_status xapc_database_each_synonym_key(xapc_database *db, xapc_bytes prefix,
                                           xapc_bytes_visit visit, void *payload, xapc_error *err)
{
    return xapc::guarded_visit(db, err, visit, [&](Xapian::Database &x, bool &handed_out) {
        const std::string start = xapc::to_string(prefix);
        xapc::walk(
            x.synonym_keys_begin(start), x.synonym_keys_end(start), handed_out,
            [&](const Xapian::TermIterator &i) { return xapc::visit_bytes(i, visit, payload); });
    });
}

xapc_status xapc_writer_add_spelling(xapc_writer *writer, xapc_bytes word, uint32_t freq_inc,
                                     xapc_error *err)
{
    return xapc::guarded_write(writer, err, [&](Xapian::WritableDatabase &x) {
        xapc::require(freq_inc != 0, "the frequency does not rise");
        x.add_spelling(xapc::to_storable(word), freq_inc);
    });
}

xapc_status xapc_writer_remove_spelling(xapc_writer *writer, xapc_bytes word, uint32_t freq_dec,
                                        xapc_error *err)
{
    return xapc::guarded_write(writer, err, [&](Xapian::WritableDatabase &x) {
        x.remove_spelling(xapc::to_storable(word), freq_dec);
    });
}

xapc_status xapc_writer_add_synonym(xapc_writer *writer, xapc_bytes term, xapc_bytes synonym,
                                    xapc_error *err)
{
    return xapc::guarded_write(writer, err, [&](Xapian::WritableDatabase &x) {
        x.add_synonym(xapc::to_storable(term), xapc::to_storable(synonym));
    });
}

xapc_status xapc_writer_remove_synonym(xapc_writer *writer, xapc_bytes term, xapc_bytes synonym,
                                       xapc_error *err)
{
    return xapc::guarded_write(writer, err, [&](Xapian::WritableDatabase &x) {
        x.remove_synonym(xapc::to_storable(term), xapc::to_storable(synonym));
    });
}

xapc_status xapc_writer_clear_synonyms(xapc_writer *writer, xapc_bytes term, xapc_error *err)
{
    return xapc::guarded_write(writer, err, [&](Xapian::WritableDatabase &x) {
        x.clear_synonyms(xapc::to_storable(term));
    });
}
