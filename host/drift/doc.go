// Package drift gathers what providers send that the catalog does not know:
// unknown codes, codes that moved to another status, spellings and shapes that
// are new, members that changed their type, and bodies whose status is not the
// one on the wire.
//
// A [Report] is fed with answers and their verdicts. Reports of parts of the
// records can be merged, in whatever order and grouping, to the report of all;
// their JSON form loses nothing, so that parts may come from other machines.
//
// # Privacy
//
// A report can be shown to anybody. Codes are shown if the catalog has them, or
// as far as they are plain words. Of bodies there is the structure: names that
// look like identifiers, types, how long texts roughly are, and words that the
// catalog has. Texts, numbers, headers, and names and codes that could be an id,
// an address or a token are never taken up.
//
// # Memory
//
// There are at most [MostNovelties] for each provider and kind, whatever is
// sent; those beyond are counted together.
package drift
