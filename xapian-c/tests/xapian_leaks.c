/* SPDX-License-Identifier: GPL-2.0-or-later */
/* For the leak sanitizer: what Xapian 1.4.22 itself loses when an exception ends a match or an
 * expansion before it has begun (out of memory, a wildcard over its limit), or a commit (disk
 * full). */
const char *__lsan_default_suppressions(void); // NOLINT(bugprone-reserved-identifier)

const char *__lsan_default_suppressions(void) // NOLINT(bugprone-reserved-identifier)
{
    return "leak:Xapian::BM25Weight::clone\n"
           "leak:Xapian::Enquire::Internal::get_mset\n"
           "leak:Xapian::ESet::Internal::expand\n"
           "leak:Xapian::WritableDatabase::commit\n"
           "leak:Xapian::Database::close\n";
}
