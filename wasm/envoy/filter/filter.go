package filter

import (
	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/wasm/envoy/config"
)

// Action is what the proxy does after a callback.
type Action uint32

// The actions of proxy-wasm.
const (
	// Continue passes on what the callback was about, and what was held back.
	Continue Action = 0
	// Pause holds it back.
	Pause Action = 1
)

// Filter is the state of a module: all streams, of all places in a proxy where
// it stands. It serves one callback at a time, as a module does.
type Filter struct {
	host    Host
	places  []*place
	created created
	streams table
	idle    []*stream
	buffers buffers
	metrics metrics

	decoder *decoder.Decoder
	request decoder.Request
	verdict catalog.Verdict
	// line and document are memory for what is written, digits for numbers.
	line, document []byte
	digits         [10]byte
}

// created is the stream that was created last and the place that it belongs
// to: nearly always its request is the next thing that happens.
type created struct {
	id    uint32
	place *place
}

// New returns a filter in a host.
func New(host Host) *Filter {
	return &Filter{
		host:     host,
		decoder:  new(decoder.Decoder),
		verdict:  catalog.Verdict{Errors: make([]catalog.ErrorItem, 0, catalog.MaxErrors)},
		line:     make([]byte, 0, 1024),
		document: make([]byte, 0, 4096),
	}
}

// Streams is how many streams the filter keeps something of.
func (f *Filter) Streams() int { return f.streams.count }

// levelCritical is proxy-wasm's, for what stops the filter from starting.
const levelCritical = int(config.LevelCritical)

// Configure takes the configuration of a place, of a number of bytes, and
// reports whether it can work. When it cannot, one line of log says why.
func (f *Filter) Configure(id uint32, size int) bool {
	text, ok := f.host.Configuration(size)
	if !ok {
		f.host.Log(levelCritical, []byte("finfault: the host does not hand out the configuration"))
		return false
	}
	c, err := config.Parse(text)
	if err != nil {
		f.host.Log(levelCritical, append([]byte("finfault: configuration: "), err.Error()...))
		return false
	}
	p := newPlace(id, c)
	f.forgetPlace(id) // streams that have begun go on as they were
	f.places = append(f.places, p)
	return true
}

// Create notes which place a stream belongs to. With a parent of 0 it is no
// stream but a place.
func (f *Filter) Create(id, parent uint32) {
	p := f.place(parent)
	if p == nil {
		return
	}
	if len(f.places) > 1 && f.created.place != nil {
		// Another stream comes before the last one's request.
		f.take(f.created.id).place = f.created.place
	}
	f.created = created{id, p}
}

// placeOf returns the place of a stream whose request begins, nil when it has
// none.
func (f *Filter) placeOf(id uint32) (p *place) {
	s := f.streams.get(id)
	switch {
	case f.created.place != nil && f.created.id == id:
		p, f.created = f.created.place, created{}
	case len(f.places) == 1: // whichever it is
		p = f.places[0]
	case s != nil:
		p = s.place
	}
	if s != nil {
		f.drop(s) // the request makes it anew
	}
	return p
}

// End says that a stream, or a place, is over. What has come of a response
// that broke off is classified.
func (f *Filter) End(id uint32) {
	if s := f.streams.get(id); s != nil {
		if s.phase == collecting {
			f.finish(s, brokenOff)
		}
		f.drop(s)
	}
	if f.created.id == id {
		f.created = created{}
	}
}

// Delete forgets a stream or a place.
func (f *Filter) Delete(id uint32) {
	f.End(id)
	f.forgetPlace(id)
}
