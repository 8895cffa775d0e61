// Package filter is what the Envoy filter does with each stream, apart from
// the calls that cross the border of the module: those are behind [Host], so
// that all else runs, and is tested, natively.
//
// A stream costs nothing until its request goes to a configured provider, and
// nothing any more once its response turns out to be of no interest. Where a
// host call fails the stream goes on as it would without the filter.
package filter
