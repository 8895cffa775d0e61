package overlay

// The binary form, version 1. Numbers are little-endian.
//
//	magic     4 bytes "FNFO"
//	version   1 byte
//	reserved  1 byte, 0
//	rules     2 bytes: how many
//	size      4 bytes: of the whole
//	sum       8 bytes: FNV-1a of what follows
//
// Then each rule: its name; providers (1), shapes (4), operations (2); the
// lists of statuses (from and to, 2 bytes each), codes and messages; the step;
// the set of fields (4), and the value of each in the order of the bits. A list
// begins with its length and a text with its length in bytes, a byte each.
const (
	magic      = "FNFO"
	version    = 1
	headerSize = 20
	sumAt      = 12
)

// sum is the FNV-1a hash of b.
func sum(b []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range b {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}

// writer appends the parts of the binary form.
type writer struct{ b []byte }

func (w *writer) byte(v uint8) { w.b = append(w.b, v) }

func (w *writer) short(v uint16) { w.b = append(w.b, byte(v), byte(v>>8)) }

func (w *writer) word(v uint32) { w.b = append(w.b, byte(v), byte(v>>8), byte(v>>16), byte(v>>24)) }

func (w *writer) text(s string) { w.b = append(append(w.b, byte(len(s))), s...) }

func (w *writer) texts(list []string) {
	w.byte(uint8(len(list)))
	for _, s := range list {
		w.text(s)
	}
}

// reader takes them apart again. Past the end it reads zeros, and short says so.
type reader struct {
	b     string
	short bool
}

// take returns the next n bytes. It is called from many places, and would make
// up most of a module's code for overlays were it written out at each.
//
//go:noinline
func (r *reader) take(n int) string {
	if n > len(r.b) {
		r.b, r.short = "", true
		return ""
	}
	s := r.b[:n]
	r.b = r.b[n:]
	return s
}

// number reads n bytes.
//
//go:noinline
func (r *reader) number(n int) (v uint32) {
	for i, c := range []byte(r.take(n)) {
		v |= uint32(c) << (8 * i)
	}
	return v
}

func (r *reader) byte() uint8 { return uint8(r.number(1)) }

func (r *reader) text() string { return r.take(int(r.byte())) }

func (r *reader) texts() (list []string) {
	for n := r.byte(); n > 0 && !r.short; n-- {
		list = append(list, r.text())
	}
	return list
}
